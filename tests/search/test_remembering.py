"""A process remembers entries between two questions, and is never behind what was written."""

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from alongside.search import actions, queries, registry, shelf
from alongside.search.engines import engine
from alongside.search.shapes import Document, Query
from tests.search.test_finding import ids, service

pytestmark = pytest.mark.django_db(transaction=True)


def total(words: str = "", **values: tuple[str, ...]) -> int:
    return queries.find(Query("service", words, values=values)).total


def elsewhere(work: Callable[[], None]) -> None:
    """Do the work as another process would: on a connection of its own."""

    def run() -> None:
        work()
        connection.close()

    other = threading.Thread(target=run)
    other.start()
    other.join()


def test_what_another_process_writes_is_found_at_once() -> None:
    chess, bowls = service("Chess club", cost="free"), service("Bowls club", cost="fee")
    actions.put([chess])
    assert (total("club"), total()) == (1, 1)
    elsewhere(lambda: actions.put([bowls, Document("service", chess.id, "Chess for all", values={"cost": ("gift",)})]))
    assert (total("club"), total("chess"), total(), total(cost=("gift",))) == (1, 1, 2, 1)
    elsewhere(lambda: actions.remove("service", [chess.id]))
    assert (total("chess"), total()) == (0, 1)


def test_what_was_undone_is_not_remembered() -> None:
    kept, undone, later = service("Chess club"), service("Chess evening", cost="free"), service("Chess morning", cost="fee")
    actions.put([kept])
    assert total("chess") == 1
    with transaction.atomic():
        actions.put([undone])
        assert (total("chess"), total(cost=("free",))) == (2, 1)
        transaction.set_rollback(True)
    assert (total("chess"), total(), total(cost=("free",))) == (1, 1, 0)
    actions.put([later])
    assert queries.find(Query("service", "chess morning")).hits[0].id == later.id
    assert (total("chess"), total(), total(cost=("fee",)), total(cost=("free",))) == (2, 2, 1, 0)


def test_unchanged_documents_are_left_alone() -> None:
    club = service("Chess club")
    actions.put([club])
    before = engine().all_ids("service").tolist()
    actions.put([club])
    assert engine().all_ids("service").tolist() == before


def test_entries_that_were_replaced_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "SPARE", 10)
    id_ = uuid4()
    for number in range(40):
        actions.put([Document("service", id_, f"Chess {number}")])
        assert total(f"chess {number}") == 1
    assert len(shelf.of("service").columns.ids) <= 13


def test_rebuilding_asks_the_room_for_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    stale, fresh = service("Chess club"), service("Bowls club")
    actions.put([stale])

    def documents(_ids: object) -> list[Document]:
        return [fresh]

    monkeypatch.setitem(registry._documents, "service", documents)
    actions.rebuild("service")
    assert [hit.id for hit in queries.find(Query("service")).hits] == ids(fresh)
    assert queries.find(Query("service", "chesss")) == queries.find(Query("service", "xylophone"))


def test_a_question_costs_one_look_into_the_index(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    synonyms: dict[str, list[str]] = {}
    monkeypatch.setattr(registry, "_synonyms", [lambda: synonyms])
    actions.put([service("Chess club", "for everybody", (51.5, -0.3), cost="free")])
    query = Query("service", "chess", 51.5, -0.3, 5000, {"cost": ("free",)})
    queries.find(query)
    with django_assert_num_queries(1):
        assert queries.find(query).total == 1


def test_ids_are_those_of_the_documents() -> None:
    high, low = UUID(int=2**128 - 1), UUID(int=1)
    actions.put([Document("service", high, "Chess"), Document("service", low, "Chess")])
    assert [hit.id for hit in queries.find(Query("service", "chess")).hits] == [low, high]
