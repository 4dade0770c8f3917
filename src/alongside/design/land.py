"""The land under a map: areas worked into paths once, and only moved and scaled for each map that is drawn."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

Ring = Sequence[Sequence[float]]  # longitude, latitude: as GeoJSON has them
Area = Sequence[Ring]
Box = tuple[float, float, float, float]  # west, north, east, south, in metres from the middle; south is down

DEGREE = 111_320.0  # metres in one degree of latitude
UNIT = 10.0  # metres: paths are written in whole tens
ROOM = 10_000  # bytes that all paths may take together
FINE = 2000  # what the eye cannot tell on a map of all the land
KEPT = 6


@dataclass(frozen=True, slots=True)
class Ground:
    """Where zero is, and how much narrower a degree of longitude is there. Good for a county."""

    latitude: float
    longitude: float

    @property
    def degree(self) -> float:
        return DEGREE * math.cos(math.radians(self.latitude))

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Metres to the east and to the south of zero."""
        return (longitude - self.longitude) * self.degree, (self.latitude - latitude) * DEGREE


@dataclass(frozen=True, slots=True)
class Piece:
    """One area, ready to be drawn."""

    path: str
    box: Box

    def meets(self, box: Box) -> bool:
        return self.box[0] <= box[2] and box[0] <= self.box[2] and self.box[1] <= box[3] and box[1] <= self.box[3]


@dataclass(frozen=True, slots=True)
class Land:
    """Areas on one ground."""

    ground: Ground
    pieces: tuple[Piece, ...]

    @property
    def box(self) -> Box:
        wests, norths, easts, souths = zip(*(piece.box for piece in self.pieces), strict=True)
        return min(wests), min(norths), max(easts), max(souths)

    def drawn(self, look: str, *, within: Box, scale: float, x: float, y: float) -> SafeString:
        """What can be seen of it, `scale` units to the metre and zero at (x, y)."""
        path = "".join(piece.path for piece in self.pieces if piece.meets(within))
        if not path:
            return SafeString("")
        return format_html(
            '<path class="{}" transform="translate({} {}) scale({})" d="{}"/>',
            look,
            f"{x:.1f}",
            f"{y:.1f}",
            f"{scale * UNIT:.6f}",
            path,
        )


_kept: list[tuple[Any, Land]] = []


def land(areas: Sequence[Area], ground: Ground | None = None, *, kept_by: Any = None) -> Land | None:
    """The land that these areas are. The same object asked for again costs nothing: rooms keep theirs until it changes.

    `kept_by` is the object to know it by, where the list of areas is made for the call.
    """
    name = areas if kept_by is None else kept_by
    for given, before in _kept:
        if given is name and (ground is None or before.ground == ground):
            return before
    made = _made(areas, ground)
    if made:
        _kept.append((name, made))
        del _kept[:-KEPT]
    return made


def _made(areas: Sequence[Area], ground: Ground | None) -> Land | None:
    points = [point for area in areas for ring in area for point in ring]
    if not points:
        return None
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    ground = ground or Ground((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)
    placed = [[[ground.at(point[1], point[0]) for point in ring] for ring in area if len(ring) > 2] for area in areas]
    tolerance = max(2 * UNIT, (max(latitudes) - min(latitudes)) * DEGREE / FINE)
    while True:
        placed = [[_plain(ring, tolerance) for ring in area] for area in placed]
        pieces = tuple(_piece(area) for area in placed if area)
        if sum(len(piece.path) for piece in pieces) <= ROOM:
            return Land(ground, pieces)
        tolerance *= 2


def _piece(area: list[list[tuple[float, float]]]) -> Piece:
    xs, ys = [x for ring in area for x, _ in ring], [y for ring in area for _, y in ring]
    return Piece("".join(_path(ring) for ring in area), (min(xs), min(ys), max(xs), max(ys)))


def _path(ring: list[tuple[float, float]]) -> str:
    """Steps from point to point, which are shorter to write than the points."""
    if len(ring) < 3:
        return ""
    spots = [(round(x / UNIT), round(y / UNIT)) for x, y in ring]
    steps = [(to[0] - at[0], to[1] - at[1]) for at, to in pairwise(spots)]
    return f"M{spots[0][0]} {spots[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps if x or y) + "z"


def _plain(line: list[tuple[float, float]], tolerance: float) -> list[tuple[float, float]]:
    """The line without the points that nobody would miss (Douglas and Peucker)."""
    keep = {0, len(line) - 1, len(line) // 2}
    todo = [(0, len(line) // 2), (len(line) // 2, len(line) - 1)]
    while todo:
        start, end = todo.pop()
        if end - start < 2:
            continue
        far, index = max((_off(line[n], line[start], line[end]), n) for n in range(start + 1, end))
        if far > tolerance:
            keep.add(index)
            todo += [(start, index), (index, end)]
    return [line[n] for n in sorted(keep)]


def _off(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """How far a point lies from the straight line between two others."""
    long, high = end[0] - start[0], end[1] - start[1]
    length = math.hypot(long, high)
    if not length:
        return math.dist(point, start)
    return abs(long * (point[1] - start[1]) - high * (point[0] - start[0])) / length
