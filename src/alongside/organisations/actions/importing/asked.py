"""Lists that officers send in on a page: their columns are checked, they are looked at, brought in and taken back by the worker."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.jobs import actions as jobs
from alongside.kit import clock
from alongside.organisations import policy
from alongside.organisations.actions.importing import looking, reading, running, undoing
from alongside.organisations.actions.importing.columns import Columns
from alongside.organisations.actions.importing.looking import Progress
from alongside.organisations.errors import WrongMove
from alongside.organisations.models import Import, ImportRow
from alongside.record import actions as record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alongside.people.models import Person

JOB = "organisations.import"
State = Import.State


def send(upload: tuple[str, bytes], *, by: Person) -> tuple[Import, reading.Sheet]:
    """Take a file in. Raises ListError when it cannot be read at all, and keeps nothing of it then."""
    called = PurePosixPath(upload[0].replace("\\", "/")).name[:200]
    sheet = reading.read(upload[1], name=called)
    return _kept(called, upload[1], sheet, by), sheet


@transaction.atomic
def _kept(called: str, content: bytes, sheet: reading.Sheet, by: Person) -> Import:
    run = Import(name=called, kind=sheet.kind, columns=sheet.columns, by=by.pk, began_at=clock.now())
    run.upload.save(f"{uuid.uuid4().hex}.part", ContentFile(content), save=False)
    run.report = {"read": len(sheet.rows), "examples": examples(sheet)}
    if sheet.kind == Import.Kind.REGISTER:
        run.state = State.LOOKING
    run.save()
    record.write("organisations.import_sent", on=run, by=by)
    if run.state == State.LOOKING:
        jobs.put(JOB, import_id=str(run.pk))
    return run


def examples(sheet: reading.Sheet) -> dict[str, list[str]]:
    """For each heading the first few different values, so that a person can see what it means."""
    found: dict[str, list[str]] = {}
    for heading in sheet.headings:
        values = dict.fromkeys(row[heading].strip()[:60] for row in sheet.rows[:200] if row.get(heading, "").strip())
        found[heading] = list(values)[:3]
    return found


@transaction.atomic
def understand(run: Import, *, columns: Columns, takes_file: bool, by: Person) -> Import:
    """Say what the columns mean, and have the list looked at."""
    held = _in(run, State.COLUMNS, State.READY, State.FAILED)
    if not held.upload:
        raise WrongMove(_("The file is no longer here. Send it in again."))
    held.columns, held.takes_file, held.state, held.said = columns, takes_file, State.LOOKING, ""
    held.save()
    jobs.put(JOB, import_id=str(held.pk))
    return held


@transaction.atomic
def decide(run: Import, decisions: Mapping[int, str], taken: Mapping[int, Sequence[str]], *, by: Person) -> Import:
    """Keep what an officer says of possible duplicates and of differences, by the number of the row."""
    held = _in(run, State.READY)
    rows = list(held.rows.filter(number__in={*decisions, *taken}).order_by("number"))
    for row in rows:
        said = decisions.get(row.number, row.decision)
        row.decision = said if said in ("different", "skip", "", *row.candidates) else row.decision
        row.taken = [key for key in taken.get(row.number, row.taken) if key in row.differs]
    ImportRow.objects.bulk_update(rows, ["decision", "taken"], batch_size=100)
    return held


@transaction.atomic
def bring_in(run: Import, *, by: Person) -> Import:
    """What was looked at is brought in."""
    held = _in(run, State.READY)
    return _go_on(held, State.BRINGING, by)


@transaction.atomic
def take_back(run: Import, *, by: Person) -> Import:
    """What was brought in is undone, as far as nobody has changed it since."""
    held = _in(run, State.DONE)
    if not may_be_undone(held):
        raise WrongMove(_("It is too long ago: we no longer know what stood there before."))
    return _go_on(held, State.UNDOING, by)


def may_be_undone(run: Import) -> bool:
    return run.state == State.DONE and run.done_at is not None and run.done_at > clock.now() - policy.UNDO_FOR


def _go_on(held: Import, state: str, by: Person) -> Import:
    held.state, held.by, held.said = state, by.pk, ""
    held.save()
    jobs.put(JOB, import_id=str(held.pk))
    return held


def _in(run: Import, *states: str) -> Import:
    held = Import.objects.select_for_update().get(pk=run.pk)
    if held.state not in states:
        raise WrongMove(_("This has moved on already. Look at it again."))
    return held


def work(run: Import, *, alive: Progress) -> None:
    """Do what is asked of this list. May be done again from the beginning: what is in stays in."""

    def progress(said: str) -> None:
        alive(said)
        Import.objects.filter(pk=run.pk).update(said=said[:300])

    by = get_user_model().objects.filter(pk=run.by).first() if run.by else None
    if run.state == State.LOOKING:
        _look(run, progress)
    elif run.state == State.BRINGING:
        running.bring(run, by=by, progress=progress)
        forget_upload(run)
    elif run.state == State.UNDOING:
        undoing.undo(run, by=by, progress=progress)


def _look(run: Import, progress: Progress) -> None:
    try:
        with run.upload.open("rb") as file:
            sheet = reading.read(file.read(), name=run.name)
    except (reading.ListError, FileNotFoundError) as why:
        said = str(why) if isinstance(why, reading.ListError) else _("The file is no longer here. Send it in again.")
        Import.objects.filter(pk=run.pk).update(state=State.FAILED, said=said[:300])
        return
    if sheet.kind == Import.Kind.LIST:
        sheet.columns = run.columns
    shown = run.report.get("examples", {})
    running.keep(run, looking.look(sheet, source=run.name, progress=progress))
    run.report["examples"] = shown
    run.save(update_fields=["report"])


def forget_upload(run: Import) -> None:
    """What was sent in is not kept longer than it is needed."""
    if run.upload:
        run.upload.delete(save=False)
        Import.objects.filter(pk=run.pk).update(upload="")


def forget() -> None:
    """After the time for undoing, what lists said of organisations and people goes; their numbers stay."""
    old = Import.objects.filter(began_at__lt=clock.now() - policy.UNDO_FOR)
    blank = {"facts": {}, "fills": {}, "differs": {}, "before": {}, "name": ""}
    for run in old.order_by("pk"):
        forget_upload(run)
        run.rows.exclude(name="", facts={}, before={}).update(**blank)
        if run.report.pop("examples", None) or run.report.pop("notes", None):
            run.save(update_fields=["report"])
