"""A group confirms its services and says how full they are: from the monthly mail, on a phone, without script or account."""

import datetime as dt
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from alongside.directory.models import Service
from alongside.journeys import monthly
from alongside.kit import clock
from alongside.organisations.models import Seat
from tests.browser.journeys import WAYS, follow, mail, press, see
from tests.directory.factories import contact, make_service, time
from tests.personas import County


def test_a_group_confirms_from_a_mail(
    county: County, new_page: Callable[..., Page], live_server: LiveServer, settings: Settings
) -> None:
    settings.DEMO, settings.ADDRESS = True, live_server.url
    group = county.organisations["group"]
    Seat.objects.filter(organisation=group).update(role=Seat.Role.LEAD)
    walk, tea = (make_service(group, name=name, times=[time()], contacts=[contact()]) for name in ("Slow walk", "Tea"))
    due = monthly.mail_day(clock.today()) - dt.timedelta(days=170)
    Service.objects.filter(organisation=group).update(assured_on=due)
    monthly.write(group)
    page = new_page(**WAYS["on a phone without script"])

    mail(page, "is this still true").get_by_role("link", name="Look at them").click()
    see(page, f"{group.name}: is this still true?")
    expect(page.get_by_text("01632 960 142").first).to_be_visible()
    page.get_by_role("button", name=re.compile("Full ?: Tea")).click()
    expect(page.get_by_text("What you said of “Tea” is shown now.")).to_be_visible()
    press(page, "All 2 are still true")
    see(page, "Thank you. All is up to date.")
    assert Service.objects.filter(assured_on=clock.today()).count() == 2

    follow(page, "See all of them")
    walk_now = page.locator(f"#s{walk.pk}")
    walk_now.get_by_text("Waiting list, or paused").click()
    walk_now.get_by_label("A wait of about so many weeks").fill("6")
    walk_now.get_by_role("button", name="Waiting list").click()
    expect(page.locator(f"#s{walk.pk}").get_by_text("Waiting list of about 6 weeks")).to_be_visible()
    tea.refresh_from_db()
    assert tea.capacity == "full"
