import signal

import pytest

from alongside.jobs import actions
from alongside.jobs.models import Job
from tests.jobs import kinds
from tests.jobs.deaths import effects_after_kills, until
from tests.jobs.nursery import nursery

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_effect_comes_exactly_once_though_workers_are_killed() -> None:
    effects_after_kills(kills=6, jobs=16)


def test_worker_that_is_asked_to_end_finishes_its_job_first() -> None:
    kinds.make_tables()
    job = actions.put("tests.idempotent", key="one", seconds=0.6)
    actions.put("tests.idempotent", key="two")
    with nursery() as workers:
        one = workers.worker()
        until(lambda: kinds.traces("starts"))
        workers.kill(one, signal.SIGTERM)
    job.refresh_from_db()
    assert job.done_at is not None
    assert (job.attempts, job.held_by) == (1, "")
    assert kinds.traces("effects") == {"one": 1}


def test_two_workers_do_every_job_once() -> None:
    kinds.make_tables()
    for number in range(60):
        actions.put("tests.atomic", key=f"{number:02}")
    with nursery() as workers:
        both = [workers.worker(), workers.worker()]
        until(lambda: not Job.objects.unfinished().exists())
        for one in both:
            workers.kill(one, signal.SIGTERM)
    assert kinds.traces("effects") == {f"{number:02}": 1 for number in range(60)}
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


def test_long_work_that_says_so_keeps_its_hold() -> None:
    kinds.make_tables()
    job = actions.put("tests.long", key="slow", steps=6, says_so=True)
    with nursery() as workers:
        both = [workers.worker(), workers.worker()]
        until(lambda: Job.objects.exclude(done_at=None).exists())
        for one in both:
            workers.kill(one, signal.SIGTERM)
    job.refresh_from_db()
    assert job.attempts == 1
    assert kinds.traces("effects") == {"slow": 1}
