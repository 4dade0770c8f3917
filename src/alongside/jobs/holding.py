"""The job that this thread is doing, and how long work keeps hold of it."""

from contextvars import ContextVar

from alongside.jobs import registry
from alongside.jobs.models import Job
from alongside.kit import clock

at_hand: ContextVar[Job | None] = ContextVar("the job at hand", default=None)


class Lost(Exception):
    """Somebody else holds this job by now: whoever was too slow must stop, and leave nothing behind."""


def keep_hold() -> None:
    """Said by long work from time to time: I am alive, my lease begins anew. Raises Lost when it was too late."""
    job = at_hand.get()
    if job is None:
        return
    until = clock.now() + registry.kind(job.name).lease
    if not Job.objects.held(job.held_by).filter(pk=job.pk).update(held_until=until):
        raise Lost(str(job))
