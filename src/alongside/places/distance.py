"""How far one point is from another."""

from math import asin, cos, radians, sin, sqrt

EARTH = 6_371_008.8  # mean radius in metres


def metres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance between two points along the surface of the earth."""
    north, east = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    half = sin(north) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))
