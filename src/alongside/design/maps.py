"""Small maps drawn by the server as SVG: no tiles, no script, nobody else's server.

A map is a picture of a list that stands beside it: it is hidden from screen readers, its pins carry the numbers of the list
and lead to its rows, and links in it are outside the tab order. Where there are no outlines it still tells how far things are.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.design.spreading import spread

WIDTH, HEIGHT = 440, 330
MARGIN = 34
PIN = 16
MILE = 1609.344
DEGREE = 111_320.0  # metres in one degree of latitude
ROUND_MILES = (0.5, 1, 3, 5, 10, 20, 50)

Point = tuple[float, float]  # latitude, longitude
Xy = tuple[float, float]
Ring = Sequence[Sequence[float]]  # longitude, latitude: as GeoJSON has them


@dataclass(frozen=True, slots=True)
class Pin:
    """One thing of the list, by its number there. `unsure`: nobody has confirmed it lately."""

    latitude: float
    longitude: float
    number: int | None = None
    href: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Town:
    """A name to find one's way by."""

    name: str
    latitude: float
    longitude: float


class View:
    """A piece of the county, as flat as it is at this size."""

    def __init__(self, points: Iterable[Point], *, least: float) -> None:
        """See all points, and at least `least` metres of height."""
        south, west, north, east = _bounds(points)
        self.latitude, self.longitude = (south + north) / 2, (west + east) / 2
        self.squeeze = math.cos(math.radians(self.latitude))
        high = max((north - south) * DEGREE, least)
        wide = max((east - west) * DEGREE * self.squeeze, least * WIDTH / HEIGHT)
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)

    def at(self, latitude: float, longitude: float) -> Xy:
        """Where a point lies on the picture."""
        x = WIDTH / 2 + (longitude - self.longitude) * DEGREE * self.squeeze * self.scale
        return x, HEIGHT / 2 - (latitude - self.latitude) * DEGREE * self.scale

    def units(self, metres: float) -> float:
        return metres * self.scale


def svg(
    *,
    pins: Sequence[Pin] = (),
    you: Point | None = None,
    outlines: Iterable[Sequence[Ring]] = (),
    here: Sequence[Ring] = (),
    towns: Sequence[Town] = (),
    names: Sequence[Town] = (),
    rings: Sequence[float] = ROUND_MILES,
) -> SafeString:
    """The picture. `outlines` are areas as GeoJSON rings, `here` the one to stand out; of `rings`, distances in miles round
    `you`, the two that say most are drawn.
    """
    land = [list(area) for area in outlines]
    seen = _seen(pins, you, here, land, names)
    if not seen:
        return SafeString("")
    view = View(seen, least=2 * MILE)
    circles = _rings(view, you, rings)
    stands = (view.at(*you),) if you else ()
    places = spread(
        [view.at(pin.latitude, pin.longitude) for pin in pins],
        around=stands,
        apart=2 * PIN + 2,
        box=(WIDTH, HEIGHT),
        edge=PIN + 3,
    )
    taken = [(x - PIN, y - PIN, x + PIN, y + PIN) for x, y in (*places, *stands)]
    parts = [
        *(_area(view, area, "m-land") for area in land),
        _area(view, here, "m-here") if here else SafeString(""),
        *circles,
        *_labels(view, names, taken, "m-name", 11.0),
        *_labels(view, towns, taken, "m-town", 8.6),
        _you(view, you),
        *_leads(view, pins, places),
        *(_pin(pin, place) for pin, place in zip(pins, places, strict=True)),
        SafeString("") if circles else _scale(view),
    ]
    drawn = mark_safe("".join(parts))  # noqa: S308 -- every part was formatted below
    return format_html(
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid meet" aria-hidden="true" focusable="false">{}</svg>',
        WIDTH,
        HEIGHT,
        drawn,
    )


def _bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    latitudes, longitudes = zip(*points, strict=True)
    return min(latitudes), min(longitudes), max(latitudes), max(longitudes)


def _seen(
    pins: Sequence[Pin], you: Point | None, here: Sequence[Ring], land: list[list[Ring]], names: Sequence[Town]
) -> list[Point]:
    """What must be in the picture: the things and the reader; else the area; else all of the land."""
    seen = [(pin.latitude, pin.longitude) for pin in pins] + ([you] if you else [])
    if names or not seen:
        for area in land if names or not here else [list(here)]:
            seen += [(point[1], point[0]) for ring in area for point in ring]
    return seen + [(point[1], point[0]) for ring in here for point in ring]


def _rings(view: View, you: Point | None, rings: Sequence[float]) -> list[SafeString]:
    """Circles of so many miles round the reader: the two widest whose names can be read."""
    if you is None:
        return []
    x, y = view.at(*you)
    fitting = [(miles, radius) for miles in rings if 40 <= (radius := view.units(miles * MILE)) <= max(y, HEIGHT - y) - 8]
    return [_ring(x, y, radius, miles) for miles, radius in fitting[-2:]]


