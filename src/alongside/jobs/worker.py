"""The worker: takes one job after another, does it, and tries again later what failed.

A job is held for a lease. A worker that dies leaves an expired lease behind, and its job then waits as one that
failed does, so that work which kills its worker cannot do so again at once.
"""

import datetime as dt
import logging
import random
import signal
import threading
import time
import traceback
import uuid
from contextlib import nullcontext
from pathlib import Path

from django.db import DatabaseError, close_old_connections, connections, transaction
from django.db.models import F
from django.db.utils import InterfaceError

from alongside.jobs import holding, registry, schedule
from alongside.jobs.holding import Lost
from alongside.jobs.models import Job, JobQuerySet
from alongside.kit import adjustable, clock

logger = logging.getLogger(__name__)

PAUSE = 0.2  # seconds between two looks at an empty queue
AT_A_LOOK = 10


def run(stop: threading.Event | None = None) -> None:
    """Work until `stop` is set, or SIGTERM or Ctrl-C asks for it. The job at hand is finished first."""
    stop = stop or _stop_on_signals()
    timetable = schedule.Clock(schedule.timetable())
    while not stop.is_set():
        try:
            close_old_connections()
            timetable.tick(clock.now())
            if not work_one():
                stop.wait(PAUSE)
        except (DatabaseError, InterfaceError) as reason:  # it is away or busy: we outlive that
            logger.warning("The database did not answer (%s), trying again", _name(reason))
            connections.close_all()
            stop.wait(1)
    connections.close_all()


def work_one() -> bool:
    """Do the next job that is due. False when there is none."""
    job = claim(clock.now())
    if job is None:
        return False
    attempt(job)
    return True


def work_off() -> int:
    """Do all that is due now, and how much that was. For tests and commands: here a failure is raised."""
    done = 0
    while job := claim(clock.now()):
        do(job)
        done += 1
    return done


def claim(now: dt.datetime) -> Job | None:
    """The next job that is due, held by the caller alone."""
    known = Job.objects.filter(name__in=registry.names())
    for dead in known.abandoned(now)[:AT_A_LOOK]:
        _try_later(dead, "The worker died", among=known.abandoned(now), now=now)
    for found in known.due(now)[:AT_A_LOOK]:
        me, until = uuid.uuid4().hex, now + registry.kind(found.name).lease
        if known.waiting().filter(pk=found.pk).update(held_by=me, held_until=until, attempts=F("attempts") + 1):
            found.held_by, found.held_until, found.attempts = me, until, found.attempts + 1
            return found
    return None


def attempt(job: Job) -> None:
    """Do a job that is held, and let go of it when it fails."""
    started = time.monotonic()
    try:
        do(job)
    except Lost:
        logger.warning("%s took longer than its lease, and somebody else has it now", job)
    except Exception as reason:  # noqa: BLE001  # whatever a room's work may raise
        logger.warning("%s failed at attempt %s: %s", job, job.attempts, _name(reason))
        _try_later(job, _name(reason), among=Job.objects.held(job.held_by), now=clock.now())
    else:
        logger.info("%s done in %.2f s", job, time.monotonic() - started)


def do(job: Job) -> None:
    """The work and its being done: one transaction where the kind is atomic."""
    kind = registry.kind(job.name)
    token = holding.at_hand.set(job)
    adjustable.look_again()
    try:
        with transaction.atomic() if kind.atomic else nullcontext():
            kind.run(**job.facts)
            _finish(job)
    finally:
        holding.at_hand.reset(token)


def _finish(job: Job) -> None:
    done = Job.objects.held(job.held_by).filter(pk=job.pk)
    if not done.update(done_at=clock.now(), held_by="", held_until=None, error=""):
        raise Lost(str(job))


def _try_later(job: Job, error: str, *, among: JobQuerySet, now: dt.datetime) -> None:
    """Let go of a job that did not work out, for a growing while, or for good after many tries."""
    kind = registry.kind(job.name)
    let_go: dict[str, object] = {"held_by": "", "held_until": None, "error": error}
    if job.attempts >= kind.tries:
        let_go["failed_at"] = now
    else:
        let_go["due"] = now + kind.wait(job.attempts, random.random())  # noqa: S311  # spreads a crowd, guards nothing
    among.filter(pk=job.pk).update(**let_go)


def _name(reason: BaseException) -> str:
    """What went wrong and where. Never the message of an exception: it may name a person or an address."""
    frames = traceback.extract_tb(reason.__traceback__)
    ours = [frame for frame in frames if "alongside" in Path(frame.filename).parts and "jobs" not in Path(frame.filename).parts]
    where = (ours or frames)[-1:]
    return "".join([type(reason).__name__, *(f" in {Path(frame.filename).name}, line {frame.lineno}" for frame in where)])[:300]


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    return stop
