"""Everyday words lead to what services call it: the list of needs at work in a search."""

from uuid import UUID

import pytest

from alongside.search import actions, queries
from alongside.search.shapes import Query
from alongside.terms import actions as terms
from alongside.terms.models import Term
from tests.search.test_finding import ids, service

pytestmark = pytest.mark.django_db


def found(words: str) -> list[UUID]:
    return [hit.id for hit in queries.find(Query("service", words)).hits]


def test_what_a_resident_says_finds_what_a_service_says() -> None:
    terms.load_needs()
    befriending, debt = service("Befriending by telephone"), service("Money advice")
    actions.put([befriending, debt])
    assert found("I am so lonely") == ids(befriending)
    assert found("skint") == ids(debt)
    assert found("dog") == []


def test_a_word_that_an_officer_teaches_works_at_once() -> None:
    terms.load_needs()
    befriending = service("Befriending by telephone")
    actions.put([befriending])
    assert found("marooned") == []
    lonely = Term.objects.get(slug="feeling-lonely")
    terms.reword(lonely, synonyms=[*lonely.synonyms, "marooned -> befriending"], alike=lonely.alike, by=None)
    assert found("marooned") == ids(befriending)


def test_who_types_refuge_is_not_sent_to_refugees() -> None:
    terms.load_needs()
    refugees, refuge = service("Drop-in for refugees"), service("A safe place for women", "We run a refuge")
    actions.put([refugees, refuge])
    assert found("refuge") == ids(refuge)
    assert found("refugee") == ids(refugees)
