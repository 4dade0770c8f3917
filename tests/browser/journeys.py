"""The ways in which people come, and the steps that several journeys share."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE

IN_THE_HAND = {"viewport": PHONE, "is_mobile": True, "has_touch": True}
WAYS: dict[str, dict[str, Any]] = {
    "at a desk": {"viewport": DESKTOP},
    "at a desk without script": {"viewport": DESKTOP, "java_script_enabled": False},
    "on a phone": IN_THE_HAND,
    "on a phone without script": {**IN_THE_HAND, "java_script_enabled": False},
}


def unfold(page: Page, words: str) -> None:
    """Open what lies folded on a phone; at a desk it is open."""
    page.wait_for_load_state()  # before its style is there, nothing is folded
    summary = page.locator("summary").filter(has_text=words)
    if summary.is_visible():
        summary.click()


def see(page: Page, heading: str | re.Pattern[str]) -> None:
    """The page that this journey should have come to."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name).first.click()


def mail(page: Page, subject: str) -> Any:
    """What stands in the newest mail of this subject, opened in the demonstration's mailbox."""
    page.goto("/mailbox/")
    follow(page, re.compile(subject))
    return page.frame_locator("iframe")


def tab_to(page: Page, wanted: Locator, at_most: int = 60) -> None:
    """Press Tab until the keyboard is there."""
    for _step in range(at_most):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")
