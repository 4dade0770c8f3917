"""How far one point is from another, and how we say it."""

from math import asin, cos, radians, sin, sqrt

from django.utils.translation import gettext as _

from alongside.kit import words
from alongside.places.address import Precision

EARTH = 6_371_008.8  # mean radius in metres
NEARBY = 800.0  # metres; where either end is rough, a number under that tells nothing
ROUGH = frozenset({Precision.OUTCODE, "town"})


def metres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance between two points along the surface of the earth."""
    north, east = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    half = sin(north) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def said(distance: float, *precisions: str) -> str:
    """A distance in words, with "about" when either end is known only roughly."""
    if ROUGH.intersection(precisions):
        if distance < NEARBY:
            return _("close by")
        return _("about %(miles)s") % {"miles": words.miles(distance)}
    return words.miles(distance)
