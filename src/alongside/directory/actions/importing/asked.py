"""Imports that an officer begins on a page: tried first, brought in when they say so, done by the worker."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.directory.actions.errors import WrongMove
from alongside.directory.actions.importing import memory, reading, running, sources
from alongside.directory.actions.importing.fetching import Progress
from alongside.directory.actions.importing.reports import Report
from alongside.directory.actions.importing.shapes import SourceError
from alongside.directory.models import Import, Source
from alongside.jobs import actions as jobs
from alongside.kit import clock
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person

JOB = "directory.import"
LOOK = "directory.find_duplicates"


@transaction.atomic
def try_out(
    *, address: str = "", name: str = "", upload: tuple[str, bytes] | None = None, source: Source | None = None, by: Person
) -> Import:
    """Read and check a source, without bringing anything in. `upload` is the name and content of a file.

    `source` says that it is a copy of a feed that is known here.
    """
    called = upload[0] if upload else address
    row = Import(
        name=name or reading.title_of(called),
        address=called[:1000],
        dry_run=True,
        by=by.pk,
        started_at=clock.now(),
        source=source,
    )
    if upload:
        row.upload.save(f"{uuid.uuid4().hex}.part", ContentFile(upload[1]), save=False)
    row.save()
    record.write("import.tried", on=row, by=by)
    jobs.put(JOB, import_id=str(row.pk))
    return row


@transaction.atomic
def bring_in(row: Import, *, by: Person) -> Import:
    """What was tried is brought in."""
    held = Import.objects.select_for_update().get(pk=row.pk)
    if not held.dry_run or held.state != Import.State.DONE:
        raise WrongMove(_("This has been brought in already, or is not checked yet."))
    held.dry_run, held.state, held.by, held.said = False, Import.State.WAITING, by.pk, ""
    held.started_at, held.finished_at = clock.now(), None
    held.save()
    jobs.put(JOB, import_id=str(held.pk))
    return held


def work(row: Import, *, alive: Progress) -> None:
    """Do what is asked of this import. May be done again from the beginning: what is in stays in."""
    Import.objects.filter(pk=row.pk).update(state=Import.State.RUNNING)

    def progress(line: str) -> None:
        alive(line)
        Import.objects.filter(pk=row.pk).update(said=line[:300])

    kept = memory.Kept(row.source) if row.source and not row.upload else None
    try:
        content = _content(row)
        private = settings.HARVEST_PRIVATE
        catalogue = reading.read(
            row.address, name=row.name, content=content, progress=progress, allow_private=private, memory=kept
        )
    except SourceError as reason:
        fail(row, str(reason))
        if kept:
            sources.failed(kept.source, str(reason), wait=reason.wait)
        return
    by = get_user_model().objects.filter(pk=row.by).first() if row.by else None
    running.run(catalogue, by=by, dry_run=row.dry_run, progress=progress, row=row, at_end=lambda report: _end(report, kept))
    if not row.dry_run:
        forget_upload(row)


def _end(report: Report, kept: memory.Kept | None) -> None:
    """What goes with the end of a run: the next one asks anew, and what came in may be here twice."""
    if kept:
        kept.done()
    if report.created:
        jobs.put(LOOK)


def _content(row: Import) -> bytes | None:
    if not row.upload:
        return None
    with row.upload.open("rb") as file:
        content: bytes = file.read()
    return content


def fail(row: Import, reason: str) -> None:
    """It cannot be done, and why."""
    facts = {"state": Import.State.FAILED, "said": reason[:300], "finished_at": clock.now()}
    Import.objects.filter(pk=row.pk).update(**facts)
    forget_upload(row)


def forget_upload(row: Import) -> None:
    """What was sent in is not kept longer than it is needed."""
    if row.upload:
        row.upload.delete(save=False)
        Import.objects.filter(pk=row.pk).update(upload="")
