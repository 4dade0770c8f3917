"""Feeds that are read by themselves: added by an officer, tried first, started, paused, and read when they are due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.directory.actions.errors import WrongMove
from alongside.directory.models import Import, Source
from alongside.jobs import actions as jobs
from alongside.kit import clock
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person

JOB = "directory.import"
AGAIN_AFTER = dt.timedelta(hours=1)
"""A feed that could not be read is tried again after so long; after twice that when it fails again, and at most a day."""
LONGEST = dt.timedelta(days=1)


@transaction.atomic
def add(*, address: str, name: str, by: Person, licence: str = "", every_days: int = 1, try_first: bool = True) -> Source:
    """A feed that may be read by itself. It is only tried now: an officer starts it when that looks right."""
    if Source.objects.filter(address=address).exists():
        raise WrongMove(_("This feed is here already."))
    source = Source(name=name, address=address, licence=licence, every_days=every_days, kind=Source.Kind.FEED_3, slug=_slug(name))
    source.save()
    record.write("source.added", on=source, by=by)
    if try_first:
        read(source, by=by, dry_run=True)
    return source


@transaction.atomic
def change(source: Source, *, name: str, licence: str, every_days: int, by: Person) -> Source:
    """How it is called, under which licence it comes, and how often it is read."""
    held = _claim(source)
    held.name, held.licence, held.every_days = name, licence, every_days
    held.save(update_fields=["name", "licence", "every_days"])
    record.write("source.changed", on=held, by=by)
    return held


@transaction.atomic
def start(source: Source, *, by: Person) -> Source:
    """From now on it is read by itself, for the first time at once."""
    held = _claim(source)
    if held.is_read:
        raise WrongMove(_("It is read by itself already."))
    held.is_read, held.failures, held.trouble = True, 0, ""
    held.save(update_fields=["is_read", "failures", "trouble"])
    record.write("source.started", on=held, by=by)
    read(held, by=by)
    return held


@transaction.atomic
def pause(source: Source, *, by: Person) -> Source:
    """It is not read any more. What came from it stays."""
    held = _claim(source)
    if not held.is_read:
        raise WrongMove(_("It is not read by itself."))
    held.is_read, held.due_at = False, None
    held.save(update_fields=["is_read", "due_at"])
    record.write("source.paused", on=held, by=by)
    return held


@transaction.atomic
def read(source: Source, *, by: Person | None, dry_run: bool = False) -> Import:
    """Read it once, soon. When it is read by itself, the next time is counted from now."""
    held = _claim(source)
    open_ = held.imports.filter(state=Import.State.WAITING)
    if open_.exists():
        raise WrongMove(_("It waits to be read already."))
    moment = clock.now()
    run = Import.objects.create(
        source=held, name=held.name, address=held.address, dry_run=dry_run, by=by.pk if by else None, started_at=moment
    )
    if held.is_read:
        held.due_at = moment + dt.timedelta(days=held.every_days)
        held.save(update_fields=["due_at"])
    if dry_run:
        record.write("import.tried", on=run, by=by)
    jobs.put(JOB, import_id=str(run.pk))
    return run


def read_due() -> int:
    """Begin to read all feeds that are due. Says how many."""
    due = list(Source.objects.filter(is_read=True, due_at__lte=clock.now()).order_by("due_at", "id"))
    begun = 0
    for source in due:
        try:
            read(source, by=None)
        except WrongMove:
            continue
        begun += 1
    return begun


@transaction.atomic
def failed(source: Source, why: str, *, wait: float | None = None) -> None:
    """It could not be read: say why, and when it is tried again, which is not before the site itself allows."""
    held = _claim(source)
    held.failures += 1
    held.trouble, held.tried_at = why[:300], clock.now()
    if held.is_read:
        later = min(AGAIN_AFTER * 2 ** min(held.failures - 1, 10), LONGEST)
        held.due_at = clock.now() + max(later, dt.timedelta(seconds=min(wait or 0.0, 30 * 86_400)))
    held.save(update_fields=["failures", "trouble", "tried_at", "due_at"])


def _claim(source: Source) -> Source:
    return Source.objects.select_for_update().get(pk=source.pk)


def _slug(name: str) -> str:
    plain = slugify(name)[:100] or "source"
    taken = set(Source.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    return next(slug for slug in (plain, *(f"{plain}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
