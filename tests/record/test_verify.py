"""A mutation test: whatever is done to the chain behind our back is found, and what was done is said."""

import argparse
import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.db import connection, models

from alongside.config import ground
from alongside.config.commands import verify as command
from alongside.record import actions, chain, queries
from alongside.record.models import Event, Head
from tests.record.factories import NOON, EventFactory

pytestmark = pytest.mark.django_db
LENGTH = 6


def raw() -> models.QuerySet[Event]:
    """The rows as somebody with a key to the database has them."""
    return models.QuerySet(Event)


@pytest.fixture(autouse=True)
def chained() -> None:
    EventFactory.create_batch(LENGTH)
    actions.chain()


def found() -> list[str]:
    return [problem.words for problem in queries.verify().problems]


def rehash(start: int) -> None:
    """Make everything from `start` on follow again, as somebody would who knows the rule."""
    before = raw().get(position=start - 1).hash if start > 1 else chain.START
    for event in raw().filter(position__gte=start).order_by("position"):
        before, prev = chain.digest(before, event), before
        raw().filter(pk=event.pk).update(prev=prev, hash=before)
    Head.objects.update(hash=before, position=raw().count())


def test_untouched_chain_holds_and_says_that_nobody_keeps_its_head() -> None:
    head = queries.head()
    assert queries.verify().holds
    assert queries.verify().lines == [f"record: 6 events, self-consistent, not anchored. Head {head}"]


def test_chain_with_a_kept_head_is_anchored_there_also_when_it_has_grown() -> None:
    kept = queries.head()
    EventFactory.create_batch(2)
    actions.chain()
    for anchor in (kept, kept.partition(":")[2].upper()):
        verified = queries.verify(anchor)
        assert (verified.holds, verified.anchored_at) == (True, LENGTH)
        assert verified.lines == [f"record: 8 events, self-consistent, anchored at event 6. Head {queries.head()}"]


def test_empty_record_holds() -> None:
    raw().delete()
    Head.objects.all().delete()
    assert queries.verify().lines == ["record: 0 events, self-consistent, not anchored. Head -"]


def test_events_that_wait_for_the_sweep_are_counted_and_no_problem() -> None:
    EventFactory.create()
    verified = queries.verify()
    assert (verified.holds, verified.events, verified.waiting) == (True, LENGTH, 1)


