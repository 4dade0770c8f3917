"""A real browser: with script, without, at the width of a phone. Nothing may go wrong unseen in it."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from alongside.config import browser as browsers
from tests.personas import County

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright brings a loop; Django's database does not run in it

DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=375, height=740)
NARROWEST = ViewportSize(width=320, height=640)


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return live_server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = browsers.find()
    return browser_type_launch_args if path in {None, browsers.OWN} else browser_type_launch_args | {"executable_path": path}


def opened(browser: Browser, base_url: str, complaints: list[str], **kind: Any) -> Page:
    """A page in a context of its own, which tells what it complains of."""
    page = browser.new_context(base_url=base_url, locale="en-GB", timezone_id="Europe/London", **kind).new_page()
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("console", lambda said: complaints.extend(_complaint(page, said)))
    return page


@pytest.fixture
def new_page(browser: Browser, base_url: str) -> Iterator[Callable[..., Page]]:
    """Opens pages of any kind. What a page complains of (an error of script, a breach of the content policy, a file
    that is not there) fails the test."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(**kind: Any) -> Page:
        page = opened(browser, base_url, complaints, **kind)
        contexts.append(page.context)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture(scope="module")
def _one_page(browser: Browser, base_url: str) -> Iterator[tuple[Page, list[str]]]:
    complaints: list[str] = []
    page = opened(browser, base_url, complaints)
    yield page, complaints
    page.context.close()


@pytest.fixture
def same_page(_one_page: tuple[Page, list[str]]) -> Iterator[Page]:
    """The same page for all tests of a module that only look, each at another address; nobody is signed in. A page of its own
    takes a browser as long as two looks with axe."""
    page, complaints = _one_page
    page.context.clear_cookies()
    complaints.clear()
    yield page
    page.goto("about:blank")
    assert not complaints


def _complaint(page: Page, said: ConsoleMessage) -> Iterator[str]:
    refused = said.location["url"] == page.url and "status of 4" in said.text  # a page that says no, on purpose
    typed = "does not conform to the required format" in said.text  # what somebody typed wrongly is shown to them again
    if said.type in {"error", "warning"} and not refused and not typed:
        yield f"{page.url}: {said.text}"


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """As most people have it: with script, at a desk."""
    return new_page(viewport=DESKTOP)


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """In the hand."""
    return new_page(viewport=PHONE, is_mobile=True, has_touch=True)


@pytest.fixture
def plain(new_page: Callable[..., Page]) -> Page:
    """Without script."""
    return new_page(viewport=DESKTOP, java_script_enabled=False)


@pytest.fixture
def sign_in(county: County, base_url: str) -> Callable[[Page, str], None]:
    """Signs a persona in on a page; the visitor stays nobody."""

    def signed_in(page: Page, persona: str) -> None:
        cookies = county.client(persona).cookies
        page.context.add_cookies([{"name": name, "value": cookie.value, "url": base_url} for name, cookie in cookies.items()])

    return signed_in
