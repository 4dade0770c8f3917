"""Reading the boundaries that the Office for National Statistics publishes: GeoJSON with a code and a name per area.

Outlines are drawn small on a page and asked whether a point lies inside, so we keep them to about a hundred metres.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from alongside.places import geometry
from alongside.places.models import Area

KINDS: dict[str, str] = {
    "cty": Area.Kind.COUNTY,
    "ctyua": Area.Kind.COUNTY,
    "lad": Area.Kind.DISTRICT,
    "wd": Area.Kind.WARD,
    "par": Area.Kind.PARISH,
    "parncp": Area.Kind.PARISH,
    "bua": Area.Kind.TOWN,
    "tcity": Area.Kind.TOWN,
}
"""How headings of the ONS begin (LAD24CD, LAD24NM), and what we call such an area."""
NEAR = 0.001  # degrees: about a hundred metres north, less to the east
Outline = list[list[list[float]]]


class NotAnAreaFile(ValueError):
    """The file holds no areas that we can read. The message says so in plain words."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One area as a file gives it."""

    code: str
    name: str
    kind: str
    latitude: float | None = None
    longitude: float | None = None
    outline: Outline = field(default_factory=list)


def shapes(path: Path, kind: str = "") -> list[Shape]:
    """The areas of a GeoJSON file in degrees. `kind` is needed where the headings do not tell."""
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        return list(_shapes(features, kind))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as wrong:
        raise NotAnAreaFile(
            _(
                "%(name)s holds no areas that we can read. Give boundaries as GeoJSON in degrees (WGS84), "
                "with a code and a name for each."
            )
            % {"name": path.name}
        ) from wrong


def _shapes(features: list[dict[str, Any]], kind: str) -> Iterator[Shape]:
    for feature in features:
        facts = {key.lower(): value for key, value in feature["properties"].items()}
        code, name, told = _named(facts)
        outline = _outline(feature.get("geometry") or {})
        latitude, longitude = geometry.middle(outline) or (None, None)
        yield Shape(code, name, kind or told, latitude, longitude, outline)


def _named(facts: dict[str, Any]) -> tuple[str, str, str]:
    """Code, name and kind: from ONS headings, else from plain ones."""
    for key, value in facts.items():
        heading = re.fullmatch(r"([a-z]+)(\d\d)cd", key)
        if heading and heading[1] in KINDS:
            return str(value), str(facts[f"{heading[1]}{heading[2]}nm"]), KINDS[heading[1]]
    return str(facts["code"]), str(facts["name"]), str(facts.get("kind", Area.Kind.WARD))


def _outline(shape: dict[str, Any]) -> Outline:
    drawn = shape.get("coordinates", [])
    polygons = {"Polygon": [drawn], "MultiPolygon": drawn}.get(shape.get("type", ""), [])
    rings = [_thinned([[_degrees(x, 180), _degrees(y, 90)] for x, y, *_ in ring]) for polygon in polygons for ring in polygon]
    return [ring for ring in rings if len(ring) > 2]


def _degrees(value: Any, most: int) -> float:
    if abs(value) > most:
        raise ValueError("metres, not degrees")
    return round(float(value), 5)


def _thinned(ring: list[list[float]], near: float = NEAR) -> list[list[float]]:
    """The ring with fewer points, none of which left out lay further than `near` from the line (Douglas and Peucker)."""
    if len(ring) < 5:
        return ring
    kept = {0, len(ring) - 1}
    open_ends = [(0, len(ring) // 2), (len(ring) // 2, len(ring) - 1)]
    kept.add(len(ring) // 2)
    while open_ends:
        first, last = open_ends.pop()
        furthest, distance = _furthest(ring, first, last)
        if distance > near:
            kept.add(furthest)
            open_ends += [(first, furthest), (furthest, last)]
    return [ring[n] for n in sorted(kept)]


def _furthest(ring: list[list[float]], first: int, last: int) -> tuple[int, float]:
    """The point between two others that lies furthest from the line through them, and how far."""
    (x1, y1), (x2, y2) = ring[first], ring[last]
    long = hypot(x2 - x1, y2 - y1)

    def away(n: int) -> float:
        x, y = ring[n]
        return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / long if long else hypot(x - x1, y - y1)

    furthest = max(range(first + 1, last), key=away, default=first)
    return furthest, away(furthest)
