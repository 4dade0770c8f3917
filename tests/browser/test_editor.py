"""A small group keeps its service true: its editor changes it, an officer reads it, a visitor puts it right."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from alongside.notices import queries as notices
from alongside.notices.models import Mail
from tests.browser.journeys import WAYS, follow, mail, press, see
from tests.browser.seeing import faults
from tests.directory.factories import make_service, place, time
from tests.personas import County

BOTH = ["at a desk", "on a phone without script"]


@pytest.fixture
def kept(county: County, live_server: LiveServer, settings: Settings) -> County:
    settings.DEMO, settings.ADDRESS = True, live_server.url
    settings.EMAIL_BACKEND = "alongside.notices.backend.Outbox"
    group = county.organisations["group"]
    make_service(group, name="Saturday Walk", summary="A slow walk.", locations=[place()], times=[time()])
    return county


def sign_in_by_code(page: Page, email: str) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Your e-mail address").fill(email)
    press(page, "Send me a code")
    page.get_by_label("Code").wait_for()
    said = re.search(r"\d{4}-\d{4}", notices.words_of(Mail.objects.filter(to=email).latest("made_at")).text)
    assert said
    page.get_by_label("Code").fill(said[0])
    press(page, "Sign in")


@pytest.mark.parametrize("way", BOTH)
def test_a_change_goes_from_the_desk_of_a_group_over_that_of_an_officer_to_the_page(
    way: str, kept: County, new_page: Callable[..., Page], sign_in: Callable[[Page, str], None]
) -> None:
    editor, officer, resident = (new_page(**WAYS[way]) for _each in range(3))
    sign_in_by_code(editor, "group@example.org")
    see(editor, re.compile("^Good .*, Group"))
    follow(editor, "Services and entry of Ashby Walking Group")
    follow(editor, "Saturday Walk")
    editor.get_by_role("main").get_by_role("link", name="What is it?").click()
    editor.get_by_label("What do people call it?").fill("")
    editor.get_by_label("What happens there?").fill("A slow walk along the canal.")
    press(editor, "Keep this")
    expect(editor.get_by_role("alert")).to_be_visible()
    expect(editor.get_by_label("What happens there?")).to_have_value("A slow walk along the canal.")
    editor.get_by_label("What do people call it?").fill("Saturday Stroll")
    press(editor, "Keep this")
    expect(editor.get_by_role("main")).to_contain_text("Marlshire Voluntary Action reads this by")

    resident.goto("/support/saturday-walk/")
    see(resident, "Saturday Walk")
    for persona in ("chief", "officer"):
        sign_in(officer, persona)
        officer.goto("/desk")
        if officer.get_by_role("link", name=re.compile("Saturday Walk")).count():
            break
    officer.get_by_role("main").get_by_role("link", name=re.compile(": .*Saturday Walk")).click()
    expect(officer.get_by_role("row", name=re.compile("Saturday Stroll"))).to_be_visible()
    press(officer, "Put it on the site")
    expect(officer.get_by_role("main")).to_contain_text("Whoever sent it has been told.")
    resident.reload()
    see(resident, "Saturday Stroll")
    expect(resident.get_by_role("main")).to_contain_text("A slow walk along the canal.")


@pytest.mark.parametrize("way", BOTH)
def test_a_visitor_says_what_is_wrong_and_hears_that_it_was_put_right(
    way: str, kept: County, new_page: Callable[..., Page], sign_in: Callable[[Page, str], None]
) -> None:
    visitor, editor = new_page(**WAYS[way]), new_page(**WAYS[way])
    visitor.goto("/support/saturday-walk/")
    follow(visitor, "Something is wrong here")
    visitor.get_by_label("Your e-mail address").fill("ada@example")
    press(visitor, "Send it")
    expect(visitor.get_by_role("alert")).to_be_visible()
    visitor.get_by_label("What is wrong?").fill("It starts at 10:30 now.")
    visitor.get_by_label("Your e-mail address").fill("ada@example.org")
    press(visitor, "Send it")
    see(visitor, "Thank you. It is on its way.")
    expect(visitor.get_by_role("main")).to_contain_text("Group Marlowe at Ashby Walking Group reads it")
    visitor.reload()
    see(visitor, "Thank you. It is on its way.")

    sign_in(editor, "group")
    editor.goto("/desk")
    follow(editor, re.compile("^Answer ?: Something is wrong with Saturday Walk"))
    expect(editor.get_by_role("main")).to_contain_text("It starts at 10:30 now.")
    if way == "at a desk":
        assert faults(editor) == []
    editor.get_by_label("Your answer").fill("Thank you, we have put it right.")
    press(editor, "Send your answer")
    see(editor, "Your answer is on its way")
    expect(mail(visitor, "The answer to your question").get_by_role("main")).to_contain_text("we have put it right")
