import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction

from alongside.jobs import actions, holding, queries, registry, worker
from alongside.jobs.models import Job
from alongside.jobs.work import sweep
from alongside.kit import clock
from tests.jobs import kinds

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)
LEASE = registry.kind("tests.atomic").lease


@pytest.fixture(autouse=True)
def tables() -> None:
    kinds.make_tables()


def test_work_put_in_a_transaction_that_fails_was_never_put() -> None:
    def fail() -> None:
        with transaction.atomic():
            actions.put("tests.atomic", key="never")
            raise kinds.Broken

    with pytest.raises(kinds.Broken):
        fail()
    assert worker.work_off() == 0
    assert kinds.traces("effects") == {}


def test_unknown_work_is_refused_when_it_is_put() -> None:
    with pytest.raises(registry.UnknownJob, match=r"tests\.nothing"):
        actions.put("tests.nothing")


def test_facts_are_what_json_can_carry() -> None:
    with pytest.raises(TypeError):
        actions.put("tests.atomic", key=kinds.Broken)


def test_same_key_is_put_once_also_when_it_is_done() -> None:
    first = actions.put("tests.atomic", once="remind 7", key="a")
    assert actions.put("tests.atomic", once="remind 7", key="b") == first
    worker.work_off()
    assert actions.put("tests.atomic", once="remind 7", key="c") == first
    assert worker.work_off() == 0
    assert kinds.traces("effects") == {"a": 1}


def test_work_waits_until_it_is_due() -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        actions.put("tests.atomic", due=NOON + dt.timedelta(hours=1), key="later")
        actions.put("tests.atomic", key="now")
        assert worker.work_off() == 1
        machine.shift(dt.timedelta(hours=1))
        assert worker.work_off() == 1
    assert kinds.traces("effects") == {"later": 1, "now": 1}


def test_what_is_held_is_nobody_elses_until_its_lease_is_over() -> None:
    actions.put("tests.atomic", key="one")
    mine = worker.claim(clock.now())
    assert mine is not None
    assert worker.claim(clock.now()) is None


def test_slow_worker_loses_its_job_and_leaves_nothing_behind() -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        job = actions.put("tests.atomic", key="one")
        slow = worker.claim(clock.now())
        assert slow is not None
        machine.shift(LEASE + dt.timedelta(seconds=1))
        assert worker.claim(clock.now()) is None, "an expired lease must wait as a failure does"
        job.refresh_from_db()
        assert (job.error, job.held_by, job.attempts) == ("The worker died", "", 1)
        assert job.due > clock.now()
        machine.move_to(job.due)
        other = worker.claim(clock.now())
        assert other is not None
        with pytest.raises(holding.Lost):
            worker.do(slow)
        assert kinds.traces("effects") == {}
        worker.do(other)
    assert kinds.traces("effects") == {"one": 1}


def test_slow_worker_does_not_spoil_what_another_has_finished() -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        job = actions.put("tests.broken")
        slow = worker.claim(clock.now())
        assert slow is not None
        Job.objects.update(held_by="", held_until=None, done_at=NOON)
        machine.shift(1)
        worker.attempt(slow)
        job.refresh_from_db()
    assert (job.done_at, job.error) == (NOON, "")


def test_hold_that_is_kept_begins_anew_and_a_lost_one_cannot_be_kept() -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        actions.put("tests.long", key="x", steps=0, says_so=True)
        job = worker.claim(clock.now())
        assert job is not None
        holding.at_hand.set(job)
        machine.shift(1.5)
        holding.keep_hold()
        job.refresh_from_db()
        assert job.held_until == clock.now() + registry.kind("tests.long").lease
        Job.objects.update(held_by="somebody else")
        with pytest.raises(holding.Lost):
            holding.keep_hold()
    holding.at_hand.set(None)


def test_failure_undoes_what_was_written_and_waits_longer_each_time_then_is_given_up() -> None:
    waits = []
    with time_machine.travel(NOON, tick=False) as machine:
        job = actions.put("tests.half", key="half")
        for _ in range(3):
            assert worker.work_one()
            job.refresh_from_db()
            waits.append(job.due - clock.now())
            machine.move_to(max(job.due, clock.now()))
        assert not worker.work_one()
        assert kinds.traces("effects") == {}
        assert 1.5 <= waits[0].total_seconds() <= 2.5
        assert 3 <= waits[1].total_seconds() <= 5
        assert list(queries.failed()) == [job]
        assert job.failed_at == clock.now()


def test_error_says_what_and_where_and_never_the_words_of_the_exception() -> None:
    actions.put("tests.broken", words="joan@example.org is not at home")
    worker.work_one()
    job = Job.objects.get()
    assert job.error.startswith("Broken in kinds.py, line ")
    assert "joan" not in job.error
    assert list(queries.troubled()) == [job]


def test_what_was_given_up_can_be_tried_again() -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        job = actions.put("tests.broken")
        for _ in range(3):
            worker.work_one()
            machine.shift(60)
        assert queries.failed().exists()
        again = actions.again(job, by=None)
        assert (again.failed_at, again.attempts, again.due) == (None, 0, clock.now())
        assert worker.work_one()


def test_one_that_fails_does_not_keep_others_waiting() -> None:
    actions.put("tests.broken")
    actions.put("tests.atomic", key="next")
    assert worker.work_one()
    assert worker.work_one()
    assert kinds.traces("effects") == {"next": 1}


def test_waits_double_up_to_an_hour_and_are_spread() -> None:
    kind = registry.kind("tests.broken")
    assert [kind.wait(attempts, 0.5).total_seconds() for attempts in (1, 2, 3, 12, 36)] == [2, 4, 8, 3600, 3600]
    assert kind.wait(1, 0) < kind.wait(1, 1)


def test_work_off_lets_a_failure_be_seen() -> None:
    actions.put("tests.broken")
    with pytest.raises(kinds.Broken):
        worker.work_off()


def test_work_that_waits_long_past_its_time_is_told() -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        job = actions.put("tests.atomic", key="one")
        machine.shift(dt.timedelta(minutes=4))
        assert not queries.late().exists()
        machine.shift(dt.timedelta(minutes=2))
        assert list(queries.late()) == [job]


def test_database_refuses_a_job_that_ended_twice_or_is_held_by_nobody() -> None:
    job = actions.put("tests.atomic", key="one")
    for nonsense in (
        {"done_at": NOON, "failed_at": NOON},
        {"held_until": NOON},
        {"held_by": "somebody"},
        {"done_at": NOON, "held_until": NOON, "held_by": "somebody"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Job.objects.filter(pk=job.pk).update(**nonsense)


def test_what_is_done_is_forgotten_and_keys_and_failures_later() -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        actions.put("tests.atomic", key="plain")
        actions.put("tests.atomic", key="keyed", once="remind 7")
        actions.put("tests.nightly", once="tests.nightly@2026-11-09")
        worker.work_off()
        failed = actions.put("tests.broken")
        Job.objects.filter(pk=failed.pk).update(failed_at=NOON)
        waiting = actions.put("tests.atomic", key="waiting", due=NOON + dt.timedelta(days=1000))
        machine.shift(dt.timedelta(days=6))
        sweep()
        assert Job.objects.count() == 5
        machine.shift(dt.timedelta(days=2))
        sweep()
        assert set(Job.objects.values_list("once", flat=True)) == {"remind 7", None}
        assert Job.objects.count() == 3
        machine.shift(dt.timedelta(days=90))
        sweep()
        assert list(Job.objects.all()) == [waiting]
