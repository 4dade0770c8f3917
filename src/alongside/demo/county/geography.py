"""The invented land of Marlshire: districts, towns, wards, postcodes and patches.

It lies in the North Sea, and its postcodes begin with MX, which no real one does: nothing here can be taken for a real
place. All of it is worked out from the few points below, the same every time.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, pi, radians, sin
from random import Random

from django.db.models import Model

from alongside.demo.county.organisations import COORDINATOR
from alongside.kit import clock
from alongside.places import actions, postcodes, queries
from alongside.places.area_files import Shape
from alongside.places.postcode_files import Row

COUNTY = "Marlshire"
PHONE, EMAIL = "01632 960100", "hello@mva.example"
LONG_AGO = dt.timedelta(days=800)

MIDDLE = (53.6, 2.6)
"""Latitude and longitude of Ottersford; the points below are miles east and north of it."""
MILE = 1609.344 / 111_320  # one mile in degrees of latitude
ROUGHNESS = 0.16
TIMES_BENT = 4
POSTCODES_A_TOWN = 40
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
TOWN_RADIUS = 1.6  # miles
HALF_STEPS = 16

Xy = tuple[float, float]

CORNERS: dict[str, Xy] = {
    "a": (-20, 2), "b": (-16, 12), "c": (-4, 16), "d": (8, 15), "e": (19, 9), "f": (22, -2),
    "g": (16, -13), "h": (2, -16), "i": (-12, -12), "p": (-3, 4), "q": (7, 3), "r": (3, -5), "s": (-8, -3),
}  # fmt: skip
DISTRICTS = {
    "Otterdale": "pqrs",
    "High Tolling": "abcps",
    "Eastmere": "cdeqp",
    "Marl Marshes": "efgrq",
    "Marl Vale": "asrghi",
}
TOWNS: dict[str, tuple[Xy, str]] = {
    "Ottersford": ((0, 0), "Otterdale"),
    "Nether Marl": ((-4.2, -1), "Otterdale"),
    "Harrow Green": ((3.6, 1.4), "Otterdale"),
    "Long Tolling": ((-10, 7), "High Tolling"),
    "Upper Marl": ((-7.5, 2.6), "High Tolling"),
    "Tolling St Anne": ((-14.5, 4.5), "High Tolling"),
    "Eastmere": ((8, 9), "Eastmere"),
    "Brackwick": ((1.6, 10.5), "Eastmere"),
    "Sallowby": ((13.4, 8), "Eastmere"),
    "Fennick": ((12, 0.4), "Marl Marshes"),
    "Marlmouth": ((17.8, -4.2), "Marl Marshes"),
    "Quillingham": ((-2, -9.4), "Marl Vale"),
    "Withy Cross": ((-9, -7), "Marl Vale"),
    "Stanmarle": ((7, -12), "Marl Vale"),
    "Hobbleden": ((-12.6, -3.4), "Marl Vale"),
}
PATCHES: dict[str, tuple[str, tuple[str, ...]]] = {
    "Otterdale": ("The town of Ottersford and the villages by the weir.", ("Otterdale",)),
    "High Tolling": ("The hills in the north-west.", ("High Tolling",)),
    "Eastmere and around": ("The borough of Eastmere.", ("Eastmere",)),
    "The Marshes": ("From Fennick to the sea.", ("Marl Marshes",)),
    "Marl Vale": ("The south, along the Marl.", ("Marl Vale",)),
    "Along the Marl": (
        "Villages on the river, whichever district they are in.",
        (
            "Nether Marl North",
            "Nether Marl South",
            "Upper Marl North",
            "Upper Marl South",
            "Withy Cross North",
            "Withy Cross South",
        ),
    ),
    "Ottersford town": ("Both wards of the town.", ("Ottersford North", "Ottersford South")),
    "The coast": (
        "Marlmouth, Sallowby and the marsh between.",
        ("Marlmouth North", "Marlmouth South", "Sallowby North", "Sallowby South", "Fennick North", "Fennick South"),
    ),
}
"""Patches by name: what is said of each, and the districts or wards that it covers. Some overlap."""


@dataclass(frozen=True)
class Plot:
    """One area: its code, name and kind as `places` knows them, its middle, and its outline where it has one."""

    code: str
    name: str
    kind: str
    latitude: float
    longitude: float
    outline: list[list[list[float]]]


@dataclass(frozen=True)
class Code:
    """One full postcode, where it is and the codes of the areas it lies in."""

    code: str
    latitude: float
    longitude: float
    areas: tuple[str, ...]


class Geography:
    """The land, as lists that `places` takes."""

    def areas(self) -> list[Plot]:
        """The county, its districts and its towns, with two wards to a town."""
        outer = _ring("abcdefghi")
        plots = [Plot("MX", "Marlshire", "county", *MIDDLE, [outer])]
        for number, (name, corners) in enumerate(DISTRICTS.items(), start=1):
            middle = _point(_mean([CORNERS[corner] for corner in corners]))
            plots.append(Plot(f"MX{number:02}", name, "district", *middle, [_ring(corners)]))
        for town, (at, _) in TOWNS.items():
            plots.append(Plot(self.code_of(town), town, "town", *_point(at), []))
            for half, north in (("North", 0.5), ("South", -0.5)):
                middle = _point((at[0], at[1] + north))
                plots.append(Plot(_ward(town, half), f"{town} {half}", "ward", *middle, [_half(at, north=north > 0)]))
        return plots

    def postcodes(self) -> list[Code]:
        """Forty postcodes to a town, thickest in its middle."""
        return [code for town in TOWNS for code in _codes(town)]

    def postcodes_of(self, town: str) -> list[str]:
        """The postcodes of one town, as people write them."""
        return [code.code for code in _codes(town)]

    def patches_of(self, town: str) -> list[str]:
        """The names of the patches that cover a town, or half of it."""
        names = {TOWNS[town][1], f"{town} North", f"{town} South"}
        return [patch for patch, (_, parts) in PATCHES.items() if names & set(parts)]

    def code_of(self, town: str) -> str:
        return f"MXT{list(TOWNS).index(town) + 1:02}"

    def codes_of(self, names: tuple[str, ...]) -> list[str]:
        """The codes of districts and wards by their names."""
        known = {plot.name: plot.code for plot in self.areas() if plot.kind in ("district", "ward")}
        return [known[name] for name in names]


@cache
def _codes(town: str) -> tuple[Code, ...]:
    chance = Random(town)  # noqa: S311 -- invented data, the same every time
    (x, y), district = TOWNS[town]
    number = list(TOWNS).index(town) + 1
    made: dict[str, Code] = {}
    while len(made) < POSTCODES_A_TOWN:
        north = chance.gauss(0, 0.5)
        code = f"MX{number} {chance.randint(1, 9)}{chance.choice(LETTERS)}{chance.choice(LETTERS)}"
        areas = (f"MX{list(DISTRICTS).index(district) + 1:02}", _ward(town, "North" if north >= 0 else "South"))
        made[code] = Code(code, *_point((x + chance.gauss(0, 0.6), y + north)), areas)
    return tuple(made.values())


def _ward(town: str, half: str) -> str:
    return f"MXW{list(TOWNS).index(town) + 1:02}{half[0]}"


def _point(at: Xy) -> tuple[float, float]:
    """Latitude and longitude of a point in miles."""
    squeeze = cos(radians(MIDDLE[0]))
    return round(MIDDLE[0] + at[1] * MILE, 5), round(MIDDLE[1] + at[0] * MILE / squeeze, 5)


def _mean(points: list[Xy]) -> Xy:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _ring(corners: str) -> list[list[float]]:
    """An outline through these corners, bent the same way on both sides of every border."""
    points: list[Xy] = []
    for start, end in zip(corners, corners[1:] + corners[0], strict=True):
        there = _border(*sorted((start, end)))
        points += (there if start < end else there[::-1])[:-1]
    ring = [[longitude, latitude] for latitude, longitude in map(_point, points)]
    return [*ring, ring[0]]


@cache
def _border(start: str, end: str) -> tuple[Xy, ...]:
    chance = Random(start + end)  # noqa: S311 -- an invented border
    line = [CORNERS[start], CORNERS[end]]
    for _ in range(TIMES_BENT):
        line = [point for pair in pairwise(line) for point in (pair[0], _bent(*pair, chance))] + [line[-1]]
    return tuple(line)


def _bent(a: Xy, b: Xy, chance: Random) -> Xy:
    """The middle of a line, pushed a little to one side."""
    push = chance.uniform(-ROUGHNESS, ROUGHNESS)
    return (a[0] + b[0]) / 2 - (b[1] - a[1]) * push, (a[1] + b[1]) / 2 + (b[0] - a[0]) * push


def lay_out(*, by: Model | None) -> None:
    """Make this land the place that is served: its name, areas, postcodes and patches. Twice is once."""
    land = Geography()
    actions.describe_place(name=COUNTY, coordinator_name=COORDINATOR, phone=PHONE, email=EMAIL, by=by)
    areas = {area.code: area for area in actions.put_areas(map(_shape, land.areas()), by=by)}
    actions.put_postcodes((_row(code) for code in land.postcodes()), by=by)
    there = {patch.name for patch in queries.patches()}
    for name, (about, parts) in PATCHES.items():
        if name not in there:
            covered = [areas[code] for code in land.codes_of(parts)]
            actions.add_patch(name=name, about=about, areas=covered, starts=clock.today() - LONG_AGO, by=by)


def _shape(plot: Plot) -> Shape:
    return Shape(plot.code, plot.name, plot.kind, plot.latitude, plot.longitude, plot.outline)


def _row(code: Code) -> Row:
    return Row(postcodes.key(code.code) or code.code, code.latitude, code.longitude, code.areas)


def _half(at: Xy, *, north: bool) -> list[list[float]]:
    """The outline of half a town: a rough half circle with the middle of the town on its straight side."""
    chance = Random(f"{at}{north}")  # noqa: S311 -- an invented border
    turns = [pi * step / HALF_STEPS + (0 if north else pi) for step in range(HALF_STEPS + 1)]
    reach = [TOWN_RADIUS, *(TOWN_RADIUS * chance.uniform(0.92, 1.12) for _ in turns[2:]), TOWN_RADIUS]
    ring = [(at[0] + far * cos(turn), at[1] + far * sin(turn)) for far, turn in zip(reach, turns, strict=True)]
    points = [[longitude, latitude] for latitude, longitude in map(_point, ring)]
    return [*points, points[0]]
