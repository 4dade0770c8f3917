"""Small maps drawn by the server as SVG: no tiles, no script, nobody else's server.

A map is a picture of a list that stands beside it: it is hidden from screen readers, its pins carry the numbers of the list
and lead to its rows, and links in it are outside the tab order. Where there are no outlines it still tells how far things are.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.design.land import Area, Box, Ground, Land, Ring, land
from alongside.design.spreading import Xy, spread

WIDTH, HEIGHT = 440, 330
MARGIN = 34
PIN, HIT = 16, 20
MILE = 1609.344
LETTER, NAME_LETTER = 8.6, 11.0  # how wide a letter is at most, as a rule
BARE = ' class="m-bare"'
ROUND_MILES = (0.5, 1, 3, 5, 10, 20, 50)

Point = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True, slots=True)
class Pin:
    """One thing of the list, by its number there. `unsure`: nobody has confirmed it lately."""

    latitude: float
    longitude: float
    number: int | None = None
    href: str = ""
    unsure: bool = False


class Named(Protocol):
    """Anything with a name and a place: towns, patches."""

    @property
    def name(self) -> str: ...
    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Town:
    """A name to find one's way by."""

    name: str
    latitude: float
    longitude: float


class View:
    """A piece of the county, as flat as it is at this size."""

    def __init__(self, ground: Ground, seen: Box, *, least: float = 0.0) -> None:
        """Show all of the box, and at least `least` metres of height."""
        west, north, east, south = seen
        wide, high = max(east - west, least * WIDTH / HEIGHT, 1.0), max(south - north, least, 1.0)
        self.ground = ground
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
        self.x = WIDTH / 2 - (west + east) / 2 * self.scale
        self.y = HEIGHT / 2 - (north + south) / 2 * self.scale

    def at(self, latitude: float, longitude: float) -> Xy:
        """Where a point lies on the picture."""
        east, south = self.ground.at(latitude, longitude)
        return self.x + east * self.scale, self.y + south * self.scale

    def units(self, metres: float) -> float:
        return metres * self.scale

    @property
    def around(self) -> Box:
        """The picture with as much again on every side: it may be shown wider than it is drawn."""
        left, top = (-WIDTH - self.x) / self.scale, (-HEIGHT - self.y) / self.scale
        return left, top, left + 3 * WIDTH / self.scale, top + 3 * HEIGHT / self.scale

    def drawn(self, ground: Land, look: str) -> str:
        return ground.drawn(look, within=self.around, scale=self.scale, x=self.x, y=self.y)


def svg(
    *,
    pins: Sequence[Pin] = (),
    you: Point | None = None,
    outlines: Sequence[Area] = (),
    here: Sequence[Ring] = (),
    towns: Sequence[Named] = (),
    names: Sequence[Named] = (),
    rings: Sequence[float] = ROUND_MILES,
) -> SafeString:
    """The picture, or nothing when there is nothing to show.

    `outlines` are areas as GeoJSON rings, `here` the one to stand out, `names` what is written into them; of `rings`, distances
    in miles round `you` or the only pin, the two that say most are drawn. Hand over the same `outlines` object again and it costs nothing.
    """
    country = land(outlines)
    place = land([here], country.ground if country else None, kept_by=here) if here else None
    spots = [(pin.latitude, pin.longitude) for pin in pins] + ([you] if you else [])
    whole = country if names or not (spots or place) else None
    view = _view(spots, country, place, whole)
    if view is None:
        return SafeString("")
    ground = "".join((view.drawn(country, "m-land") if country else "", view.drawn(place, "m-here") if place else ""))
    drawn = ground + _marks(view, pins, you, names, towns, rings)
    return mark_safe(  # noqa: S308 -- numbers are ours, words are escaped where they are written
        f'<svg{"" if ground else BARE} viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="xMidYMid meet" aria-hidden="true"'
        f' focusable="false">{drawn}</svg>'
    )


def _marks(
    view: View, pins: Sequence[Pin], you: Point | None, names: Sequence[Named], towns: Sequence[Named], rings: Iterable[float]
) -> str:
    """What stands on the land: circles of distance, names, the reader, pins that do not cover one another."""
    stands = [view.at(*you)] if you else []
    homes = [view.at(pin.latitude, pin.longitude) for pin in pins]
    places = spread(homes, around=stands, apart=2 * PIN + 2, box=(WIDTH, HEIGHT), edge=PIN + 3)
    taken = [(x - PIN, y - PIN, x + PIN, y + PIN) for x, y in (*places, *stands)]
    middle = (stands or homes)[0] if len(stands or homes) == 1 else None  # the reader, or the one thing on the map
    circles = [*_circles(view, middle, rings, taken)] if middle else []
    scale = "" if circles else _scale(view, taken)
    return "".join((
        *circles,
        *_labels(view, names, taken, "m-name", NAME_LETTER),
        *_labels(view, towns, taken, "m-town", LETTER),
        *(f'<circle class="m-you" cx="{x:.1f}" cy="{y:.1f}" r="8"/>' for x, y in stands),
        *(_lead(home, now) for home, now in zip(homes, places, strict=True) if math.dist(home, now) > PIN),
        *(_pin(pin, x, y) for pin, (x, y) in zip(pins, places, strict=True)),
        scale,
    ))  # fmt: skip


