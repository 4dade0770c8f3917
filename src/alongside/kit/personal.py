"""How a room says, field by field, what it keeps about people. Plain data: `people` collects and acts on it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """The lawful reasons to keep something about a person (UK GDPR, article 6)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_DUTY = "legal duty"
    VITAL_INTERESTS = "vital interests"
    PUBLIC_TASK = "public task"
    LEGITIMATE_INTERESTS = "legitimate interests"


class Export(StrEnum):
    """What "show me" does with a field."""

    SHOW = "show"
    WITHHOLD = "withhold"
    """A secret of the house, such as the digest of a link: it says nothing about the person."""


class Erase(StrEnum):
    """What "forget me" does with a field."""

    ROW = "row"
    """The whole row goes."""
    BLANK = "blank"
    """The row stays, the field is emptied."""
    KEEP = "keep"
    """It stays until its time is up; `keep` says why."""


@dataclass(frozen=True, kw_only=True)
class Personal:
    """One field about a person: what for, on what basis, how long, and what happens when they ask."""

    purpose: str
    basis: Basis
    keep: dt.timedelta | str
    export: Export = Export.SHOW
    erase: Erase = Erase.ROW


class NotPersonal:
    """A field that says nothing about a living person."""

    def __repr__(self) -> str:
        return "NOT_PERSONAL"


NOT_PERSONAL = NotPersonal()

Declarations = dict[str, dict[str, Personal | NotPersonal]]
"""A room's `PERSONAL`: model name, then field name."""