def _ring(x: float, y: float, radius: float, miles: float) -> SafeString:
    label_y = y - radius + 5 if y - radius > 12 else y + radius + 5
    return format_html(
        '<circle class="m-ring" cx="{0}" cy="{1}" r="{2}"/><text class="m-town" x="{0}" y="{3}" text-anchor="middle">{4}</text>',
        _n(x), _n(y), _n(radius), _n(label_y), _miles(miles),
    )  # fmt: skip


def _miles(number: float) -> str:
    return ngettext("%(number)s mile", "%(number)s miles", 1 if number <= 1 else 2) % {"number": f"{number:g}"}


def _area(view: View, area: Sequence[Ring], look: str) -> SafeString:
    """One area as a path: cut to what can be seen, and no finer than the eye."""
    path = "".join(_path(_thinned(_cut([view.at(point[1], point[0]) for point in ring]))) for ring in area)
    return format_html('<path class="{}" d="{}"/>', look, path) if path else SafeString("")


def _path(points: list[Xy]) -> str:
    return "M" + " ".join(f"{round(x)} {round(y)}" for x, y in points) + "Z" if len(points) > 2 else ""


def _thinned(points: list[Xy]) -> list[Xy]:
    kept: list[Xy] = []
    for point in points:
        if not kept or math.dist(point, kept[-1]) >= 2.5:
            kept.append(point)
    return kept


def _cut(points: list[Xy]) -> list[Xy]:
    """Keep what lies in and around the picture (Sutherland and Hodgman): a wide box shows land beyond the edges."""
    for axis, limit, sign in ((0, -WIDTH, 1), (0, 2 * WIDTH, -1), (1, -HEIGHT, 1), (1, 2 * HEIGHT, -1)):
        points = list(_one_side(points, axis, limit, sign))
    return points


def _one_side(points: list[Xy], axis: int, limit: float, sign: int) -> Iterator[Xy]:
    for before, point in zip(points[-1:] + points[:-1], points, strict=True):
        was, now = sign * (before[axis] - limit) >= 0, sign * (point[axis] - limit) >= 0
        if was != now:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])
        if now:
            yield point


def _labels(
    view: View, towns: Sequence[Town], taken: list[tuple[float, float, float, float]], look: str, letter: float
) -> Iterator[SafeString]:
    """Names where there is room for them; a pin or an earlier name is never covered."""
    for town in towns:
        x, y = view.at(town.latitude, town.longitude)
        wide = letter * len(town.name)
        for left, base in (
            (x - wide / 2, y + 6),
            (x - wide / 2, y - 22),
            (x - wide / 2, y + 32),
            (x + 20, y + 6),
            (x - wide - 20, y + 6),
        ):
            box = (left, base - 15, left + wide, base + 5)
            inside = box[0] >= 4 and box[1] >= 2 and box[2] <= WIDTH - 4 and box[3] <= HEIGHT - 2
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                yield format_html('<text class="{}" x="{}" y="{}">{}</text>', look, _n(left), _n(base), town.name)
                break


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _you(view: View, you: Point | None) -> SafeString:
    if you is None:
        return SafeString("")
    x, y = view.at(*you)
    return format_html('<circle class="m-you" cx="{}" cy="{}" r="8"/>', _n(x), _n(y))


def _leads(view: View, pins: Sequence[Pin], places: Sequence[Xy]) -> Iterator[SafeString]:
    """A line from a pin that had to move to the spot it stands for."""
    for pin, (x, y) in zip(pins, places, strict=True):
        true_x, true_y = view.at(pin.latitude, pin.longitude)
        if math.dist((x, y), (true_x, true_y)) > PIN:
            yield format_html(
                '<path class="m-lead" d="M{} {} {} {}"/><circle class="m-spot" cx="{}" cy="{}" r="3"/>',
                _n(x), _n(y), _n(true_x), _n(true_y), _n(true_x), _n(true_y),
            )  # fmt: skip


def _pin(pin: Pin, place: Xy) -> SafeString:
    x, y = map(_n, place)
    look = "m-pin m-pin--old" if pin.unsure else "m-pin"
    number = "" if pin.number is None else str(pin.number)
    text = format_html('<text x="{}" y="{}">{}</text>', x, _n(place[1] + 5), number) if number else SafeString("")
    body = format_html('<circle class="hit" cx="{0}" cy="{1}" r="20"/><circle cx="{0}" cy="{1}" r="{2}"/>{3}', x, y, PIN, text)
    if not pin.href:
        return format_html('<g class="{}">{}</g>', look, body)
    return format_html('<a class="{}" href="{}" tabindex="-1">{}</a>', look, pin.href, body)


def _scale(view: View) -> SafeString:
    """How long a mile is, and that north is up."""
    miles = next((number for number in (0.5, 1, 2, 5, 10, 20, 50) if view.units(number * MILE) >= 50), 100)
    long = view.units(miles * MILE)
    foot = HEIGHT - 14
    return format_html(
        '<path class="m-scale" d="M12 {0}v6h{1}v-6"/><text class="m-town" x="{2}" y="{3}">{4}</text>',
        foot - 6, _n(long), _n(long + 22), foot + 3, _("%(distance)s, north is up") % {"distance": _miles(miles)},
    )  # fmt: skip


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
