"""Somebody goes on leave, their colleague covers, and comes to what they would have looked at: on a phone, with script and without."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from alongside.kit import clock
from alongside.organisations.models import Seat
from alongside.replies.models import OwedReply
from tests.browser.journeys import IN_THE_HAND, follow, mail, press, see
from tests.directory.factories import make_service
from tests.organisations.factories import SeatFactory
from tests.personas import County
from tests.replies.factories import a_reply


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_who_goes_away_leaves_nobody_waiting(
    county: County,
    new_page: Callable[..., Page],
    sign_in: Callable[[Page, str], None],
    live_server: LiveServer,
    settings: Settings,
    *,
    script: bool,
) -> None:
    settings.DEMO, settings.ADDRESS = True, live_server.url
    charity = county.organisations["charity"]
    cover = SeatFactory.create(organisation=charity, role=Seat.Role.HELPER).person
    make_service(charity, name="Tea on Tuesdays")
    a_reply(charity)
    page = new_page(**IN_THE_HAND, java_script_enabled=script)

    sign_in(page, "charity")
    page.goto("/desk")
    follow(page, "Say when you are away")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("First day away").fill(f"{clock.today():%d %m %Y}")
    page.get_by_label("Last day away").fill(f"{clock.today() + dt.timedelta(days=6):%d %m %Y}")
    page.get_by_label(str(cover)).check()
    press(page, "Save")
    expect(page.get_by_text("Saved. Nobody waits while you are away.")).to_be_visible()
    assert OwedReply.objects.get().owner == cover

    mail(page, "Please answer by").get_by_role("link", name="Read it and answer").click()
    expect(page.get_by_text("You need not sign in.")).to_be_visible()

    page.goto("/desk")
    follow(page, "Change or end it")
    press(page, "I am here after all")
    see(page, re.compile("Good"))
    assert OwedReply.objects.get().owner == county.charity
