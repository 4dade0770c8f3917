"""What every page is held to in the browser."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

axe = Axe()

LOOK = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
"""What passed is not gathered nor sent over: that takes longer than looking."""


def faults(page: Page) -> list[str]:
    """What axe finds on the page, at any level: the rule, and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe.axe_script)
    found: list[dict[str, Any]] = page.evaluate(LOOK)
    return [f"{page.url}: {fault['id']} at {node['target']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def overhang(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
