"""What became of an import, in numbers that add up and rows that say why."""

import datetime as dt
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alongside.directory.actions.importing.shapes import Catalogue, Problem


@dataclass
class Report:
    """The numbers of one run. `read` is always the sum of created, updated, unchanged and quarantined once it is done."""

    source: str
    kind: str
    dry_run: bool
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0
    locations: int = 0
    geocoded: int = 0
    about: int = 0
    not_geocoded: list[str] = field(default_factory=list)
    organisations: int = 0
    organisations_created: int = 0
    kept: list[str] = field(default_factory=list)
    missing: int = 0
    retired: int = 0
    ours: int = 0
    doubt: str = ""
    notes: list[dict[str, Any]] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    seconds: float = 0.0

    @property
    def done(self) -> int:
        return self.created + self.updated + self.unchanged + self.quarantined

    def as_json(self, *, with_problems: bool = True) -> dict[str, Any]:
        facts = {key: value for key, value in vars(self).items() if key != "problems"}
        if with_problems:
            facts["problems"] = [vars(problem) for problem in self.problems]
        return facts


def begun(catalogue: Catalogue, *, dry_run: bool) -> Report:
    return Report(
        source=catalogue.name,
        kind=str(catalogue.kind),
        dry_run=dry_run,
        read=catalogue.read,
        quarantined=len(catalogue.problems),
        problems=catalogue.problems,
        columns=catalogue.columns,
        organisations=len({record.runner.name.casefold() for record in catalogue.records}),
    )


def save(report: Report, path: Path | str, *, at: dt.datetime) -> None:
    """Write the report as JSON, whole or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".part", delete=False, encoding="utf-8") as file:
        json.dump({**report.as_json(), "finished_at": at.isoformat()}, file, ensure_ascii=False, indent=2)
    Path(file.name).replace(path)
