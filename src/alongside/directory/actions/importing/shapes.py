"""What an import passes along: a source as read, its records in our words, and what was left out and why."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alongside.directory.models import Service
from alongside.directory.queries.capacity import Statement
from alongside.directory.queries.facts import Facts


class SourceError(Exception):
    """The source as a whole cannot be read. The message says why and what to do; `wait` how long it asks us to stay away."""

    def __init__(self, why: str, *, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class Refused(Exception):
    """One row cannot become a service. The message says why."""


@dataclass
class Notes:
    """What was mended or left out on the way, gathered by kind, with a few examples of each."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, note: str, example: str = "") -> None:
        self.found.setdefault(note, []).append(example)

    def listed(self) -> list[dict[str, Any]]:
        return [
            {"note": note, "count": len(examples), "examples": list(dict.fromkeys(e for e in examples if e))[:5]}
            for note, examples in self.found.items()
        ]


@dataclass(frozen=True)
class Runner:
    """The organisation that a record names. `numbers` are those in public registers, each with its register's code."""

    key: str
    name: str
    about: str = ""
    url: str = ""
    sector: str = ""
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass
class Record:
    """One service of a source, in our words. Nothing is looked up yet."""

    row: int
    key: str
    runner: Runner
    facts: Facts
    status: Service.Status = Service.Status.PUBLISHED
    assured_on: dt.date | None = None
    is_partly: bool = False
    """Only the list could be read, so that what else is known of it stays."""
    capacity: Statement | None = None
    """How full it is, as the source said on a day: no fact of the service, and not compared as one."""

    @property
    def name(self) -> str:
        return str(self.facts["name"])

    @property
    def digest(self) -> str:
        """The same for the same words, whenever they are read."""
        said = [self.runner.name, self.facts, self.status.value, self.assured_on and self.assured_on.isoformat()]
        said += [str(self.capacity)] if self.capacity else []
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Problem:
    """A row that was left out, and why."""

    row: int
    key: str
    name: str
    reason: str


@dataclass(frozen=True)
class Provenance:
    """What a feed says of itself."""

    publisher: str = ""
    licence: str = ""
    attribution: str = ""


@dataclass
class Catalogue:
    """A source, read and put in our words."""

    kind: str
    name: str
    slug: str
    address: str
    records: list[Record]
    problems: list[Problem]
    notes: Notes
    columns: dict[str, str] = field(default_factory=dict)
    has: Callable[[str], bool | None] | None = None
    """Asks the source itself whether it still has a record. None where that cannot be asked: then nothing is ever gone."""
    provenance: Provenance = Provenance()
    is_whole: bool = True
    """Whether all came that the source promised."""

    @property
    def read(self) -> int:
        return len(self.records) + len(self.problems)


Rows = Sequence[dict[str, str]]
Where = str | Path
