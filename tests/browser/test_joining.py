"""A small group becomes a member, in every way in which people come."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import WAYS, press, see
from tests.organisations.members import a_kind
from tests.personas import County


@pytest.mark.parametrize("way", WAYS)
def test_small_group_joins(county: County, new_page: Callable[..., Page], way: str) -> None:
    a_kind("Small group", pence=1000)
    page = new_page(**WAYS[way])
    page.goto("/join/")
    page.get_by_role("link", name="Begin").click()
    page.get_by_label("What is your group called?").fill("Kettle Club")
    press(page, "Go on")
    press(page, "Go on")
    expect(page.get_by_text("Choose one").first).to_be_visible()
    page.get_by_label("Community group").check()
    press(page, "Go on")
    page.get_by_label("What does it do?").fill("Tea on Tuesdays, for anybody.")
    press(page, "Go on")
    page.get_by_label("Small group: £10 a year").check()
    press(page, "Go on")
    page.get_by_label("Your name").fill("Ann Stone")
    page.get_by_label("Your e-mail address").fill("ann@example.net")
    press(page, "Go on")
    page.get_by_label("What are you there?").fill("Treasurer")
    page.get_by_label("How can we check?").fill("Ring the hall, ask for Joan.")
    press(page, "Go on")
    see(page, "Check your answers")
    page.get_by_role("link", name=re.compile("^Change your name")).click()
    expect(page.get_by_label("Your name")).to_have_value("Ann Stone")
    press(page, "Go on")
    press(page, "Send it")
    see(page, "Thank you. It is on its way.")