def _view(spots: list[Point], country: Land | None, place: Land | None, whole: Land | None) -> View | None:
    """See the things and the reader, and the area that stands out; all of the land when that is what is named."""
    ground = country.ground if country else place.ground if place else _middle(spots)
    if ground is None:
        return None
    boxes = [one.box for one in (place, whole) if one] + [
        (east, south, east, south) for east, south in (ground.at(*spot) for spot in spots)
    ]
    if not boxes:
        return None
    wests, norths, easts, souths = zip(*boxes, strict=True)
    return View(ground, (min(wests), min(norths), max(easts), max(souths)), least=2 * MILE)


def _middle(spots: list[Point]) -> Ground | None:
    if not spots:
        return None
    latitudes, longitudes = zip(*spots, strict=True)
    return Ground((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)


def _circles(view: View, middle: Xy, rings: Iterable[float], taken: list[Box]) -> Iterator[str]:
    """The two widest distances that fit, each with its name where it covers nothing; a circle without a name says nothing."""
    x, y = middle
    room = max(y, HEIGHT - y) - 8
    for miles in [miles for miles in rings if 40 <= view.units(miles * MILE) <= room][-2:]:
        radius, words = view.units(miles * MILE), _miles(miles)
        wide = LETTER * len(words)
        spots = ((x, y - radius + 5), (x, y + radius + 5), (x + radius, y + 5), (x - radius, y + 5))
        if spot := _free(((left - wide / 2, base) for left, base in spots), wide, taken):
            yield f'<circle class="m-ring" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>{_text("m-town", spot, words)}'


def _miles(number: float) -> str:
    return ngettext("%(number)s mile", "%(number)s miles", 1 if number <= 1 else 2) % {"number": f"{number:g}"}


def _labels(view: View, towns: Sequence[Named], taken: list[Box], look: str, letter: float) -> Iterator[str]:
    """Names where there is room for them: on their spot, else close round it. A pin or an earlier name is never covered."""
    for town in towns:
        x, y = view.at(town.latitude, town.longitude)
        if not (0 < x < WIDTH and 0 < y < HEIGHT):
            continue
        wide = letter * len(town.name)
        steps = ((-wide / 2, 6), (-wide / 2, -22), (-wide / 2, 32), (20, 6), (-wide - 20, 6), (-wide / 2, -40), (-wide / 2, 50))
        if spot := _free(((x + step, y + drop) for step, drop in steps), wide, taken):
            yield _text(look, spot, town.name)


def _free(spots: Iterable[Xy], wide: float, taken: list[Box]) -> Xy | None:
    """The first spot where a line of words this wide covers nothing; it is taken then."""
    for left, base in spots:
        box = (left, base - 15, left + wide, base + 5)
        inside = box[0] >= 4 and box[1] >= 2 and box[2] <= WIDTH - 4 and box[3] <= HEIGHT - 2
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return left, base
    return None


def _text(look: str, spot: Xy, words: str) -> str:
    return f'<text class="{look}" x="{spot[0]:.1f}" y="{spot[1]:.1f}">{escape(words)}</text>'


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _lead(home: Xy, now: Xy) -> str:
    """A line from a pin that had to move to the spot it stands for."""
    return (
        f'<path class="m-lead" d="M{now[0]:.1f} {now[1]:.1f} {home[0]:.1f} {home[1]:.1f}"/>'
        f'<circle class="m-spot" cx="{home[0]:.1f}" cy="{home[1]:.1f}" r="3"/>'
    )


def _pin(pin: Pin, x: float, y: float) -> str:
    look = "m-pin m-pin--old" if pin.unsure else "m-pin"
    number = f'<text x="{x:.1f}" y="{y + 5:.1f}">{pin.number}</text>' if pin.number is not None else ""
    body = f'<circle class="hit" cx="{x:.1f}" cy="{y:.1f}" r="{HIT}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="{PIN}"/>{number}'
    if not pin.href:
        return f'<g class="{look}">{body}</g>'
    return f'<a class="{look}" href="{escape(pin.href)}" tabindex="-1">{body}</a>'


def _scale(view: View, taken: list[Box]) -> str:
    """How long a mile is, and that north is up: in a corner where it covers nothing."""
    miles = next((number for number in ROUND_MILES if view.units(number * MILE) >= 50), 100)
    words = _("%(distance)s, north is up") % {"distance": _miles(miles)}
    long = view.units(miles * MILE)
    wide = long + 10 + LETTER * len(words)
    spot = _free(((x, y) for y in (HEIGHT - 11, 26) for x in (12, WIDTH - 12 - wide)), wide, taken)
    if spot is None:
        return ""
    x, y = spot
    return f'<path class="m-scale" d="M{x:.1f} {y - 9:.1f}v6h{long:.1f}v-6"/>{_text("m-town", (x + long + 10, y), words)}'
