"""One pass over what matches the words and may match the place: what passes every filter, and the exact counts."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from alongside.search import grid
from alongside.search.engines import Row
from alongside.search.shapes import RINGS, Query

WITHIN = "within"


class Match(NamedTuple):
    """A document that passes every filter, with what it is ranked by. `distance` is None when it has no point, or none was asked."""

    document: str
    distance: float | None
    score: int
    rank: float
    soonest: int | None


@dataclass(slots=True)
class Tally:
    """What passed, and the facts and distances of what passed; beside them, by name, those that only that one filter kept out."""

    matches: list[Match] = field(default_factory=list)
    facts: list[bytes] = field(default_factory=list)
    kept_out: dict[str, list[tuple[bytes, float | None]]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing matched the words at all, whatever the filters."""
        return not self.matches and not self.kept_out

    def counts(self, names: Mapping[int, tuple[str, str]]) -> dict[str, dict[str, int]]:
        """How many documents each value would give; for a filtered name as if its own filter were lifted."""
        counts: dict[str, dict[str, int]] = {}
        for id_, count in _count(self.facts).items():
            name, value = names[id_]
            counts.setdefault(name, {})[value] = count
        for lifted, rows in self.kept_out.items():
            for id_, count in _count(facts for facts, _ in rows).items():
                name, value = names[id_]
                if name == lifted:
                    by_value = counts.setdefault(name, {})
                    by_value[value] = by_value.get(value, 0) + count
        return counts

    def rings(self) -> dict[str, int]:
        """How many documents lie within so many miles; those without a point match any place."""
        distances = [match.distance for match in self.matches] + [distance for _, distance in self.kept_out.get(WITHIN, ())]
        return {miles: sum(distance is None or distance <= reach for distance in distances) for miles, reach in RINGS.items()}


def tally(rows: Iterable[Row], query: Query, weights: tuple[int, ...], filters: Mapping[str, frozenset[int]]) -> Tally:
    """Judge every row by the filters and the circle of the query."""
    result = Tally()
    for row in rows:
        distance = _distance(row.points, query)
        failing = [name for name, ids in filters.items() if ids.isdisjoint(array("I", row.facts))]
        if query.within_m is not None and distance is not None and distance > query.within_m:
            failing.append(WITHIN)
        if not failing:
            score = sum(weight for weight, mark in zip(weights, row.marks, strict=True) if mark)
            result.matches.append(Match(row.document, distance, score, row.rank, row.soonest))
            result.facts.append(row.facts)
        elif len(failing) == 1:
            result.kept_out.setdefault(failing[0], []).append((row.facts, distance))
    return result


def _distance(points: bytes, query: Query) -> float | None:
    if query.lat is None or query.lon is None or not points:
        return None
    return grid.nearest(points, query.lat, query.lon)


def _count(facts: Iterable[bytes]) -> Counter[int]:
    return Counter(array("I", b"".join(facts)))
