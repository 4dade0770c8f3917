"""Kept true: who keeps a service confirms it and says how full it is; silence shows, and goes to the end of the list."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from alongside.directory import actions, links
from alongside.directory.actions import upkeep
from alongside.directory.models import Service
from alongside.directory.queries import assurance, capacity
from alongside.kit import adjustable, clock
from alongside.organisations.models import Seat
from alongside.places import actions as places
from alongside.replies import queries as owed
from tests.directory.factories import contact, make_service, place, time
from tests.personas import County

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 10)
A_DAY = dt.timedelta(days=1)


def confirmed(service: Service, days: int | None) -> Service:
    """As if it had been confirmed so many days ago."""
    day = None if days is None else clock.today() - dt.timedelta(days=days)
    Service.objects.filter(pk=service.pk).update(assured_on=day)
    service.refresh_from_db()
    return service


def brought_up_to_date() -> None:
    for _ in upkeep.refresh():
        pass


def names(client: Client, query: str) -> list[str]:
    return [row["name"] for row in client.get(f"/support.json?{query}").json()["results"]]


@pytest.mark.parametrize(
    ("days", "standing", "said"),
    [
        (0, "recent", "Confirmed 10\xa0November\xa02026"),
        (183, "recent", "Confirmed 11\xa0May\xa02026"),
        (184, "old", "Not confirmed since 10\xa0May\xa02026"),
        (365, "old", "Not confirmed since 10\xa0November\xa02025"),
        (366, "quiet", "Not confirmed since 9\xa0November\xa02025: ring first"),
    ],
)
def test_silence_shows_after_six_months_and_after_twelve(days: int, standing: str, said: str) -> None:
    day = TODAY - dt.timedelta(days=days)
    assert (assurance.standing(day, TODAY), assurance.said(day, TODAY)) == (standing, said)


@pytest.mark.parametrize("query", ["need=choir", "need=choir&near=TA1", "need=choir&sort=soonest"])
def test_what_nobody_confirmed_for_a_year_stands_last_in_every_order(county: County, client: Client, query: str) -> None:
    near = make_service(name="Choir of the Weir", locations=[place()], times=[time()])
    far = make_service(name="Other choir", locations=[place(postcode="TA24 8SH")], times=[time("FREQ=WEEKLY;BYDAY=SU")])
    confirmed(near, 366)
    confirmed(far, 300)
    brought_up_to_date()
    assert names(client, query) == [far.name, near.name]


def test_the_place_may_show_only_what_is_confirmed_and_is_never_empty_for_it(county: County, client: Client) -> None:
    fresh, old = (confirmed(make_service(name=name), days) for name, days in (("Fresh choir", 1), ("Old choir", 300)))
    brought_up_to_date()
    rule = adjustable.named("directory.ONLY_CONFIRMED")
    assert rule
    assert set(names(client, "need=choir")) == {fresh.name, old.name}
    places.set_rule(rule, 1, by=county.officer)
    assert names(client, "need=choir") == [fresh.name]
    assert set(names(client, "need=choir&any=confirmed")) == {fresh.name, old.name}
    confirmed(fresh, 300)
    brought_up_to_date()
    assert set(names(client, "need=choir")) == {fresh.name, old.name}
    assert names(client, "need=choir&confirmed=recent") == []  # whoever presses it is told, and offered the others


def test_the_rule_is_switched_on_a_page_in_words(county: County) -> None:
    officer = Client()
    officer.force_login(county.officer)
    at = reverse("places:rule", args=["directory.ONLY_CONFIRMED"])
    page = officer.get(at).text
    assert "On" in page
    assert officer.post(at, {"number": "2"}).status_code == 200
    assert officer.post(at, {"number": "1"}).status_code == 302
    rule = adjustable.named("directory.ONLY_CONFIRMED")
    assert rule
    assert rule.number == 1


@pytest.mark.parametrize(
    ("said", "days", "words", "kind"),
    [
        (("open", None, None), 0, "Has room", "ok"),
        (("waiting", 6, None), 2, "Waiting list of about 6 weeks", "warn"),
        (("waiting", None, None), 2, "Has a waiting list", "warn"),
        (("full", None, None), 40, "Full, said 5 weeks ago", "bad"),
        (("full", None, None), 92, "Was full, said 3 months ago: ask", "silent"),
        (("paused", None, TODAY + A_DAY), 3, "Takes nobody new until 11 November", "bad"),
        (("paused", None, TODAY), 3, "Took nobody new until 10 November, said 3 days ago: ask", "silent"),
    ],
)
def test_what_was_said_of_how_full_it_is_has_its_day(
    said: tuple[str, int | None, dt.date | None], days: int, words: str, kind: str
) -> None:
    value, weeks, until = said
    found = capacity.statement(value, TODAY - dt.timedelta(days=days), weeks, until)
    assert found
    assert (found.words(TODAY), found.kind(TODAY)) == (words, kind)


def test_one_tap_says_how_full_it_is_and_results_page_and_programs_show_it(county: County, client: Client) -> None:
    service = make_service(county.organisations["charity"], name="Choir")
    client.force_login(county.charity)
    client.post(reverse("directory:mine"), {"seen": str(service.pk), "capacity": "waiting", "weeks": "6"})
    said = "Waiting list of about 6 weeks"
    assert said in client.get("/support?need=choir").text
    assert said in client.get(reverse("directory:service", args=[service.slug])).text
    (row,) = client.get("/support.json?need=choir").json()["results"]
    assert row["capacity"] == {"status": "waiting", "weeks": 6, "said_on": clock.today().isoformat(), "counts": True}
    assert names(client, "need=choir&room=open") == []
    client.post(reverse("directory:mine"), {"seen": str(service.pk), "capacity": "open"})
    assert names(client, "need=choir&room=open") == ["Choir"]
    with time_machine.travel(clock.now() + dt.timedelta(days=92)):
        brought_up_to_date()
        assert names(client, "need=choir&room=open") == []
        assert "Had room, said 3 months ago: ask" in client.get("/support?need=choir").text


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"capacity": "waiting", "weeks": "0"}, "Give a number of weeks from 1 to"),
        ({"capacity": "waiting", "weeks": "soon"}, "Give a whole number"),
        ({"capacity": "paused", "until": "2020-01-01"}, "Give a day after today"),
    ],
)
def test_what_makes_no_sense_is_said_beside_what_was_typed(
    county: County, client: Client, sent: dict[str, str], reason: str
) -> None:
    service = make_service(county.organisations["charity"])
    client.force_login(county.charity)
    page = client.post(reverse("directory:capacity", args=[service.slug]), sent)
    assert page.status_code == 200
    assert reason in page.text
    assert next(reversed(sent.values())) in page.text
    service.refresh_from_db()
    assert service.capacity == ""


def test_all_services_stand_on_one_page_and_one_button_confirms_what_stood_there(county: County, client: Client) -> None:
    tea, choir = (
        confirmed(make_service(county.organisations["charity"], name=name, contacts=[contact()], times=[time()]), 200)
        for name in ("Tea", "Choir")
    )
    private = make_service(county.organisations["charity"], name="Refuge", locations=[place(hidden=True)])
    other = confirmed(make_service(county.organisations["council"]), 200)
    at = urlsplit(links.kept_url(county.organisations["charity"], county.charity, reader=county.charity)).path
    page = client.get(at).text
    assert "Tuesdays" in page
    assert "01632 960 142" in page
    assert "4 Mill Lane" not in page
    assert not Service.objects.filter(assured_on=clock.today()).exists()
    client.post(at, {"seen": [str(tea.pk), str(choir.pk), str(other.pk)]})
    assert set(Service.objects.filter(assured_on=clock.today())) == {tea, choir}
    private.refresh_from_db()
    assert private.assured_on is None
    with time_machine.travel(clock.now() + dt.timedelta(days=46)):
        assert client.get(at).status_code == 410
    Seat.objects.filter(person=county.charity).update(role=Seat.Role.HELPER)
    assert client.post(at, {"seen": str(private.pk)}).status_code == 410
    private.refresh_from_db()
    assert private.assured_on is None


def test_what_has_changed_is_told_in_words_and_the_coordinator_owes_the_answer(county: County, client: Client) -> None:
    service = make_service(county.organisations["charity"], name="Tea")
    client.force_login(county.charity)
    at = reverse("directory:mine")
    assert client.get(at, {"changed": str(service.pk)}).status_code == 200
    sent = client.post(at, {"seen": str(service.pk), "what": ""})
    assert sent.status_code == 200
    client.post(at, {"seen": str(service.pk), "what": "It is on Thursdays now."})
    (row,) = owed.rows(owed.owed_to(county.charity))
    assert row.reply.organisation.is_coordinator
    assert row.told.text == "It is on Thursdays now."


def test_nobody_confirms_the_services_of_others(county: County, client: Client) -> None:
    other = make_service(county.organisations["council"])
    client.force_login(county.charity)
    client.post(reverse("directory:mine"), {"seen": str(other.pk)})
    client.post(reverse("directory:mine"), {"seen": str(other.pk), "capacity": "full"})
    other.refresh_from_db()
    assert (other.assured_on, other.capacity) == (None, "")


def test_the_page_costs_the_same_for_many(
    county: County, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(county.charity)
    make_service(county.organisations["charity"], locations=[place()], times=[time()], contacts=[contact()])
    client.get(reverse("directory:mine"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("directory:mine"))
    for _n in range(8):
        make_service(county.organisations["charity"], locations=[place()], times=[time()], contacts=[contact()])
    with django_assert_num_queries(len(few)):
        client.get(reverse("directory:mine"))


def test_a_capacity_that_was_never_said_is_refused_by_the_database(county: County) -> None:
    service = make_service(county.organisations["charity"])
    with pytest.raises(actions.BadFacts):
        actions.say_capacity(service, capacity="bursting", by=None)
