"""What organisations can say where they stand on: rooms above say here which texts there are, who reads them and who is asked."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.organisations.rules import Somebody


@dataclass(frozen=True)
class Text:
    """One text as it stands now. `number` is how it is called ("2.3"), `sha256` what exactly a position is about."""

    kind: str
    id: uuid.UUID
    number: str
    text: str
    sha256: str
    url: str
    by: str = ""
    """Who promises it, where it is a promise."""


@dataclass(frozen=True)
class Sheet:
    """Many texts that are answered together, such as the version of an agreement that is under discussion."""

    kind: str
    id: uuid.UUID
    title: str
    url: str
    texts: Sequence[Text]
    organisations: Sequence[Organisation]
    closes_on: dt.date | None = None
    is_open: bool = True
    note: str = ""

    def text(self, id: uuid.UUID) -> Text | None:
        """One of its texts."""
        return next((one for one in self.texts if one.id == id), None)

    def asks(self, organisation: Organisation) -> bool:
        """Whether this organisation is one of those whose word is wanted."""
        return any(one.pk == organisation.pk for one in self.organisations)


@dataclass(frozen=True)
class Kind:
    """How a room answers for its sheets. `find` reads one, `may_read` says whether somebody may know of it."""

    find: Callable[[uuid.UUID], Sheet | None]
    may_read: Callable[[Somebody, uuid.UUID], bool]


@dataclass(frozen=True)
class Subject:
    """How a room answers for one kind of text. `readable` are the ids of those that somebody may know of, as a condition."""

    readable: Callable[[Somebody], QuerySet[Any, Any]]
    texts: Callable[[Sequence[uuid.UUID], Somebody], dict[uuid.UUID, Text]]


@dataclass
class _Registry:
    sheets: dict[str, Kind] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)


_known = _Registry()


def register(kind: str, how: Kind) -> None:
    """Make `kind` ("agreement") a sheet that organisations answer."""
    _known.sheets[kind] = how


def register_subject(kind: str, how: Subject) -> None:
    """Make a kind of thing ("agreements.clause") one that positions and disagreements are about."""
    _known.subjects[kind] = how


def find(kind: str, id: uuid.UUID) -> Sheet | None:
    """One sheet as it stands now."""
    how = _known.sheets.get(kind)
    return how.find(id) if how else None


def may_read(person: Somebody, kind: str, id: uuid.UUID) -> bool:
    """Whether somebody may know of it."""
    how = _known.sheets.get(kind)
    return bool(how and how.may_read(person, id))


def readable(person: Somebody) -> dict[str, QuerySet[Any, Any]]:
    """For each kind of text, those that somebody may know of."""
    return {kind: how.readable(person) for kind, how in _known.subjects.items()}


def texts(kind: str, ids: Sequence[uuid.UUID], person: Somebody) -> dict[uuid.UUID, Text]:
    """These texts as they stand now, as far as somebody may know of them."""
    how = _known.subjects.get(kind)
    return how.texts(ids, person) if how and ids else {}
