"""Putting work into the queue, and trying again what was given up."""

import datetime as dt
from typing import Any

from alongside.jobs import registry
from alongside.jobs.models import Job
from alongside.kit import clock


def put(name: str, *, due: dt.datetime | None = None, once: str | None = None, **facts: Any) -> Job:
    """Put work into the queue, in the caller's transaction: if that fails, nothing was put.

    With `once`, work under the same key is put a single time, as long as the queue remembers it (90 days). `facts`
    are what JSON can carry: ids, states and counts, never names or words that somebody wrote.
    """
    registry.kind(name)
    now = clock.now()
    fresh = Job(name=name, facts=facts, once=once, put_at=now, due=due or now)
    if once is None:
        fresh.save(force_insert=True)
        return fresh
    Job.objects.bulk_create([fresh], ignore_conflicts=True)
    return Job.objects.get(once=once)


def again(job: Job, *, by: Any) -> Job:
    """Try once more, from the beginning, what was given up."""
    now = clock.now()
    Job.objects.filter(pk=job.pk, failed_at__isnull=False).update(failed_at=None, attempts=0, due=now)
    job.refresh_from_db()
    return job


def drop(job: Job, *, by: Any) -> bool:
    """Let go of what was given up, undone as it is. False when it is tried again meanwhile."""
    gone, _rows = Job.objects.filter(pk=job.pk, failed_at__isnull=False).delete()
    return bool(gone)
