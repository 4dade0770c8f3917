"""Who speaks for a network reports back: asked in time, owed by somebody, overdue says so, and no account is needed."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from alongside.journeys import actions, links
from alongside.kit import clock
from alongside.notices import queries as notices
from alongside.notices.models import Mail
from alongside.organisations import actions as organisations
from alongside.organisations import work as their_work
from alongside.organisations.actions import network
from alongside.organisations.models import Organisation, ReportBack, Representative
from alongside.organisations.queries import networks
from alongside.replies import upkeep
from alongside.replies.models import OwedReply
from tests.organisations.factories import SeatFactory
from tests.organisations.networks import a_voice
from tests.personas import County

pytestmark = pytest.mark.django_db
START = dt.datetime(2030, 1, 7, 12, tzinfo=dt.UTC)
"""A Monday."""


@pytest.fixture
def charity(county: County) -> Organisation:
    return county.organisations["charity"]


@pytest.fixture
def time(charity: Organisation) -> Iterator[time_machine.Traveller]:
    """The day on which a term of a year begins."""
    with time_machine.travel(START, tick=False) as traveller:
        a_voice(charity, starts=dt.date(2030, 1, 7), ends=dt.date(2031, 1, 7))
        yield traveller


def days(number: int) -> dt.datetime:
    return START + dt.timedelta(days=number)


def mail(kind: str) -> str:
    return notices.words_of(Mail.objects.get(kind=kind)).text


def link() -> str:
    found = re.search(r"/reports/by-mail/[^/\s]+/", mail("journeys.report_asked"))
    assert found
    return found[0]


def page(charity: Organisation) -> str:
    return Client().get(charity.get_absolute_url()).text


def test_report_is_asked_for_once_when_it_is_due_and_says_so_when_it_is_late(
    county: County, charity: Organisation, time: time_machine.Traveller
) -> None:
    time.move_to(days(90))
    assert actions.look_after_reports() == 0 and "No report is due yet" in page(charity)
    time.move_to(days(91))
    assert [actions.look_after_reports() for _twice in range(2)] == [1, 0]
    owed = OwedReply.objects.get()
    assert owed.owner == county.charity and "Reports back by" in page(charity)
    assert "Report back from Health Board" in county.client("charity").get(settings.LOGIN_REDIRECT_URL).text
    time.move_to(days(120))
    assert f"Report owed since {owed.due_on:%-d %B %Y}" in page(charity)


def test_who_has_no_seat_reports_by_a_mailed_link_that_works_once(
    county: County, charity: Organisation, time: time_machine.Traveller
) -> None:
    time.move_to(days(91))
    actions.look_after_reports()
    address, browser = link(), Client()
    assert "Report back from Health Board" in browser.get(address).text and not ReportBack.objects.exists()
    assert "Write something" in browser.post(address, {"text": " "}).text
    assert browser.post(address, {"text": "They listened."}).status_code == 302
    assert [browser.get(address).status_code, browser.post(address, {"text": "Again"}).status_code] == [410, 410]
    assert ReportBack.objects.get().text == "They listened." and not OwedReply.objects.owed().exists()
    assert "They listened." in mail("journeys.reported") and "Reported back on 8 April 2030" in page(charity)


def test_link_ends_when_somebody_else_speaks(charity: Organisation, time: time_machine.Traveller) -> None:
    time.move_to(days(91))
    actions.look_after_reports()
    address = link()
    Representative.objects.update(email="new@example.org")
    assert Client().get(address).status_code == 410


def test_representative_with_a_seat_owes_it_and_writes_it_from_the_desk(
    county: County, charity: Organisation, time: time_machine.Traveller
) -> None:
    Representative.objects.update(email=county.charity.email)
    time.move_to(days(91))
    actions.look_after_reports()
    assert not Mail.objects.filter(kind="journeys.report_asked").exists()
    browser, term = county.client("charity"), Representative.objects.get()
    address = f"/organisations/{charity.slug}/representatives/{term.pk}/report/"
    assert address in browser.get(f"/replies/{OwedReply.objects.get().pk}/").text
    browser.post(address, {"text": "They listened."})
    assert ReportBack.objects.get().by == county.charity
    assert not Mail.objects.filter(kind="journeys.reported").exists(), "nobody is told of their own words"


def test_reports_are_read_by_the_network_and_its_members_alone(county: County, charity: Organisation) -> None:
    network.join(charity, county.organisations["council"], by=county.officer)
    term = a_voice(charity)
    network.report(term, text="They listened.", by=None)
    address = f"/organisations/{charity.slug}/representatives/{term.pk}/reports/"
    got = {name: county.client(name).get(address) for name in ("charity", "council", "officer", "group", "visitor")}
    assert {name: one.status_code for name, one in got.items()} == {
        "charity": 200, "council": 200, "officer": 200, "group": 403, "visitor": 302,
    }  # fmt: skip
    assert "They listened." in got["council"].text and "Rosa Field" not in got["council"].text
    assert address in county.client("council").get(charity.get_absolute_url()).text
    assert "They listened." not in page(charity) and address not in page(charity)


def test_report_near_the_end_of_a_term_is_the_last(charity: Organisation, time: time_machine.Traveller) -> None:
    term = networks.term_at(Representative.objects.get().pk)
    assert term
    time.move_to(days(350))
    actions.report_back(term, text="All said.", by=None)
    for day in (365, 400, 450):
        time.move_to(days(day))
        assert actions.look_after_reports() == 0


def test_what_is_due_no_longer_is_let_go_of(county: County, charity: Organisation, time: time_machine.Traveller) -> None:
    time.move_to(days(91))
    actions.look_after_reports()
    network.give_up(Representative.objects.get(), by=county.charity)
    actions.look_after_reports()
    assert OwedReply.objects.get().outcome == "withdrawn"


def test_leads_hear_once_that_a_term_ends_and_not_where_somebody_follows(
    county: County, charity: Organisation, time: time_machine.Traveller
) -> None:
    a_voice(charity, body="Transport Board", starts=dt.date(2030, 1, 7), ends=dt.date(2031, 1, 7))
    a_voice(charity, body="transport  board", starts=dt.date(2031, 1, 7), ends=dt.date(2032, 1, 7))
    time.move_to(days(365 - 43))
    their_work.look_after_terms()
    assert not Mail.objects.filter(kind="organisations.term_ends").exists()
    for day in (365 - 42, 365 - 41):
        time.move_to(days(day))
        their_work.look_after_terms()
    assert "until 7 January 2031" in mail("organisations.term_ends")
    keeper = county.client("charity").get(f"/organisations/{charity.slug}/network/").text
    assert keeper.count("The term ends soon, and nobody follows yet") == 1
    held = Representative.objects.get(body="Health Board")
    Representative.objects.filter(pk=held.pk).update(ends=dt.date(2031, 2, 7))
    time.move_to(days(370))
    their_work.look_after_terms()
    assert Mail.objects.filter(kind="organisations.term_ends").count() == 2


def test_two_who_report_at_once_keep_one_report(charity: Organisation, time: time_machine.Traveller) -> None:
    time.move_to(days(91))
    actions.look_after_reports()
    token = links.report_token(Representative.objects.get())
    assert links.reporting(token)
    actions.report_back(networks.term_at(Representative.objects.get().pk), text="First.", by=None)  # type: ignore[arg-type]
    assert links.reporting(token) is None
    assert clock.today() == days(91).date()


def desk(county: County, who: str) -> str:
    return county.client(who).get(settings.LOGIN_REDIRECT_URL).text


def test_who_speaks_there_without_a_seat_finds_it_on_their_own_desk_and_the_lead_reads_how_they_were_asked(
    county: County, charity: Organisation, time: time_machine.Traveller
) -> None:
    Representative.objects.update(email="Volunteer@example.org")
    time.move_to(days(91))
    actions.look_after_reports()
    owed, term = OwedReply.objects.get(), Representative.objects.get()
    address = f"/organisations/{charity.slug}/representatives/{term.pk}/report/"
    assert owed.owner == county.charity
    assert "A report to a network from Marlshire Carers, sent on" in desk(county, "charity")
    assert "find it on their own desk" in desk(county, "charity")
    assert "What you are asked to report back" in desk(county, "volunteer") and address in desk(county, "volunteer")
    assert "What you are asked to report back" not in desk(county, "group")
    county.client("volunteer").post(address, {"text": "They listened."})
    assert address not in desk(county, "volunteer") and not OwedReply.objects.owed().exists()


def test_whose_seat_ends_keeps_it_on_their_desk_while_a_lead_sees_to_it(
    county: County, charity: Organisation, time: time_machine.Traveller
) -> None:
    Representative.objects.update(email=county.group.email)
    seat = SeatFactory.create(organisation=charity, person=county.group, role="editor")
    time.move_to(days(91))
    actions.look_after_reports()
    assert OwedReply.objects.get().owner == county.group
    assert "What you are asked to report back" not in desk(county, "group")  # it is among what they owe
    organisations.end_seat(seat, by=county.charity)
    upkeep.cover()
    assert OwedReply.objects.get().owner == county.charity
    assert "What you are asked to report back" in desk(county, "group")


def test_lead_is_told_that_nobody_could_write_to_who_speaks_there(
    county: County, charity: Organisation, time: time_machine.Traveller
) -> None:
    Representative.objects.update(email="")
    time.move_to(days(91))
    actions.look_after_reports()
    assert "We have no address of theirs" in desk(county, "charity")
