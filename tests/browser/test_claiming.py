"""A stranger finds their group, claims it, an officer answers, the stranger acts for it and a colleague joins: on a phone."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from alongside.organisations.models import Seat
from tests.browser.conftest import PHONE
from tests.personas import County


def open_mail(page: Page, subject: str, link: str) -> None:
    """Follow the link of a mail, as the demonstration's mailbox shows it."""
    page.goto("/mailbox/")
    page.get_by_role("link", name=re.compile(subject)).first.click()
    address = page.frame_locator("iframe").get_by_role("link", name=link).first.get_attribute("href")
    page.goto(str(address))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_stranger_finds_claims_acts_and_invites_on_a_phone(
    county: County,
    new_page: Callable[..., Page],
    sign_in: Callable[[Page, str], None],
    live_server: LiveServer,
    settings: Settings,
    *,
    script: bool,
) -> None:
    settings.DEMO, settings.ADDRESS = True, live_server.url
    kind = {"viewport": PHONE, "is_mobile": True, "has_touch": True, "java_script_enabled": script}
    stranger, officer, colleague = new_page(**kind), new_page(**kind), new_page(**kind)

    stranger.goto("/organisations/?q=ashby walkin")
    stranger.get_by_role("link", name="Ashby Walking Group").click()
    stranger.get_by_role("link", name="Is this yours?").click()
    stranger.get_by_label("Your name").fill("Ann Stone")
    stranger.get_by_label("Your e-mail address").fill("ann@gmail.com")
    stranger.get_by_label("What are you there?").fill("Treasurer")
    stranger.get_by_role("button", name="Ask for a seat").click()
    expect(stranger.get_by_role("link", name=re.compile("How can we check"))).to_be_visible()
    expect(stranger.get_by_label("Your name")).to_have_value("Ann Stone")
    stranger.get_by_label("How can we check?").fill("Ring the hall.")
    stranger.get_by_role("button", name="Ask for a seat").click()
    expect(stranger.get_by_role("heading", name="Thank you. It is on its way.")).to_be_visible()

    sign_in(officer, "chief")
    officer.goto("/desk")
    officer.get_by_role("link", name=re.compile("A seat at Ashby Walking Group")).first.click()
    if "/claims/" not in officer.url:
        officer.get_by_role("link", name="Read it").click()
    expect(officer.get_by_text("Ring the hall.")).to_be_visible()
    officer.get_by_role("button", name="Give them the seat").click()
    expect(officer.get_by_text("They have the seat, and a mail that says so.")).to_be_visible()

    open_mail(stranger, "You have a seat at Ashby Walking Group", "Sign in")
    stranger.locator("main").get_by_role("button").click()
    expect(stranger.get_by_role("region", name="Acting for")).to_contain_text("Ashby Walking Group")
    stranger.goto("/organisations/ashby-walking-group/seats/")
    stranger.get_by_label("Their name").fill("Bob Reed")
    stranger.get_by_label("Their e-mail address").fill("bob@example.net")
    stranger.get_by_role("button", name="Send the invitation").click()
    expect(stranger.get_by_text("Bob Reed has a mail with your invitation.")).to_be_visible()

    open_mail(colleague, "You are invited to Ashby Walking Group", "See the invitation")
    colleague.get_by_role("button", name="Send me the code").click()
    (code,) = re.findall(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    colleague.get_by_label(re.compile("code", re.IGNORECASE)).fill(code)
    colleague.locator("main form button").first.click()
    colleague.get_by_role("button", name="Accept").click()
    expect(colleague.get_by_role("region", name="Acting for")).to_contain_text("Ashby Walking Group")
    assert Seat.objects.get(person__email="bob@example.net").role == "editor"
