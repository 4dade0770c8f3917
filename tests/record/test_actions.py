import datetime as dt
import enum
import uuid

import pytest
import time_machine
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from alongside.kit import reading
from alongside.record import actions, queries
from alongside.record.facts import NotAFact, plain
from alongside.record.kept import Unchangeable
from alongside.record.models import Event, Tie
from tests.organisations.factories import OrganisationFactory
from tests.people.factories import PersonFactory
from tests.record.factories import EventFactory

NOON = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)


class State(enum.Enum):
    OPEN = "open"


@pytest.mark.django_db
def test_event_says_who_did_what_to_which_thing_for_whom_and_when() -> None:
    person, thing, organisation = PersonFactory.create(), OrganisationFactory.create(), uuid.uuid4()
    with time_machine.travel(NOON, tick=False):
        actions.write("organisations.changed", on=thing, by=person, acting_for=organisation, facts={"fields": ["name"]})
    event = Event.objects.get()
    assert (event.kind, event.at, event.by, event.acting_for) == ("organisations.changed", NOON, person.pk, organisation)
    assert (event.subject_kind, event.subject_id, event.facts) == ("organisations.organisation", thing.pk, {"fields": ["name"]})
    assert event.position is None


@pytest.mark.django_db
def test_event_of_an_action_that_fails_never_happened() -> None:
    def fail() -> None:
        with transaction.atomic():
            actions.write("organisations.changed", on=OrganisationFactory.create(), by=None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_nobody_changes_or_removes_what_happened() -> None:
    event = EventFactory.create()
    event.kind = "service.withdrawn"
    for tamper in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(kind="x"),
        lambda: Event.objects.filter(pk=event.pk).update(kind="x"),
    ):
        with pytest.raises(Unchangeable):
            tamper()
    assert Event.objects.get().kind == "service.published"


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Joan Finch"},
        {"mail": "joan@example.org"},
        {"deep": [{"deeper": "two words"}]},
        {"two words": 1},
        {"money": 1.5},
        {"thing": object()},
        {"long": "x" * 201},
        {"words": "one\ntwo"},
    ],
)
def test_names_and_words_are_refused_as_facts(facts: dict[str, object]) -> None:
    with pytest.raises(NotAFact, match="Records keep no words and no names"):
        plain(facts)


def test_ids_states_counts_and_dates_are_facts() -> None:
    id_ = uuid.uuid4()
    assert plain({"id": id_, "state": State.OPEN, "count": 3, "on": dt.date(2026, 11, 9), "at": NOON, "no": None, "yes": True}) == {
        "id": str(id_), "state": "open", "count": 3, "on": "2026-11-09", "at": "2026-11-09T12:00:00+00:00", "no": None, "yes": True,
    }  # fmt: skip
    assert plain({"fields": {"name", "cost"}, "digest": "sha256:" + "a" * 64}) == {
        "fields": ["cost", "name"],
        "digest": "sha256:" + "a" * 64,
    }


@pytest.mark.django_db
def test_who_sees_a_sensitive_thing_is_kept_also_while_a_page_is_read() -> None:
    person, one, two = PersonFactory.create(), OrganisationFactory.create(), OrganisationFactory.create()

    def view(request: HttpRequest) -> HttpResponse:
        actions.read(one, two, by=person)
        return HttpResponse()

    reading.ReadOnlyMiddleware(view)(RequestFactory().get("/"))
    assert [told.what for told in queries.readers(one).rows] == ["Seen"]
    assert queries.readers(two).total == 1
    assert queries.history(one).total == 0
    assert Event.objects.filter(by=person.pk).count() == 2


@pytest.mark.django_db
def test_tie_is_drawn_once_and_recorded_and_can_be_taken_away() -> None:
    person, one, two = PersonFactory.create(), OrganisationFactory.create(), OrganisationFactory.create()
    first = actions.tie(one, two, why="became", by=person)
    assert actions.tie(one, two, why="became", by=None) == first
    actions.untie(one, two, why="became", by=person)
    actions.untie(one, two, why="became", by=person)
    assert not Tie.objects.exists()
    assert list(Event.objects.values_list("kind", flat=True)) == ["record.tied", "record.untied"]
    assert Event.objects.first().facts == {"to_kind": "organisations.organisation", "to": str(two.pk), "why": "became"}  # type: ignore[union-attr]
