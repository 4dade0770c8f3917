import uuid
from collections.abc import Collection

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.template import engines
from django.test import RequestFactory

from alongside.people.models import Person
from alongside.record import actions, queries, sentences, threads
from alongside.record.models import Event
from alongside.record.threads import Described
from tests.organisations.factories import OrganisationFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def people(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """Names, for those who are signed in."""
    return {one.pk: Described(one.name) for one in Person.objects.filter(pk__in=ids)} if person else {}


@pytest.fixture(autouse=True)
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(threads._describers, "people.person", people)
    monkeypatch.setitem(sentences._presenters, "choir.moved", lambda event: f"Moved {event.facts['times']} times")


def shown(thing: models.Model, person: models.Model | None = None, **asked: str) -> str:
    request = RequestFactory().get("/", asked)
    request.user = person or AnonymousUser()  # type: ignore[assignment]
    return engines["django"].from_string("{% history thing %}").render({"thing": thing}, request)


def test_history_is_said_in_sentences_the_latest_first() -> None:
    thing = OrganisationFactory.create()
    actions.write("choir.moved", on=thing, by=None, facts={"times": 1})
    actions.write("choir.moved", on=thing, by=None, facts={"times": 2})
    actions.write("choir.moved", on=OrganisationFactory.create(), by=None, facts={"times": 9})
    assert [told.what for told in queries.history(thing).rows] == ["Moved 2 times", "Moved 1 times"]


def test_kind_that_no_room_says_is_named_and_told() -> None:
    event = Event(kind="choir.sang_loudly")
    assert sentences.say(event) == "Sang loudly"
    assert sentences.unsaid(["choir.sang_loudly", "choir.moved"]) == ["choir.sang_loudly"]


def test_reader_hears_who_did_it_only_when_they_may_know() -> None:
    joan, thing = PersonFactory.create(name="Joan Finch"), OrganisationFactory.create()
    actions.write("choir.moved", on=thing, by=joan, facts={"times": 1})
    assert "Joan Finch" in shown(thing, joan)
    assert "Joan" not in shown(thing)
    assert "Moved 1 times" in shown(thing)


def test_long_history_has_pages() -> None:
    thing = OrganisationFactory.create()
    for number in range(25):
        actions.write("choir.moved", on=thing, by=None, facts={"times": number})
    assert "Moved 24 times" in shown(thing)
    assert "Moved 4 times" not in shown(thing)
    assert "Moved 4 times" in shown(thing, happened="2")
    assert "happened=2" in shown(thing)


def test_thing_without_history_says_so() -> None:
    assert "Nothing has happened here yet" in shown(OrganisationFactory.create())


@pytest.mark.parametrize("events", [10, 200])
def test_history_costs_the_same_however_long(events: int, django_assert_num_queries: object) -> None:
    joan, thing = PersonFactory.create(), OrganisationFactory.create()
    for number in range(events):
        actions.write("choir.moved", on=thing, by=PersonFactory.create() if number < 8 else joan, facts={"times": number})
    with django_assert_num_queries(3):  # type: ignore[operator]
        queries.history(thing, joan)
