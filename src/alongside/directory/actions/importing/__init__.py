"""Brings services of other systems in: read, put in our words, checked, written, reported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from alongside.directory.actions.importing import reading, running
from alongside.directory.actions.importing.fetching import Progress
from alongside.directory.actions.importing.reports import Report
from alongside.directory.actions.importing.shapes import SourceError

if TYPE_CHECKING:
    from alongside.people.models import Person


def import_services(
    source: str | Path,
    *,
    by: Person | None,
    dry_run: bool = False,
    report_path: Path | str | None = None,
    progress: Progress = print,
    name: str = "",
) -> Report:
    """Bring in the services of a feed (address or file), a spreadsheet, a workbook or a folder of linked sheets.

    The same source may be run again at any time: what is as before stays untouched, what was changed here is kept.
    `name` says which source it is, where the file is not called so. SourceError tells that it cannot be read at all.
    """
    catalogue = reading.read(str(source), name=name, progress=progress, allow_private=settings.HARVEST_PRIVATE)
    return running.run(catalogue, by=by, dry_run=dry_run, report_path=report_path, progress=progress)


__all__ = ["Report", "SourceError", "import_services"]
