"""The story of workers that are killed again and again in the middle of their work."""

import random
import time

from alongside.jobs import actions
from alongside.jobs.models import Job
from tests.jobs import kinds
from tests.jobs.nursery import nursery


def until(condition: object, seconds: float = 30) -> None:
    """Wait for it, and fail when it does not come."""
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, list(Job.objects.unfinished().values())
        time.sleep(0.005)


def effects_after_kills(kills: int, jobs: int) -> None:
    """Every effect exactly once, though the worker dies `kills` times while it holds a job."""
    kinds.make_tables()
    for number in range(jobs):
        actions.put(("tests.atomic", "tests.idempotent")[number % 2], key=f"{number:03}", seconds=0.03)
    held = Job.objects.exclude(held_until=None)
    with nursery() as workers:
        for _ in range(kills):
            one = workers.worker()
            until(lambda: held.exists() or not Job.objects.unfinished().exists())
            time.sleep(random.uniform(0, 0.08))
            workers.kill(one)
        died = held.count()
        last = workers.worker()
        until(lambda: not Job.objects.unfinished().exists(), 60)
        workers.kill(last)
    assert kinds.traces("effects") == {f"{number:03}": 1 for number in range(jobs)}
    assert Job.objects.filter(done_at=None).count() == 0
    attempts = sum(Job.objects.values_list("attempts", flat=True))
    assert attempts > jobs, "no worker was killed while it held a job, so nothing was tried"
    assert attempts <= jobs + kills
    assert died <= kills
