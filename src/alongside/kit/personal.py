"""How a room says, field by field, what it keeps about people. Plain data: `people` collects and acts on it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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
    of: tuple[str, ...] | None = None
    """By what we know whose it is: fields, or paths of fields, that lead to a person or hold an e-mail address.

    Left out: the one field of the model that leads to a person. Empty: it cannot be known from what is kept.
    """
    since: str = ""
    """The field with the date from which `keep` counts, where the house lets go of it by itself once that time is up.

    Of several, the first that has a date counts ("closed_at answered_at").
    """
    seen_by: str = "You, and the officers who run this place"


class NotPersonal:
    """A field that says nothing about a living person."""

    def __repr__(self) -> str:
        return "NOT_PERSONAL"


NOT_PERSONAL = NotPersonal()

Words = dict[str, Any]
"""A room's `WORDS`: what a model is called to the person it is about ("Seat"), and a field with a name of its own ("Seat.role")."""

Declarations = dict[str, dict[str, Personal | NotPersonal]]
"""A room's `PERSONAL`: model name, then field name."""
