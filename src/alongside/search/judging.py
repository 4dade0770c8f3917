"""Among the entries that the text index found: what passes the filters, and how many there are of each value."""

from collections.abc import Collection, Mapping
from math import asin, sin, sqrt

import numpy as np

from alongside.places.distance import EARTH
from alongside.search.columns import Columns, Flags, Floats, Ints, any_of, on_sphere
from alongside.search.shapes import RINGS, Point

WITHIN = "within"


class Judged:
    """Rows of `columns`, each with its distance and with the filters that it passes. Rows beyond every ring are left out."""

    def __init__(
        self, columns: Columns, rows: Ints, filters: Mapping[str, Collection[int]], point: Point | None, within: int | None
    ) -> None:
        self.distance = _distance(columns, rows, point) if point else None
        if within is not None and self.distance is not None:
            counted = _inside(self.distance, max(within, *RINGS.values()))
            rows, self.distance = rows[counted], self.distance[counted]
        self.rows = rows
        self._owners, self._facts = columns.facts.of(rows)
        self._passing = {name: any_of(self._owners, np.isin(self._facts, list(ids)), len(rows)) for name, ids in filters.items()}
        if within is not None and self.distance is not None:
            self._passing[WITHIN] = _inside(self.distance, within)
        self.passing = self._passing_but("")

    @property
    def total(self) -> int:
        return int(np.count_nonzero(self.passing))

    def counts(self) -> dict[int, int]:
        """How many there are of each value."""
        return self._count(self.passing)

    def counts_without(self, name: str) -> dict[int, int]:
        """How many there would be of each value if that name had no filter."""
        return self._count(self._passing_but(name))

    def rings(self) -> dict[str, int]:
        """How many lie within so many miles, or nowhere in particular."""
        if self.distance is None:
            return {}
        distance = self.distance[self._passing_but(WITHIN)]
        return {miles: int(np.count_nonzero(_inside(distance, reach))) for miles, reach in RINGS.items()}

    def _passing_but(self, lifted: str) -> Flags:
        others = [flags for name, flags in self._passing.items() if name != lifted]
        return np.logical_and.reduce(others) if others else np.ones(len(self.rows), np.bool_)

    def _count(self, counted: Flags) -> dict[int, int]:
        counts = np.bincount(self._facts[counted[self._owners]])
        return {int(value): int(counts[value]) for value in np.flatnonzero(counts)}


def metres(distance: float) -> int | None:
    """A distance between points on the sphere of radius 1 as whole metres over the ground."""
    return None if np.isinf(distance) else round(2 * EARTH * asin(min(1.0, sqrt(distance) / 2)))


def _distance(columns: Columns, rows: Ints, point: Point) -> Floats:
    """The squared chord to the nearest point of each row, infinite where it has none."""
    owners, points = columns.points.of(rows)
    away = points - on_sphere(np.array(point))
    nearest = np.full(len(rows), np.inf)
    np.minimum.at(nearest, owners, np.einsum("ij,ij->i", away, away))
    return nearest


def _inside(distance: Floats, within: int) -> Flags:
    return (distance <= _chord(within)) | np.isinf(distance)


def _chord(within: float) -> float:
    return float((2 * sin(min(within / (2 * EARTH), 1.5707))) ** 2)
