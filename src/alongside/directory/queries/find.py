"""Answers a resident's question: what was found, how many of each kind, and when nothing was, what is nearest to it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from alongside.directory.queries import cards
from alongside.directory.queries.asking import MILES, Asked
from alongside.places import distance
from alongside.search import queries as search
from alongside.search.shapes import Found, Query

KIND = "service"
SIZE = 20
WIDER_SIZE = 5
REACHES = {"reach": ("place", "anywhere")}
"""Within a distance is what happens there, and what comes to people wherever they are; not what nobody gave a place to."""


@dataclass(frozen=True)
class Wider:
    """What there is when one part of the question is let go. `without` names the part: filters, distance or a word."""

    without: str
    asked: Asked
    total: int
    rows: list[cards.Row]


@dataclass(frozen=True)
class Answer:
    """What the directory answers. `total` and `counts` are exact; `wider` is only filled when nothing was found."""

    asked: Asked
    total: int
    rows: list[cards.Row]
    counts: dict[str, dict[str, int]]
    corrected: dict[str, str] = field(default_factory=dict)
    wider: Wider | None = None

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // SIZE))

    @property
    def first(self) -> int:
        return (self.asked.page - 1) * SIZE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def previous(self) -> str:
        """The address of the page before, or nothing on the first."""
        return self.asked.address(page=self.asked.page - 1) if self.asked.page > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after, or nothing on the last."""
        return self.asked.address(page=self.asked.page + 1) if self.asked.page < self.pages else ""

    @property
    def next_count(self) -> int:
        return min(SIZE, self.total - self.last)


def answer(asked: Asked, *, today: dt.date) -> Answer:
    """The page of services that answers `asked`, with exact totals. One search and one query, whatever the size."""
    found = search.find(query(asked))
    if not found.total and "confirmed" in asked.understood and "confirmed" not in asked.chosen:
        asked = asked.without("confirmed")  # asked by the rule of the place, not by the visitor: it never empties the page
        found = search.find(query(asked))
    last_page = max(1, -(-found.total // SIZE))
    if asked.page > last_page:
        asked = replace(asked, page=last_page)
        found = search.find(query(asked))
    rows = _rows(found, asked, today, first=(asked.page - 1) * SIZE + 1)
    wider = _wider(asked, today) if not found.total else None
    return Answer(asked, found.total, rows, _counts(found, asked), found.corrected, wider)


def _counts(found: Found, asked: Asked) -> dict[str, dict[str, int]]:
    """The exact counts, where a distance counts only what is known to reach that far."""
    counts = {name: values for name, values in found.counts.items() if name != "reach"}
    if not asked.within and "within" in counts:
        unknown = found.counts.get("reach", {}).get("unknown", 0)
        counts["within"] = {miles: count - unknown for miles, count in counts["within"].items()}
    return counts


def query(asked: Asked, size: int = SIZE) -> Query:
    """The question as the search engine takes it. A place that we do not know finds everything, and the page says so."""
    where = asked.where
    return Query(
        kind=KIND,
        words=asked.words,
        lat=where.latitude if where else None,
        lon=where.longitude if where else None,
        within_m=asked.within_m,
        rough_m=round(distance.NEARBY) if where and where.precision in distance.ROUGH else 0,
        values={**asked.values, **REACHES} if asked.within_m else asked.values,
        sort="best" if asked.sort == "nearest" and not where else asked.sort,
        page=asked.page,
        size=size,
    )


def _rows(found: Found, asked: Asked, today: dt.date, first: int) -> list[cards.Row]:
    return cards.rows([(hit.id, hit.distance_m) for hit in found.hits], first=first, today=today, near=asked.where)


def _wider(asked: Asked, today: dt.date) -> Wider | None:
    """The first way of asking less that finds something: without filters, without the distance, then word by word."""
    for without, easier in _easier(replace(asked, page=1)):
        found = search.find(query(easier, size=WIDER_SIZE))
        if found.total:
            return Wider(without, easier, found.total, _rows(found, easier, today, first=1))
    return None


def _easier(asked: Asked) -> Iterator[tuple[str, Asked]]:
    if asked.within:
        for miles in MILES:
            if miles > asked.within:
                yield "distance", replace(asked, within=miles)
        yield "distance", replace(asked, within=None)
    if asked.values:
        for name in asked.values:
            yield name, asked.without(name)
        yield "filters", replace(asked.without(*asked.values), within=None)
    several = asked.words.split()
    if len(several) > 1:
        plain = replace(asked.without(*asked.values), within=None)
        for word in sorted(several, key=len, reverse=True):
            yield "words", replace(plain, words=word, need=word)
