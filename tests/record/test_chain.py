import datetime as dt
import hashlib
import json
import threading
import uuid

import pytest
from django.db import IntegrityError, connection, models, transaction
from hypothesis import given
from hypothesis import strategies as st

from alongside.config.schedule import chain as sweep
from alongside.record import actions, chain, queries
from alongside.record.models import Event, Head
from tests.record.factories import EventFactory


def rows() -> list[Event]:
    return list(Event.objects.order_by("position"))


@pytest.mark.django_db
def test_chain_goes_on_where_it_ended() -> None:
    EventFactory.create_batch(3)
    assert actions.chain() == 3
    EventFactory.create_batch(2)
    assert actions.chain() == 2
    assert actions.chain() == 0
    assert [event.position for event in rows()] == [1, 2, 3, 4, 5]
    assert [event.prev for event in rows()] == [chain.START, *(event.hash for event in rows()[:-1])]
    assert queries.head() == f"5:{rows()[-1].hash}"


@pytest.mark.django_db
def test_sweep_takes_all_there_is_in_small_steps() -> None:
    EventFactory.create_batch(7)
    assert actions.chain(at_most=2) == 2
    sweep()
    assert Event.objects.filter(position=None).count() == 0


@pytest.mark.django_db
def test_anybody_can_compute_the_hash_from_the_written_rule() -> None:
    event = EventFactory.create(
        id=uuid.UUID(int=1), kind="service.published", at=dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC), by=None,
        acting_for=uuid.UUID(int=2), subject_kind="directory.service", subject_id=uuid.UUID(int=3), facts={"b": [1, None], "a": "x"},
    )  # fmt: skip
    actions.chain()
    event.refresh_from_db()
    text = (
        '{"acting_for":"00000000-0000-0000-0000-000000000002","at":"2026-11-09T12:00:00.000000+00:00","by":null,'
        '"facts":{"a":"x","b":[1,null]},"id":"00000000-0000-0000-0000-000000000001","kind":"service.published",'
        '"subject_id":"00000000-0000-0000-0000-000000000003","subject_kind":"directory.service"}'
    )
    assert json.loads(text)["facts"] == event.facts
    assert event.hash == hashlib.sha256(("0" * 64 + "\n" + text).encode()).hexdigest()


facts = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.from_regex(r"\A[\w.:/+#-]{0,30}\Z"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"\A[a-zé_]{1,8}\Z"), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.django_db
def test_what_the_database_gives_back_hashes_the_same() -> None:
    @given(st.dictionaries(st.from_regex(r"\A[a-z_]{1,8}\Z"), facts, max_size=4))
    def holds(told: dict[str, object]) -> None:
        event = EventFactory.create(facts=told)
        assert chain.canonical(Event.objects.get(pk=event.pk)) == chain.canonical(event)

    holds()


@pytest.mark.django_db
def test_database_refuses_a_half_chained_event() -> None:
    event = EventFactory.create()
    for half in ({"position": 1}, {"hash": "x"}, {"position": 0, "prev": "x", "hash": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            models.QuerySet(Event).filter(pk=event.pk).update(**half)


@pytest.mark.django_db(transaction=True)
def test_many_writers_and_two_sweeps_at_once_make_one_chain() -> None:
    writing = threading.Event()

    def write() -> None:
        for _ in range(25):
            EventFactory.create()
        connection.close()

    def sweep_on() -> None:
        while not writing.is_set():
            actions.chain(at_most=3)
            writing.wait(0.02)
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(3)]
    sweeps = [threading.Thread(target=sweep_on) for _ in range(2)]
    for thread in (*writers, *sweeps):
        thread.start()
    for thread in writers:
        thread.join()
    writing.set()
    for thread in sweeps:
        thread.join()
    sweep()
    verified = queries.verify()
    assert (verified.events, verified.waiting, verified.problems) == (75, 0, [])


@pytest.mark.django_db(transaction=True)
def test_event_that_is_committed_late_goes_to_the_end() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite one writer at a time is the rule, so nobody commits late")
    early, committed = threading.Event(), threading.Event()
    late_id = uuid.uuid4()

    def slow() -> None:
        with transaction.atomic():
            EventFactory.create(id=late_id, at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
            early.set()
            committed.wait(10)
        connection.close()

    writer = threading.Thread(target=slow)
    writer.start()
    early.wait(10)
    EventFactory.create_batch(2)
    assert actions.chain() == 2
    committed.set()
    writer.join()
    assert actions.chain() == 1
    assert Event.objects.get(pk=late_id).position == 3
    assert queries.verify().holds
    assert Head.objects.get().position == 3
