"""Seeing what is held about oneself, taking it away, being forgotten and changing one's mind: with script and without, on a phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from alongside.directory import actions as directory
from alongside.people import actions as people
from alongside.people.models import Forgetting
from tests.browser.journeys import WAYS, follow, press, see
from tests.browser.seeing import overhang
from tests.personas import County
from tests.replies.factories import a_reply


@pytest.fixture
def place(county: County, live_server: LiveServer, settings: Settings, tmp_path: Path) -> County:
    """The volunteer has asked something; so has Ruth, who has no account."""
    settings.DEMO, settings.ADDRESS, settings.LIMITS_FILE = True, live_server.url, tmp_path / "limits.sqlite3"
    a_reply(county.organisations["charity"], asker=county.people["volunteer"], title="Who has the key of the hall?")
    directory.ask_a_person(need="Somebody to talk to", name="Ruth Weir", email="ruth@example.org")
    return county


@pytest.mark.parametrize("way", WAYS)
def test_person_sees_everything_asks_to_be_forgotten_and_changes_their_mind(
    way: str, place: County, new_page: Callable[..., Page]
) -> None:
    page = new_page(**WAYS[way])
    page.goto(people.sign_in_link(place.people["volunteer"]))
    press(page, "Sign in as Volunteer Marlowe")
    page.goto("/account/")
    follow(page, "See everything we hold about you")
    see(page, "What we hold about you")
    expect(page.get_by_role("main")).to_contain_text("Who has the key of the hall?")
    assert overhang(page) == 0
    press(page, "Make me a copy, with my files (ZIP)")
    expect(page.get_by_role("main")).to_contain_text("A mail says when it is there.")

    follow(page, "Delete your account and be forgotten")
    see(page, "Delete your account, and forget you?")
    expect(page.get_by_role("main")).to_contain_text("What you asked, and what you answered")
    assert overhang(page) == 0
    press(page, "Forget me")
    expect(page.get_by_label("Yes, forget me")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Yes, forget me").check()
    press(page, "Forget me")
    see(page, "You asked us to forget you")
    press(page, "Do not forget me")
    see(page, "What we hold about you")
    assert Forgetting.objects.get().state == "undone"


@pytest.mark.parametrize("way", WAYS)
def test_somebody_without_an_account_sees_what_is_kept_by_a_mailed_link(
    way: str, place: County, new_page: Callable[..., Page]
) -> None:
    page = new_page(**WAYS[way])
    page.goto("/privacy/")
    follow(page, re.compile("^See what we hold about you"))
    see(page, "What do you hold about me?")
    page.get_by_label("E-mail address").fill("ruth@example.org")
    press(page, "Send me the link")
    see(page, "Look into your mail")
    link = re.search(r"http\S+/your-data/link/\S+", str(mail.outbox[-1].body))
    assert link
    page.goto(link[0])
    press(page, "Show me")
    see(page, "What we hold about you")
    expect(page.get_by_role("main")).to_contain_text("Somebody to talk to")
    assert overhang(page) == 0
