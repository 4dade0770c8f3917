"""What the directory puts on a desk: what to answer, what to confirm; and what it tells as news."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from alongside.directory import actions
from alongside.directory.models import Service
from alongside.directory.queries import confirmations, news
from alongside.jobs import actions as jobs
from alongside.jobs import worker
from alongside.kit import clock
from alongside.places.models import Postcode
from alongside.record import sentences, threads
from alongside.record.models import Event
from alongside.replies import queries as owed
from alongside.search import queries as search
from alongside.search.shapes import Query
from tests.directory.factories import make_service, place, time
from tests.personas import County, county

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> County:
    return county()


def test_a_change_leads_to_the_page_where_it_is_compared(land: County) -> None:
    change = actions.propose(make_service(land.organisations["charity"]), by=land.charity, name="Other").waiting
    (row,) = owed.rows(owed.owed_by(land.chief) | owed.owed_by(land.officer))
    assert change is not None
    assert row.told.act_url == f"/support/changes/{change.pk}/"


def test_a_correction_and_a_call_for_help_are_told_in_full_on_the_desk(land: County) -> None:
    actions.correct(make_service(land.organisations["charity"]), what="It starts at 10:30")
    (row,) = owed.rows(owed.owed_by(land.charity))
    assert row.told.text == "It starts at 10:30"
    actions.ask_a_person(need="Somebody to talk to", phone="01632 960 001", when_to_ring="mornings")
    told = [row.told.text for row in owed.rows(owed.owed_by(land.chief))]
    assert told == ["Somebody to talk to\n\nTelephone: 01632 960 001\n\nWhen to ring: mornings"]


@time_machine.travel("2026-11-10 09:00", tick=False)
def test_who_keeps_a_service_is_asked_before_its_confirmation_grows_old(land: County) -> None:
    fresh, old, never = (make_service(land.organisations["charity"], name=name) for name in ("Fresh", "Old", "Never"))
    make_service(land.organisations["council"], name="Not theirs")
    Service.objects.filter(pk=fresh.pk).update(assured_on=dt.date(2026, 10, 1))
    Service.objects.filter(pk=old.pk).update(assured_on=dt.date(2026, 8, 1))
    found = {one.title: one.due_on for one in confirmations.to_confirm(land.charity)}
    assert found == {"Old": dt.date(2026, 10, 31), "Never": dt.date(2026, 11, 24)}
    assert never.name in found
    actions.confirm(old, by=land.charity)
    assert "Old" not in [one.title for one in confirmations.to_confirm(land.charity)]


def test_to_confirm_costs_the_same_for_many(land: County, django_assert_num_queries: object) -> None:
    for _n in range(8):
        make_service(land.organisations["charity"])
    with django_assert_num_queries(2):  # type: ignore[operator]  # the rules of the place, the services
        assert len(list(confirmations.to_confirm(land.charity))) == 8


def test_a_new_service_is_news_and_a_draft_is_not() -> None:
    since = clock.now() - dt.timedelta(days=1)
    shown = make_service(name="Choir")
    make_service(published=False)
    assert [one.title for one in news.latest((), (), since)] == ["Choir"]
    assert list(news.latest((), (), clock.now() + dt.timedelta(days=1))) == []
    actions.withdraw(shown, by=None)
    assert list(news.latest((), (), since)) == []


def test_every_night_next_dates_and_old_confirmations_are_put_right() -> None:
    with time_machine.travel("2026-03-01 09:00", tick=False):
        made = make_service(times=[time()])
        actions.confirm(made, by=None)
        first = soonest()
    with time_machine.travel("2026-11-10 12:30", tick=False):
        assert search.find(Query(kind="service", values={"confirmed": ("recent",)})).total == 1
        jobs.put("directory.refresh")
        worker.work_off()
        assert search.find(Query(kind="service", values={"confirmed": ("old",)})).total == 1
        assert soonest() > first


def soonest() -> int:
    from alongside.search.models import Entry

    found = Entry.objects.get().soonest
    assert found is not None
    return found


def test_an_address_moves_to_its_postcode_once_that_is_known() -> None:
    made = make_service(locations=[place()])
    assert made.locations.get().precision == "outcode"
    Postcode.objects.create(code="TA11QT", latitude=51.02, longitude=-3.11)
    jobs.put("directory.refresh")
    worker.work_off()
    there = made.locations.get()
    assert (there.precision, there.latitude) == ("postcode", 51.02)
    near = search.find(Query(kind="service", lat=51.02, lon=-3.11, within_m=500))
    assert near.total == 1


def test_whatever_happens_to_a_service_can_be_said(land: County) -> None:
    service = make_service(land.organisations["charity"])
    change = actions.propose(service, by=land.charity, name="Other").waiting
    assert change is not None
    actions.approve(change, by=land.officer)
    actions.confirm(service, by=land.charity)
    actions.correct(service, what="It is closed")
    for move in (actions.pause, actions.withdraw):
        move(service, by=land.charity)
    draft = make_service(land.organisations["charity"], published=False)
    actions.send_in(draft, by=land.charity)
    actions.take_back(draft, by=land.charity)
    actions.discard(draft, by=land.charity)
    kinds = set(Event.objects.values_list("kind", flat=True))
    ours = {kind for kind in kinds if kind.startswith(("service.", "change.", "enquiry.", "import."))}
    assert len(ours) > 9
    assert sentences.unsaid(ours) == []


def test_a_thread_names_a_service_only_to_those_who_may_know_of_it(land: County) -> None:
    draft = make_service(land.organisations["charity"], published=False, name="Choir")
    assert threads.describe("directory.service", [draft.pk], land.group) == {}
    assert threads.describe("directory.service", [draft.pk], None) == {}
    assert threads.describe("directory.service", [draft.pk], land.charity)[draft.pk].title == "Choir"


def test_officers_find_what_waits_where_they_look_after_the_place(land: County) -> None:
    actions.propose(make_service(land.organisations["charity"]), by=land.charity, name="Other")
    page = land.client("officer").get(reverse("places:place")).content.decode()
    for said in ("1 change waits to be read.", reverse("directory:imports"), reverse("directory:ask_telephone")):
        assert said in page, said
