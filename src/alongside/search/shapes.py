"""What goes into search and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

RINGS = {"1": 1609, "3": 4828, "5": 8047, "10": 16093}  # miles -> metres
Point = tuple[float, float]
RESERVED = {"", "within"}  # the kind itself, and the rings
Sort = Literal["best", "nearest", "soonest"]


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found: its words, where it is, and the values it can be filtered by.

    `lead` is what it says of itself in short: what speaks of a thing there comes before what mentions it somewhere in the body.
    A document without points matches any place. A lower `soonest` comes earlier; a higher `rank` is the fresher one.
    What has a rank of 0 comes last, in whatever order one asks for.
    """

    kind: str
    id: UUID
    title: str
    lead: str = ""
    body: str = ""
    points: tuple[Point, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    soonest: int | None = None
    rank: float = 1.0

    def __post_init__(self) -> None:
        if RESERVED & self.values.keys():
            raise ValueError(f"not a name that documents can be filtered by: {sorted(RESERVED & self.values.keys())}")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Values are alternatives inside a name, and all names must hold.

    `rough_m`: how roughly the point is known. What lies within that of it is equally near, and sorted by what it says.
    """

    kind: str
    words: str = ""
    lat: float | None = None
    lon: float | None = None
    within_m: int | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "best"
    page: int = 1
    size: int = 20
    rough_m: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One document on the page, with the distance to its nearest point."""

    id: UUID
    distance_m: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, how many there are in all, and how many each filter value would give.

    Counts of a name that is itself filtered are those that would hold without its filter, so that a page can offer the
    alternatives. The name "within" counts by the miles of RINGS when a point was given. `corrected` maps a word as typed to the word used.
    """

    hits: list[Hit]
    total: int
    counts: dict[str, dict[str, int]]
    corrected: dict[str, str]
