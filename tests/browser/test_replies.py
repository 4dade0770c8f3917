"""A question is answered from a mail, and disputed from another: in the demonstration's mailbox, on a phone, without script."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from alongside.replies.models import OwedReply
from tests.browser.conftest import PHONE
from tests.personas import County
from tests.replies.factories import a_reply


def open_mail(page: Page, subject: str) -> None:
    page.goto("/mailbox/")
    page.get_by_role("link", name=re.compile(subject)).first.click()


def test_mails_lead_from_the_question_to_the_answer_and_back(
    county: County, new_page: Callable[..., Page], live_server: LiveServer, settings: Settings
) -> None:
    settings.DEMO, settings.ADDRESS = True, live_server.url
    a_reply(county.organisations["charity"])
    page = new_page(viewport=PHONE, is_mobile=True, has_touch=True, java_script_enabled=False)

    open_mail(page, "Please answer by")
    page.frame_locator("iframe").get_by_role("link", name="Read it and answer").click()
    expect(page.get_by_text("You need not sign in.")).to_be_visible()
    page.get_by_label("Your answer").fill("Ring 01632 960 111, also on Fridays.")
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_role("heading", name="Thank you. It is saved.")).to_be_visible()

    open_mail(page, "The answer to your question")
    expect(page.frame_locator("iframe").get_by_role("main")).to_contain_text("Ring 01632 960 111, also on Fridays.")
    page.frame_locator("iframe").get_by_role("link", name="This does not answer me").click()
    page.get_by_label("What is still missing?").fill("Nobody answers there either.")
    page.get_by_role("button", name="This does not answer me").click()
    expect(page.get_by_role("heading", name="Thank you. It is saved.")).to_be_visible()
    assert OwedReply.objects.get().state == OwedReply.State.DISPUTED


def test_desk_leads_to_an_answer_and_is_then_clear(county: County, plain: Page, sign_in: Callable[[Page, str], None]) -> None:
    a_reply(county.organisations["charity"], title="The phone rings out on Fridays")
    sign_in(plain, "charity")
    plain.goto("/desk")
    plain.get_by_role("link", name=re.compile(r"^Answer ?: The phone rings out")).click()
    plain.get_by_role("button", name="Send your answer").click()
    expect(plain.get_by_role("link", name="Your answer: Write an answer, if only a short one")).to_be_visible()
    plain.get_by_label("Your answer").fill("There is a new number.")
    plain.get_by_role("button", name="Send your answer").click()
    expect(plain.get_by_role("heading", name="Your answer is on its way")).to_be_visible()
    plain.get_by_role("link", name="Your desk is clear").click()
    expect(plain.get_by_text("Nobody waits for an answer from you.")).to_be_visible()
