"""Moves that the drafting of a text does not allow. The text of each says why, to the person who asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.agreements.models import VersionClause, Wording


class Refused(Exception):
    """The room does not allow this move."""


class Edited(Refused):
    """Somebody else wrote in this clause meanwhile: `now` is what it says. Nothing of either is lost."""

    def __init__(self, said: str, now: Wording) -> None:
        super().__init__(said)
        self.now = now


class Changed(Refused):
    """The text is another than the one that was looked at."""


class CommentsOpen(Refused):
    """Comments wait for an answer, and nobody has said that they may be closed."""


class NotSettled(Refused):
    """Clauses are neither carried nor marked as not agreed."""

    def __init__(self, said: str, entries: Sequence[VersionClause]) -> None:
        super().__init__(said)
        self.entries = entries


class WrongMove(Refused):
    """This cannot be done from where the text stands."""
