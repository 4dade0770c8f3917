"""Outlines on the map: which side of a line a point lies, and where the middle is.

An outline is GeoJSON rings as [longitude, latitude] pairs. An even number of crossings is outside, so a hole is simply
one more ring, and so is a second island.
"""

from collections.abc import Iterable, Sequence

Ring = Sequence[Sequence[float]]
Point = tuple[float, float]


def inside(latitude: float, longitude: float, outline: Sequence[Ring]) -> bool:
    """Whether a point lies within an outline."""
    return sum(_crossings(latitude, longitude, ring) for ring in outline) % 2 == 1


def middle(outline: Sequence[Ring]) -> Point | None:
    """The centre of gravity of the largest ring as (latitude, longitude)."""
    centres = [_centre(ring) for ring in outline if len(ring) > 2]
    if not centres:
        return None
    _, latitude, longitude = max(centres)
    return latitude, longitude


def mean(points: Iterable[Point]) -> Point | None:
    """The mean of some (latitude, longitude) points."""
    every = list(points)
    if not every:
        return None
    return sum(p[0] for p in every) / len(every), sum(p[1] for p in every) / len(every)


def box(outline: Sequence[Ring]) -> tuple[float, float, float, float]:
    """South, west, north, east."""
    latitudes = [p[1] for ring in outline for p in ring]
    longitudes = [p[0] for ring in outline for p in ring]
    return min(latitudes), min(longitudes), max(latitudes), max(longitudes)


def _crossings(latitude: float, longitude: float, ring: Ring) -> int:
    count = 0
    x1, y1 = ring[-1][0], ring[-1][1]
    for point in ring:
        x2, y2 = point[0], point[1]
        if (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
            count += 1
        x1, y1 = x2, y2
    return count


def _centre(ring: Ring) -> tuple[float, float, float]:
    """Twice the area without its sign, and the centroid by the shoelace formula, measured from the first point."""
    x0, y0 = ring[0][0], ring[0][1]
    twice = east = north = 0.0
    x1, y1 = ring[-1][0] - x0, ring[-1][1] - y0
    for point in ring:
        x2, y2 = point[0] - x0, point[1] - y0
        cross = x1 * y2 - x2 * y1
        twice, east, north = (
            twice + cross,
            east + (x1 + x2) * cross,
            north + (y1 + y2) * cross,
        )
        x1, y1 = x2, y2
    if not twice:
        return 0.0, y0, x0
    return abs(twice), y0 + north / (3 * twice), x0 + east / (3 * twice)
