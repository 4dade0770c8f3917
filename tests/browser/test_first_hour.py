"""A new place is set up from its first link to its last task: by an officer alone, without script."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from alongside.jobs import worker
from alongside.notices import queries as mails
from alongside.notices.models import Mail
from alongside.organisations import actions as organisations
from tests.browser.conftest import DESKTOP, PHONE
from tests.files.factories import PNG
from tests.places.test_teaching_the_map import WARDS

WARDS_JSON = json.dumps(WARDS).encode()
DESK: dict[str, Any] = {"viewport": DESKTOP}
HAND: dict[str, Any] = {"viewport": PHONE, "is_mobile": True, "java_script_enabled": False}
POSTCODES = b"postcode,latitude,longitude\nMX1 1AB,52.0,-1.0\n"


def task(page: Page, title: str) -> None:
    page.goto("/place/first-hour/")
    page.get_by_role("main").get_by_role("listitem").get_by_role("link", name=title, exact=True).click()


def is_done(page: Page, title: str) -> None:
    page.goto("/place/first-hour/")
    expect(page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=title, exact=True))).to_contain_text("Done")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def empty(live_server: LiveServer, settings: Settings, tmp_path: Path) -> None:
    settings.ADDRESS, settings.DATA_DIR, settings.SMTP_URL = live_server.url, tmp_path, "smtp://127.0.0.1:9"


def begin(page: Page) -> None:
    page.goto(organisations.first_officer_link())
    for label, words in (
        ("place", "Marlshire"),
        ("charity", "Marlshire Voluntary Action"),
        ("name", "Ruth Marlowe"),
        ("email", "ruth@example.org"),
    ):
        page.locator(f"[name={label}]").fill(words)
    press(page, "Begin")
    expect(page.get_by_role("heading", name="Your first hour")).to_be_visible()
    expect(page.get_by_text("1 of 12 tasks is done.")).to_be_visible()


@pytest.mark.parametrize("kind", [DESK, HAND], ids=["desk", "phone-without-script"])
def test_an_officer_sets_up_an_empty_place(kind: dict[str, Any], empty: None, new_page: Callable[..., Page]) -> None:
    page = new_page(**kind)
    page.goto("/")
    expect(page.get_by_role("heading", name="This place has no name yet.")).to_be_visible()

    begin(page)

    task(page, "How to reach you")
    page.get_by_label("E-mail address").fill("hello@example.org")
    page.get_by_label("Your colour").fill("#ffdd00")
    press(page, "Keep this")
    said = page.get_by_text(re.compile(r"is close and works")).first.text_content() or ""
    nearest = re.findall(r"#[0-9a-f]{6}", said)[-1]
    page.get_by_label("Your colour").fill(nearest)
    press(page, "Keep this")
    is_done(page, "How to reach you")

    task(page, "Logo")
    page.get_by_label("A picture").set_input_files({"name": "mva.png", "mimeType": "image/png", "buffer": PNG})
    press(page, "Keep this")
    is_done(page, "Logo")

    task(page, "Who decides about people’s data")
    expect(page.get_by_label("Who decides about people’s data here?")).to_have_value("Marlshire Voluntary Action")
    page.get_by_label("E-mail address for questions about data").fill("data@example.org")
    page.get_by_label("We need not register").check()
    press(page, "Keep this")
    is_done(page, "Who decides about people’s data")

    task(page, "Web address")
    expect(page.get_by_text("Only this machine can open it")).to_be_visible()

    task(page, "Mail, with a test")
    press(page, "Send me a test mail")
    found = re.search(r"https?://\S+/mail/test/\S+", mails.words_of(Mail.objects.get(kind="notices.test")).text)
    assert found
    page.goto(found[0])
    press(page, "Yes, it came")
    page.get_by_role("link", name="Back to your first hour").click()
    is_done(page, "Mail, with a test")

    for title, name, content in (
        ("Full postcodes", "ours.csv", POSTCODES),
        ("Districts, wards or parishes", "wards.json", WARDS_JSON),
    ):
        task(page, title)
        page.get_by_label("A file", exact=True).set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
        press(page, "Load it")
        expect(page.get_by_text("Waiting for its turn")).to_be_visible()
        worker.work_off()
        is_done(page, title)

    task(page, "Patches")
    page.get_by_role("link", name="Add a patch").click()
    page.get_by_label("What do people call it?").fill("The Valley")
    page.get_by_label("Upper Marl").check()
    page.get_by_role("main").get_by_role("button").last.click()
    is_done(page, "Patches")

    task(page, "Numbers to ring")
    press(page, "I tried them all, and they are right")
    is_done(page, "Numbers to ring")
    expect(page.get_by_text("8 of 12 tasks are done.")).to_be_visible()
