"""Among the entries that the text index found: what passes the filters, and how many there are of each value."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache, reduce
from math import asin, pi, sin, sqrt
from operator import and_, or_

import numpy as np

from alongside.places.distance import EARTH
from alongside.search.columns import Columns, Flags, Floats, Ints, any_of, on_sphere
from alongside.search.shapes import RINGS, Point

WITHIN = "within"
FARTHEST = max(RINGS.values())
NOWHERE = -1.0  # the distance of what has no point: inside of every ring


class Judged:
    """Rows of `columns`, each with its distance and with the filters that it passes. Rows beyond every ring are left out."""

    def __init__(
        self, columns: Columns, rows: Ints, filters: Mapping[str, Collection[int]], point: Point | None, within: int | None
    ) -> None:
        self.distance = _distance(columns, rows, point) if point else None
        if within is not None and self.distance is not None:
            counted = self.distance <= chord(max(within, FARTHEST))
            rows, self.distance = rows[counted], self.distance[counted]
        self.rows = rows
        self._owners, self._facts = columns.facts.of(rows)
        self._passing = {name: self._with(ids) for name, ids in filters.items()}
        if within is not None and self.distance is not None:
            self._passing[WITHIN] = self.distance <= chord(within)
        self.passing = self._passing_but("")

    @property
    def total(self) -> int:
        return int(np.count_nonzero(self.passing))

    def counts(self) -> Iterator[tuple[int, int]]:
        """Each value, and how many there are of it."""
        return self._count(self.passing)

    def counts_without(self, name: str) -> Iterator[tuple[int, int]]:
        """Each value, and how many there would be of it if that name had no filter."""
        return self._count(self._passing_but(name))

    def rings(self) -> dict[str, int]:
        """How many lie within so many miles, or nowhere in particular."""
        if self.distance is None:
            return {}
        distance = self.distance[self._passing_but(WITHIN)]
        return {miles: int(np.count_nonzero(distance <= chord(reach))) for miles, reach in RINGS.items()}

    def _with(self, values: Collection[int]) -> Flags:
        none = np.zeros(len(self._facts), np.bool_)
        return any_of(self._owners, reduce(or_, (self._facts == value for value in values), none), len(self.rows))

    def _passing_but(self, lifted: str) -> Flags:
        others = (flags for name, flags in self._passing.items() if name != lifted)
        return reduce(and_, others, np.ones(len(self.rows), np.bool_))

    def _count(self, counted: Flags) -> Iterator[tuple[int, int]]:
        counts = np.bincount(self._facts[counted[self._owners]])
        values = counts.nonzero()[0]
        return zip(values.tolist(), counts[values].tolist(), strict=True)


def metres(distance: float) -> int | None:
    """A distance between points on the sphere of radius 1 as whole metres over the ground; None for no distance at all."""
    return None if distance == NOWHERE else round(2 * EARTH * asin(min(1.0, sqrt(distance) / 2)))


def _distance(columns: Columns, rows: Ints, point: Point) -> Floats:
    """The squared chord to the nearest point of each row."""
    owners, points = columns.points.of(rows)
    away = points - on_sphere(*point)
    nearest = np.full(len(rows), np.inf)
    np.minimum.at(nearest, owners, np.einsum("ij,ij->i", away, away))
    nearest[columns.points.sizes[rows] == 0] = NOWHERE
    return nearest


@lru_cache
def chord(within: int) -> float:
    return float((2 * sin(min(within / (2 * EARTH), pi / 2))) ** 2)
