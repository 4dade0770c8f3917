"""Every page of the house in a browser: by day at a desk, by night on a phone, narrowest, and written from right to left."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.addresses.table import ROWS
from tests.browser.conftest import DESKTOP, NARROWEST, PHONE
from tests.browser.seeing import faults, overhang
from tests.personas import County
from tests.test_every_page import PAGES, reader


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    name: str, same_page: Page, county: County, sign_in: Callable[[Page, str], None]
) -> None:
    row = ROWS[name]
    address = reverse(name, kwargs=row.args(county)) + row.query
    page = same_page
    page.set_viewport_size(DESKTOP)
    sign_in(page, reader(name))
    page.goto(address)
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light" if size is DESKTOP else "dark", reduced_motion="reduce")
        assert not faults(page)
        assert overhang(page) == 0
    page.set_viewport_size(NARROWEST)
    assert overhang(page) == 0
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert overhang(page) == 0
