"""What every page is held to in the browser."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

axe = Axe()

ONLY_FAULTS = {"resultTypes": ["violations"]}
"""What passed is not gathered nor sent over: that takes longer than looking."""


def faults(page: Page) -> list[str]:
    """What axe finds on the page, at any level: the rule, and where."""
    found: list[dict[str, Any]] = axe.run(page, options=ONLY_FAULTS).response["violations"]
    return [f"{page.url}: {fault['id']} at {node['target']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def overhang(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
