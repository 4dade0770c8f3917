"""What every text index can do, and what it answers."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from alongside.search.expressions import Expression


class Row(NamedTuple):
    """A document that matches: what is needed to filter, count and rank it, and which of the marks it matches too.

    `document` is the hexadecimal form of its id, which sorts as the id does.
    """

    document: str
    points: bytes
    facts: bytes
    soonest: int | None
    rank: float
    marks: tuple[int, ...]


class Engine(Protocol):
    """A text index that can be asked."""

    def matching(self, asked: Expression, marks: Sequence[Expression]) -> list[Row]:
        """Every document that matches, and for each mark (a narrower question) whether the document matches that as well."""

    def holds(self, asked: Expression) -> bool:
        """Whether any document matches."""
