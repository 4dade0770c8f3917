"""Brings a list in, and takes it back: in batches that can be cut off anywhere and gone on with."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.kit.rows import Rows
from alongside.organisations.actions.importing import keeping
from alongside.organisations.actions.importing.known import stand
from alongside.organisations.actions.importing.looking import Looked, Progress
from alongside.organisations.actions.slugs import Slugs, all_taken
from alongside.organisations.models import Import, ImportRow, Organisation
from alongside.organisations.queries import whole
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person

Outcome = ImportRow.Outcome
BATCH = 200
"""Rows that are written at once: while they are, others wait, so it is a fraction of a second."""

TRIES = 5
"""How often a batch is begun anew when somebody took a name's address or a number at the same moment."""


@transaction.atomic
def keep(run: Import, looked: Looked) -> None:
    """Keep what a look found, row by row, so that an officer can read and decide."""
    run.rows.all().delete()
    run.digest, run.state, run.said = looked.digest, Import.State.READY, ""
    run.report = {"read": looked.read, "elsewhere": looked.elsewhere, "notes": looked.notes}
    run.save()
    rows, kept = (
        Rows(ImportRow),
        [field.attname for field in ImportRow._meta.concrete_fields if field.attname not in ("id", "run_id")],
    )
    for row in looked.rows:
        rows.add(run_id=run.pk, **{name: row.__dict__[name] for name in kept})
    rows.write()


def bring(run: Import, *, by: Person | None, progress: Progress) -> None:
    """Write the rows that are not in yet. Ends with the one record of it all."""
    slugs = all_taken()
    done, tries = run.rows.filter(is_in=True).count(), 0
    for rows in _batches(run):
        try:
            with transaction.atomic():
                Import.objects.select_for_update().get(pk=run.pk)
                _write(run, rows, slugs)
        except IntegrityError:
            slugs, tries = all_taken(), tries + 1
            if tries > TRIES:
                raise
            continue
        done, tries = done + len(rows), 0
        progress(_("%(done)s of %(read)s rows") % {"done": f"{done:,}", "read": f"{run.report['read']:,}"})
    _finish(run, by)


def _batches(run: Import) -> Iterator[Sequence[ImportRow]]:
    while rows := list(run.rows.filter(is_in=False).order_by("number")[:BATCH]):
        yield rows


def _write(run: Import, rows: Sequence[ImportRow], slugs: Slugs) -> None:
    for row in rows:
        _decide(row)
    batch = keeping.Batch(run)
    fresh = [row for row in rows if row.outcome == Outcome.NEW]
    taken = keeping.taken_among(fresh)
    for row in fresh:
        keeping.create(batch, row, slugs, taken)
    batch.write()
    batch = keeping.Batch(run)
    known = [row for row in rows if row.outcome in (Outcome.UPDATED, Outcome.UNCHANGED)]
    changed = _update(batch, known)
    batch.write()
    seen = {row.pk for row in known}
    told = [row for row in rows if row.reason or row.decision or row.pk in seen]
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(is_in=True)
    ImportRow.objects.bulk_update(told, ["outcome", "reason", "organisation", "before", "fills", "differs"], batch_size=100)
    keeping.save_changed(changed)


def _update(batch: keeping.Batch, rows: Sequence[ImportRow]) -> list[Organisation]:
    instead = whole.kept_instead()
    for row in rows:
        row.organisation = instead.get(row.organisation, row.organisation)  # type: ignore[arg-type]
    ids = [row.organisation for row in rows if row.organisation]
    here, ours = (stand(ids), keeping.by_id(ids)) if ids else ({}, {})
    changed = []
    for row in rows:
        one = ours.get(row.organisation)  # type: ignore[arg-type]
        if one is None or one.closed_at is not None:
            row.outcome, row.reason = Outcome.LEFT_OUT, _("The organisation that it speaks of is no longer here.")
        elif keeping.update(batch, row, here[one.pk], one):
            changed.append(one)
    return changed


def _decide(row: ImportRow) -> None:
    """What an officer said of a possible duplicate. Where nobody did, nothing is done."""
    if row.outcome != Outcome.DUPLICATE:
        return
    if row.decision == "different":
        row.outcome = Outcome.NEW if row.facts.get("name") else Outcome.SKIPPED
    elif row.decision in row.candidates:
        row.outcome, row.organisation = Outcome.UNCHANGED, uuid.UUID(row.decision)
    else:
        row.outcome = Outcome.SKIPPED
        row.reason = _("Passed over.") if row.decision else _("Nobody said whether it is here already.")


@transaction.atomic
def _finish(run: Import, by: Person | None) -> None:
    run.state, run.done_at, run.said = Import.State.DONE, clock.now(), ""
    run.save(update_fields=["state", "done_at", "said"])
    record.write("organisations.imported", on=run, by=by, facts={**counts(run), "digest": run.digest})


def counts(run: Import) -> dict[str, int]:
    """How many rows of each outcome there are; together with those elsewhere they are all that was read."""
    return dict(run.rows.order_by("outcome").values_list("outcome").annotate(Count("pk")))
