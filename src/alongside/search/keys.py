"""The tokens that stand beside the words in the text index: which kind, where, which values, what is in the title."""

from collections.abc import Collection, Iterable, Mapping

from alongside.search import grid
from alongside.search.analysis import MARK, of_title
from alongside.search.expressions import Either, Every, Expression, Token
from alongside.search.shapes import Point

IMPOSSIBLE = Token(f"{MARK}none")


def of_kind(kind: int) -> Token:
    """Any document of the kind."""
    return Token(f"{MARK}k{kind}")


def anywhere(kind: int) -> Token:
    """Documents without a point, which match any place."""
    return Token(f"{MARK}a{kind}")


def of_cell(kind: int, cell: str) -> Token:
    """Documents with a point in the cell."""
    return Token(f"{MARK}{cell}k{kind}")


def of_value(value: int) -> Token:
    """Documents with the value."""
    return Token(f"{MARK}v{value}")


def of_document(kind: int, title: Iterable[str], points: Iterable[Point], values: Iterable[int]) -> str:
    """All keys of one document, as one column."""
    where = [of_cell(kind, cell).text for cell in sorted(grid.cells(points))] or [anywhere(kind).text]
    facts = [of_value(value).text for value in values]
    return " ".join([of_kind(kind).text, *dict.fromkeys(map(of_title, title)), *where, *facts])


def near(kind: int, lat: float, lon: float, within_m: float) -> Expression:
    """Documents that may lie within the circle, or lie nowhere in particular; never too few."""
    covering = grid.cover(lat, lon, within_m)
    if covering is None:
        return of_kind(kind)
    return Either((anywhere(kind), *(of_cell(kind, cell) for cell in covering)))


def all_but_one(filters: Mapping[str, Collection[int]]) -> Expression | None:
    """Documents that pass every filter, or every filter but one: what counting with a filter lifted needs."""
    holding = {name: Either(tuple(map(of_value, ids))) if ids else IMPOSSIBLE for name, ids in filters.items()}
    if len(holding) < 2:
        return None
    return Either(tuple(Every(tuple(one for other, one in holding.items() if other != lifted)) for lifted in holding))
