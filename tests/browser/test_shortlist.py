"""A link worker finds, shortlists and prints: at a desk, without script and without an account, in ten steps."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from alongside.terms import actions as terms
from tests.browser.conftest import DESKTOP
from tests.browser.journeys import follow, press, see
from tests.directory.factories import contact, make_service, place, time
from tests.personas import County

MOST_STEPS = 10
"""What a hand does: fill in, press, follow. At some five seconds each it is under a minute."""


def test_a_link_worker_finds_shortlists_and_prints(
    county: County, new_page: Callable[..., Page], live_server: LiveServer, settings: Settings
) -> None:
    settings.ADDRESS = live_server.url
    terms.load_needs()
    for name in ("Tuesday Table", "Home visitors"):
        make_service(
            county.organisations["group"],
            name=name,
            summary="Company for anybody who feels lonely.",
            locations=[place()],
            times=[time()],
            contacts=[contact()],
        )
    page, steps = new_page(viewport=DESKTOP, java_script_enabled=False), 0

    def step(done: Callable[[], object]) -> None:
        nonlocal steps
        done()
        steps += 1

    page.goto("/")
    step(lambda: page.get_by_label("What do you need?").fill("lonely"))
    step(lambda: page.get_by_label("Postcode or town").fill("TA1"))
    step(lambda: press(page, "Find support"))
    for name in ("Tuesday Table", "Home visitors"):
        step(lambda name=name: page.get_by_role("button", name=re.compile(f"Add to list ?: {name}")).click())  # type: ignore[misc]
    step(lambda: follow(page, "Your list: 2 services"))
    step(lambda: page.get_by_label("What shall the list be called?").fill("Company in Taunton"))
    step(lambda: press(page, "Save the list"))
    see(page, "Company in Taunton")
    page.emulate_media(media="print")
    expect(page.get_by_text("01632 960 142").first).to_be_visible()
    expect(page.get_by_label("Code to open this page on a phone")).to_be_visible()
    expect(page.get_by_role("button", name="Send its address")).to_be_hidden()
    assert len(page.pdf(format="A4")) > 1_000
    assert steps + 1 <= MOST_STEPS  # the last is the browser's own way to print
