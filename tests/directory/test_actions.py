"""Services are added, changed and moved; every write has its record and is found at once."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from alongside.directory import actions
from alongside.directory.models import Service
from alongside.directory.queries import facts
from alongside.record.models import Event
from alongside.search import queries as search
from alongside.search.shapes import Query
from tests.directory.factories import contact, make_service, place, time
from tests.organisations.factories import OrganisationFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db
Status = Service.Status


def found(words: str = "", **values: str) -> list[str]:
    hits = search.find(Query(kind="service", words=words, values={name: (value,) for name, value in values.items()})).hits
    return [Service.objects.get(pk=hit.id).name for hit in hits]


def events(service: Service) -> list[str]:
    return list(Event.objects.filter(subject_id=service.pk).order_by("at", "id").values_list("kind", flat=True))


def test_a_new_service_is_a_draft_that_nobody_finds() -> None:
    made = make_service(published=False, name="Tuesday Table")
    assert made.status == Status.DRAFT
    assert found("table") == []
    assert events(made) == ["service.added"]


def test_what_is_published_is_found_in_the_same_moment() -> None:
    make_service(
        name="Tuesday Table",
        summary="Company and a hot drink",
        times=[time()],
        cost="free",
        locations=[place(access={"step_free": True})],
    )
    assert found("company") == ["Tuesday Table"]
    assert found(day="tue", part="morning", cost="free", access="step_free") == ["Tuesday Table"]
    assert found(day="wed") == []


def test_what_was_changed_is_found_by_its_new_words_only() -> None:
    made = make_service(name="Tuesday Table", summary="Chess")
    actions.change(made, by=None, summary="Draughts")
    assert found("chess") == []
    assert found("draughts") == ["Tuesday Table"]


def test_everything_that_was_said_comes_back() -> None:
    said: dict[str, Any] = {
        "name": "Tuesday Table",
        "description": "One\n\n- two",
        "minimum_age": 18,
        "languages": ["English", "Polish"],
        "closed_on": ["2026-12-22"],
        "times": [time(), time("FREQ=MONTHLY;BYDAY=1FR", "14:00", "16:00")],
        "contacts": [contact(), contact("email", "table@example.test", "no")],
        "locations": [place(hidden=True)],
    }
    made = make_service(**said)
    kept = facts.facts_of(Service.objects.get(pk=made.pk))
    assert facts.differences(kept, said) == {}
    assert kept["locations"][0]["precision"] == "outcode"


def test_a_change_of_nothing_writes_nothing() -> None:
    made = make_service(name="Tuesday Table", locations=[place()], times=[time()])
    actions.change(made, by=None, name="Tuesday Table", locations=[place()], times=[time()])
    assert Service.objects.get(pk=made.pk).version == made.version
    assert "service.changed" not in events(made)


def test_what_stays_keeps_its_id() -> None:
    made = make_service(locations=[place(), place(name="The Hall", postcode="TA1 2AA")], contacts=[contact()])
    before = {one.name: one.pk for one in made.locations.all()}
    kept = facts.facts_of(Service.objects.get(pk=made.pk))
    actions.change(made, by=None, locations=[{**kept["locations"][0], "town": "Wells"}])
    (left,) = Service.objects.get(pk=made.pk).locations.all()
    assert before[left.name] == left.pk
    assert left.town == "Wells"


def test_who_edits_an_old_version_is_told_and_nothing_is_lost() -> None:
    made = make_service(name="Tuesday Table")
    actions.change(made, by=None, version=made.version, summary="By the first")
    with pytest.raises(actions.StaleEdit, match="Somebody else changed “Tuesday Table”"):
        actions.change(made, by=None, version=made.version, summary="By the second")
    assert Service.objects.get(pk=made.pk).summary == "By the first"


def test_paused_is_still_found_and_withdrawn_is_not() -> None:
    made = make_service(name="Tuesday Table")
    actions.pause(made, by=None)
    assert found("table") == ["Tuesday Table"]
    actions.withdraw(made, by=None)
    assert found("table") == []
    actions.publish(made, by=None)
    assert found("table") == ["Tuesday Table"]
    assert events(made) == ["service.added", "service.published", "service.paused", "service.withdrawn", "service.published"]


def test_a_draft_cannot_be_paused() -> None:
    made = make_service(published=False)
    with pytest.raises(actions.WrongMove, match="cannot become"):
        actions.pause(made, by=None)


def test_only_a_draft_can_be_thrown_away() -> None:
    draft, shown = make_service(published=False), make_service()
    actions.discard(draft, by=None)
    assert not Service.objects.filter(pk=draft.pk).exists()
    with pytest.raises(actions.WrongMove):
        actions.discard(shown, by=None)


@time_machine.travel("2026-11-10 09:00", tick=False)
def test_who_confirms_is_named_with_the_day() -> None:
    person = PersonFactory.create()
    made = make_service(OrganisationFactory.create(name="Kettle & Chat"), name="Tuesday Table")
    assert found(confirmed="never") == ["Tuesday Table"]
    actions.confirm(made, by=person)
    made.refresh_from_db()
    assert (made.assured_on, made.assured_by) == (dt.date(2026, 11, 10), "Kettle & Chat")
    assert found(confirmed="recent") == ["Tuesday Table"]


def test_a_hidden_address_is_nowhere_in_the_index() -> None:
    make_service(name="Safe house", locations=[place(name="Rose Cottage", town="Wiveliscombe", hidden=True)])
    assert found("safe") == ["Safe house"]
    assert found("wiveliscombe") == found("cottage") == []
    assert found(reach="unknown") == ["Safe house"]
    near = search.find(Query(kind="service", lat=51.0, lon=-3.1, within_m=200_000)).hits
    assert [hit.distance_m for hit in near] == [None]


def test_two_services_of_one_name_have_addresses_of_their_own() -> None:
    kettle, mill = OrganisationFactory.create(name="Kettle & Chat"), OrganisationFactory.create(name="Mill Hall")
    slugs = [make_service(who, name="Coffee morning").slug for who in (kettle, mill, mill)]
    assert slugs[:2] == ["coffee-morning", "coffee-morning-mill-hall"]
    assert slugs[2].startswith("coffee-morning-")
    assert len(set(slugs)) == 3


@pytest.mark.parametrize("name", ["Ask", "New", "مجموعة الدعم", "🍲🍲", "<script>alert(1)</script>", "x" * 300])
def test_any_name_has_an_address_that_is_not_a_page_of_ours(name: str) -> None:
    made = make_service(name=name)
    assert made.slug not in ("ask", "new", "")
    assert len(made.slug) <= 120


def test_consent_has_a_date_and_goes_with_it() -> None:
    made = make_service(contacts=[contact(publish="unknown")])
    first = made.contacts.get()
    assert first.said_at is None
    actions.change(made, by=None, contacts=[{"id": str(first.pk), **contact(publish="yes", said_by="Joan")}])
    agreed = made.contacts.get()
    assert agreed.pk == first.pk
    assert agreed.said_at is not None
    actions.change(made, by=None, contacts=[{"id": str(first.pk), **contact(publish="unknown")}])
    assert (made.contacts.get().said_by, made.contacts.get().said_at) == ("", None)


def test_when_a_write_fails_nothing_of_it_stays() -> None:
    made = make_service(name="Tuesday Table")
    with pytest.raises(ValueError, match="Invalid isoformat"):
        actions.change(made, by=None, name="Other", times=[time(opens="late")])
    assert Service.objects.get(pk=made.pk).name == "Tuesday Table"
    assert found("other") == []
    assert "service.changed" not in events(made)
