"""Brings lists of organisations in: read, put in our words, compared with what is here, written, and taken back when asked."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside.kit import clock
from alongside.organisations import policy
from alongside.organisations.actions.importing import looking, reading, running
from alongside.organisations.actions.importing.asked import (
    bring_in,
    decide,
    forget,
    may_be_undone,
    send,
    take_back,
    understand,
    work,
)
from alongside.organisations.actions.importing.looking import Progress
from alongside.organisations.actions.importing.reading import ListError
from alongside.organisations.models import Import

if TYPE_CHECKING:
    from alongside.people.models import Person

Report = dict[str, Any]


def import_organisations(
    source: str | Path,
    *,
    by: Person | None,
    dry_run: bool = False,
    report_path: Path | str | None = None,
    progress: Progress = print,
) -> Report:
    """Bring in a list of organisations (CSV or workbook) or an extract of the charity register from a file.

    What may be here already is passed over, since nobody is there to be asked; the page of the import shows it. The same
    file may come again at any time: what is as before stays untouched. ListError tells that it cannot be read at all.
    """
    began, path = time.monotonic(), Path(source).expanduser()
    if not path.is_file():
        raise ListError(f"There is no file at {source}.")
    if path.stat().st_size > policy.LARGEST_REGISTER * 10:
        raise ListError("This file is larger than 1 GB.")
    sheet = reading.read(path.read_bytes(), name=path.stem)
    if sheet.kind == Import.Kind.LIST and "name" not in sheet.columns:
        raise ListError("No column looks like the name of an organisation. Name one of them “Name”.")
    looked = looking.look(sheet, source=path.name, progress=progress)
    if not dry_run:
        run = Import(name=path.name[:200], kind=sheet.kind, columns=sheet.columns, began_at=clock.now(), by=by.pk if by else None)
        running.keep(run, looked)
        running.bring(run, by=by, progress=progress)
        looked.rows = list(run.rows.only("run", "number", "name", "outcome", "reason").order_by("number"))
    report = _report(path, sheet, looked, dry_run=dry_run) | {"seconds": round(time.monotonic() - began, 1)}
    if report_path:
        Path(report_path).write_text(json.dumps(report, ensure_ascii=False, indent=2), encoding="utf-8")
    return report


def _report(path: Path, sheet: reading.Sheet, looked: looking.Looked, *, dry_run: bool) -> Report:
    """Numbers that add up: read is the sum of all the others."""
    numbers = {outcome: sum(row.outcome == outcome for row in looked.rows) for outcome in looking.Outcome.values}
    aside = [row for row in looked.rows if row.outcome in ("left_out", "duplicate", "skipped")]
    return {
        "source": path.name,
        "kind": str(sheet.kind),
        "dry_run": dry_run,
        "read": looked.read,
        "created": numbers["new"],
        "updated": numbers["updated"],
        "unchanged": numbers["unchanged"],
        "joined": numbers["joined"],
        "duplicates": numbers["duplicate"] + numbers["skipped"],
        "quarantined": numbers["left_out"],
        "elsewhere": looked.elsewhere,
        "columns": {heading: field for field, heading in sheet.columns.items()},
        "notes": looked.notes,
        "problems": [{"row": row.number, "name": row.name, "reason": row.reason} for row in aside],
    }


__all__ = [
    "ListError",
    "bring_in",
    "decide",
    "forget",
    "import_organisations",
    "may_be_undone",
    "send",
    "take_back",
    "understand",
    "work",
]
