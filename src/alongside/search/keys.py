"""The tokens that stand beside the words in the text index: which kind, and where."""

from collections.abc import Iterable

from alongside.search import grid
from alongside.search.analysis import MARK
from alongside.search.expressions import Either, Expression, Token
from alongside.search.shapes import Point


def of_kind(kind: int) -> Token:
    """Any document of the kind."""
    return Token(f"{MARK}k{kind}")


def anywhere(kind: int) -> Token:
    """Documents without a point, which match any place."""
    return Token(f"{MARK}a{kind}")


def of_cell(kind: int, cell: str) -> Token:
    """Documents with a point in the cell."""
    return Token(f"{MARK}{cell}k{kind}")


def of_document(kind: int, points: Iterable[Point]) -> str:
    """All keys of one document, as one column."""
    where = [of_cell(kind, cell).text for cell in sorted(grid.cells(points))] or [anywhere(kind).text]
    return " ".join([of_kind(kind).text, *where])


def near(kind: int, lat: float, lon: float, within_m: float) -> Expression:
    """Documents that may lie within the circle, or lie nowhere in particular; never too few."""
    covering = grid.cover(lat, lon, within_m)
    if covering is None:
        return of_kind(kind)
    return Either((anywhere(kind), *(of_cell(kind, cell) for cell in covering)))
