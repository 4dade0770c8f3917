"""A resident looks for company: with script and without, at a desk, on a phone, and by the keyboard alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from alongside.directory.models import Enquiry
from alongside.terms import actions as terms
from tests.browser.conftest import DESKTOP
from tests.browser.journeys import WAYS, follow, mail, press, see, tab_to, unfold
from tests.browser.seeing import faults, overhang
from tests.directory.factories import make_service, place, time
from tests.personas import County

COMPANY: dict[str, Any] = {"summary": "Company for anybody who feels lonely.", "cost": "free", "start": "just_come"}
FRIDAYS = "FREQ=WEEKLY;BYDAY=FR"


@pytest.fixture
def found(county: County, live_server: LiveServer, settings: Settings) -> County:
    """Company on a Tuesday and on a Friday in Taunton, on a Tuesday in Bristol, and what nobody asks for here."""
    settings.DEMO, settings.ADDRESS = True, live_server.url
    terms.load_needs()
    runner = county.organisations["group"]
    bristol = place(name="The Quay", line_1="1 Quay Street", town="Bristol", postcode="BS1 4DJ")
    make_service(runner, name="Tuesday Table", locations=[place()], times=[time()], **COMPANY)
    make_service(runner, name="Friday Friends", locations=[place()], times=[time(FRIDAYS)], **COMPANY)
    make_service(runner, name="Quayside Company", locations=[bristol], times=[time()], **COMPANY)
    make_service(runner, name="Debt advice", summary="Help with bills.", locations=[place()])
    return county


def narrow(page: Page, label: str) -> None:
    unfold(page, "Filter these")
    page.get_by_role("navigation", name="Filters").get_by_role("link", name=label).click()


@pytest.mark.parametrize("way", WAYS)
def test_loneliness_leads_to_a_table_that_is_near_and_on_the_right_day(
    way: str, found: County, new_page: Callable[..., Page]
) -> None:
    page = new_page(**WAYS[way])
    page.goto("/")
    page.get_by_label("What do you need?").fill("lonely")
    press(page, "Find support")
    see(page, "3 services for lonely")

    unfold(page, "Change what you look for")
    page.get_by_label("Postcode or town").fill("TA1")
    press(page, "Find support")
    see(page, re.compile("^3 services for lonely near TA1"))
    narrow(page, "3 miles")
    see(page, re.compile("^2 services for lonely near TA1"))
    narrow(page, "Tuesdays")
    see(page, re.compile("^1 service for lonely near TA1"))
    expect(page.get_by_role("link", name=re.compile("^Within 3 miles ?, remove this filter$"))).to_be_visible()

    follow(page, "Tuesday Table")
    see(page, "Tuesday Table")
    expect(page.get_by_role("main")).to_contain_text("Tuesdays")
    assert overhang(page) == 0
    follow(page, "Back to what was found")
    see(page, re.compile("^1 service for lonely near TA1"))


@pytest.mark.parametrize("way", WAYS)
def test_who_finds_nothing_asks_a_person_and_is_answered_by_mail(way: str, found: County, new_page: Callable[..., Page]) -> None:
    page = new_page(**WAYS[way])
    page.goto("/support?need=lonely&near=TA1")
    page.get_by_role("main").get_by_role("link", name="Ask a person").click()
    expect(page.get_by_label("What would help?")).to_have_value("lonely")
    expect(page.get_by_label("Near which postcode or town?")).to_have_value("TA1")
    page.get_by_label("What would help?").fill("Somebody to walk with who is patient.")
    press(page, "Send it")
    expect(page.get_by_role("alert")).to_contain_text("Give an e-mail address or a telephone number")
    expect(page.get_by_label("What would help?")).to_have_value("Somebody to walk with who is patient.")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    press(page, "Send it")
    see(page, "It is on its way")
    expect(page.get_by_role("main")).to_contain_text("at Marlshire Voluntary Action answers by")
    page.reload()
    see(page, "It is on its way")
    assert Enquiry.objects.count() == 1
    assert overhang(page) == 0
    if "script" not in way:
        assert faults(page) == []

    mail(page, "Please answer by").get_by_role("link", name="Read it and answer").click()
    page.get_by_label("Your answer").fill("The walking group in Taunton goes slowly. Ring 01632 960 111.")
    press(page, "Send your answer")
    see(page, "Thank you. It is saved.")
    expect(mail(page, "The answer to your question").get_by_role("main")).to_contain_text("goes slowly")


@pytest.mark.parametrize("script", [True, False])
def test_the_search_needs_nothing_but_a_keyboard(script: bool, found: County, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport=DESKTOP, java_script_enabled=script)
    page.goto("/")
    tab_to(page, page.get_by_label("What do you need?"))
    page.keyboard.type("lonely")
    tab_to(page, page.get_by_label("Postcode or town"))
    page.keyboard.type("TA1")
    page.keyboard.press("Enter")
    see(page, re.compile("^3 services for lonely near TA1"))
    tab_to(page, page.get_by_role("link", name=re.compile("^Tuesdays")))
    page.keyboard.press("Enter")
    see(page, re.compile("^2 services for lonely near TA1"))
    tab_to(page, page.get_by_role("link", name="Tuesday Table"))
    page.keyboard.press("Enter")
    see(page, "Tuesday Table")