@pytest.mark.parametrize("position", range(1, LENGTH + 1))
@pytest.mark.parametrize(
    "change",
    [
        {"id": uuid.UUID(int=7)},
        {"kind": "service.withdrawn"},
        {"at": NOON - dt.timedelta(days=1)},
        {"by": None},
        {"acting_for": uuid.UUID(int=7)},
        {"subject_kind": "directory.other"},
        {"subject_id": uuid.UUID(int=7)},
        {"facts": {"version": 99}},
        {"hash": "f" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_altered_event_is_found(position: int, change: dict[str, object]) -> None:
    raw().filter(position=position).update(**change)
    assert f"Event {position} was altered." in found()


@pytest.mark.parametrize(("was", "is_now"), [("withdrawn", "with drawn"), ("a,b:c", "a, b: c"), ('a,"b', 'a, "b'), ("a b", "ab")])
def test_a_space_put_into_the_words_of_a_fact_is_found(was: str, is_now: str) -> None:
    event = EventFactory.create(facts={"state": was, "version": 1})
    actions.chain()
    assert not found()
    raw().filter(pk=event.pk).update(facts={"state": is_now, "version": 1})
    assert found() == ["Event 7 was altered."]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes no value that does not fit its column")
@pytest.mark.parametrize(
    "change",
    [
        "kind = x'ff'",
        "facts = x'ff'",
        "facts = 'not json'",
        "id = 'short'",
        "at = '31 November'",
        "at = 7",
        "\"by\" = 'somebody'",
        "subject_id = x'00'",
        "subject_kind = 3.5",
        "hash = x'ff'",
        "prev = 12",
    ],
)
def test_event_that_cannot_even_be_read_is_found(change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("pragma ignore_check_constraints = on")
        cursor.execute(f"update record_event set {change} where position = 3")
        cursor.execute("pragma ignore_check_constraints = off")
    assert "Event 3 was altered." in found()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (1, 1, "Event 1 was removed."),
        (3, 3, "Event 3 was removed."),
        (2, 4, "Events 2 to 4 were removed."),
        (LENGTH, LENGTH, "Event 6 was removed."),
        (1, LENGTH, "Events 1 to 6 were removed."),
    ],
)
def test_removed_events_are_found(first: int, last: int, words: str) -> None:
    raw().filter(position__range=(first, last)).delete()
    assert found() == [words]


def test_removed_event_is_found_though_the_others_moved_up() -> None:
    raw().filter(position=3).delete()
    for position in range(4, LENGTH + 1):
        raw().filter(position=position).update(position=position - 1)
    Head.objects.update(position=LENGTH - 1)
    assert found() == ["Between events 2 and 3 something was put in, taken out or moved."]


@pytest.mark.parametrize(("one", "two"), [(1, 2), (3, 5), (1, LENGTH)])
def test_moved_events_are_found(one: int, two: int) -> None:
    ids = [raw().get(position=position).pk for position in (one, two)]
    raw().filter(pk=ids[0]).update(position=100)
    raw().filter(pk=ids[1]).update(position=one)
    raw().filter(pk=ids[0]).update(position=two)
    assert any("put in, taken out or moved" in words for words in found())


def put_in(position: int, **made: object) -> None:
    for later in raw().filter(position__gte=position).order_by("-position"):
        raw().filter(pk=later.pk).update(position=(later.position or 0) + 1)
    before = raw().get(position=position - 1).hash if position > 1 else chain.START
    event = EventFactory.build(position=position, prev=before, **made)
    event.hash = chain.digest(before, event)
    raw().bulk_create([event])
    Head.objects.update(position=LENGTH + 1)


@pytest.mark.parametrize("position", range(1, LENGTH + 1))
def test_event_that_was_put_in_is_found(position: int) -> None:
    put_in(position)
    assert found() == [f"Between events {position} and {position + 1} something was put in, taken out or moved."]


def test_event_put_in_after_the_end_is_found() -> None:
    put_in(LENGTH + 1)
    assert found() == ["The head does not fit event 7, the last one."]
    Head.objects.update(position=LENGTH)
    assert found() == ["Events were put in after the head."]


def cut_the_end() -> None:
    raw().filter(position=LENGTH).delete()
    rehash(LENGTH)


def rewrite() -> None:
    raw().filter(position=4).update(kind="service.withdrawn")
    rehash(4)


@pytest.mark.parametrize("tamper", [cut_the_end, rewrite])
def test_chain_rewritten_whole_is_found_by_the_kept_head_alone(tamper: Callable[[], None]) -> None:
    kept = queries.head()
    tamper()
    assert queries.verify().holds
    verified = queries.verify(kept)
    assert [problem.words for problem in verified.problems] == [f"The head {kept} is nowhere in the chain."]
    assert verified.lines[-1].startswith("record: 1 problem in ")


def test_head_that_was_never_ours_is_refused() -> None:
    for anchor in ("nonsense", "6:" + "a" * 64):
        assert not queries.verify(anchor).holds


def test_command_says_how_it_ended_also_by_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    ground.ready()
    actions.chain()
    kept = queries.head()
    count = raw().count()
    assert command.run(argparse.Namespace(file=None, fingerprint=[], head=kept)) == 0
    assert capsys.readouterr().out == (f"record: {count} events, self-consistent, anchored at event {count}. Head {kept}\n")
    raw().filter(position=2).update(kind="x")
    EventFactory.create()
    assert command.run(argparse.Namespace(file=None, fingerprint=[], head="")) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Event 2 was altered.",
        f"record: 1 problem in {count} events.",
        "record: 1 more wait for the chain, which grows each minute",
    ]
