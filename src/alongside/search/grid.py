"""Where things are, as cells of a grid: squares of several sizes whose names stand in the text index beside the words."""

import math
from collections.abc import Iterable
from itertools import product

from alongside.search.shapes import Point

METRES_PER_DEGREE = 111_195.0
LEVELS = (0.0225, 0.045, 0.09, 0.18, 0.36, 0.72)  # degrees of latitude: 2.5, 5, 10, 20, 40 and 80 km
WIDER = 1.65  # degrees of longitude are shorter: about square in Britain
ENOUGH = 6  # a circle is covered by at most so many cells


def cells(points: Iterable[Point]) -> set[str]:
    """The names of all cells, of every size, that hold one of the points."""
    return {_name(level, *_square(level, lat, lon)) for (lat, lon), level in product(points, range(len(LEVELS)))}


def cover(lat: float, lon: float, within_m: float) -> list[str] | None:
    """Names of cells that together hold the whole circle, or None where no few cells do."""
    tall = (within_m + 1) / METRES_PER_DEGREE
    if abs(lat) + tall > 85:
        return None
    wide = math.degrees(math.asin(math.sin(math.radians(tall)) / math.cos(math.radians(lat)))) if tall < 90 else 360.0
    if abs(lon) + wide > 180:
        return None
    for level in range(len(LEVELS)):
        (bottom, left), (top, right) = _square(level, lat - tall, lon - wide), _square(level, lat + tall, lon + wide)
        if (top - bottom + 1) * (right - left + 1) <= ENOUGH:
            return [_name(level, y, x) for y in range(bottom, top + 1) for x in range(left, right + 1)]
    return None


def _square(level: int, lat: float, lon: float) -> tuple[int, int]:
    size = LEVELS[level]
    return math.floor((lat + 90) / size), math.floor((lon + 180) / (size * WIDER))


def _name(level: int, y: int, x: int) -> str:
    return f"{'abcdef'[level]}{y}x{x}"
