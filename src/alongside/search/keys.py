"""The tokens of an index entry: those of its words, and beside them the cells that it lies in, all marked with its kind.

The mark keeps kinds apart, so that a question touches what is of its kind and nothing else.
"""

from collections.abc import Iterable

from alongside.search import grid
from alongside.search.analysis import MARK
from alongside.search.expressions import Either, Expression, Token
from alongside.search.shapes import Point

ANYWHERE = Token(f"{MARK}a")
"""Documents without a point, which match any place."""


def mark(kind: int) -> str:
    """What every token of a kind begins with: letters that no other kind's mark begins with."""
    digits = ""
    while kind:
        kind, digit = divmod(kind, 25)
        digits += chr(ord("a") + digit)
    return f"{digits}z"


def of_words(mark: str, tokens: Iterable[str]) -> str:
    """The tokens of a text, as one column."""
    return " ".join(mark + token for token in tokens)


def of_place(mark: str, points: Iterable[Point]) -> str:
    """The cells of all points, as one column."""
    return " ".join(mark + MARK + cell for cell in sorted(grid.cells(points))) or mark + ANYWHERE.text


def near(lat: float, lon: float, within_m: float) -> Expression | None:
    """Documents that may lie within the circle, or lie nowhere in particular: never too few. None when cells do not help."""
    covering = grid.cover(lat, lon, within_m)
    return Either((ANYWHERE, *(Token(MARK + cell) for cell in covering))) if covering else None
