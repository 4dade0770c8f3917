"""The first thing that must never break: somebody opens the place, with script and without."""

from playwright.sync_api import Page, expect

from tests.personas import County


def test_home_opens_with_script(page: Page, county: County) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_home_opens_without_script(plain: Page, county: County) -> None:
    plain.goto("/")
    expect(plain.get_by_role("heading", level=1)).to_be_visible()


def test_home_opens_on_an_empty_installation(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
