"""Reading the place: who we are, where something is, which patches lie there."""

import datetime as dt
import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from django.db import models
from django.utils.translation import gettext as _

from alongside.design import maps
from alongside.kit import clock, kept, replicas
from alongside.kit.kept import Kept
from alongside.places import geometry, helplines, names, outcodes, postcodes
from alongside.places.address import Precision
from alongside.places.models import Area, Helpline, Loading, Outcode, Patch, PatchVersion, Place, Postcode, PostcodeFile, SetRule

Point = tuple[float, float]
Rings = list[list[list[float]]]
Placed = tuple[float, float, Precision]
PAIR = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,8})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,8})?)\s*")
WEIGHTS = {
    Area.Kind.TOWN: 1,
    Area.Kind.PARISH: 2,
    Area.Kind.WARD: 4,
    Area.Kind.DISTRICT: 5,
    Area.Kind.COUNTY: 6,
}
PATCH_WEIGHT = 3
_FIELDS = [field.attname for field in Place._meta.concrete_fields]
_PLACE = f"SELECT {', '.join(_FIELDS)} FROM places_place"  # noqa: S608
CHUNK = 10_000  # parameters in one statement: SQLite allows 32,766


@dataclass(frozen=True, slots=True)
class Located:
    """Where somebody's words lead: what we understood, the point, and how well we know it."""

    name: str
    latitude: float
    longitude: float
    precision: Literal["postcode", "outcode", "town"]

    @property
    def point(self) -> Point:
        return self.latitude, self.longitude


def the_place() -> Place:
    """The place that this installation serves; one that is not saved, with safe words, until it has been set up."""
    with replicas.connection().cursor() as cursor:
        cursor.execute(_PLACE)  # every page asks this, so it goes round the query builder: a fifth of the cost
        row = cursor.fetchone()
    if row is None:
        return Place(name=_("Your county"), coordinator_name=_("your local charity partnership"))
    return Place.from_db(replicas.database(), _FIELDS, row)


def locate(text: str) -> Located | None:
    """Where `text` is: a postcode however typed, its first half, a town, area or patch, or "latitude, longitude".

    Forgives capitals and small slips. None when it is nowhere that we know; it never raises.
    """
    text = " ".join(text.replace("\0", " ").split())[:120]
    return _from_pair(text) or _from_postcode(text) or _from_name(text)


def point_of(postcode: str) -> Placed | None:
    """The point of a postcode: its own where full postcodes are loaded, else that of its outward code."""
    return points_of([postcode]).get(postcode)


def points_of(codes: Iterable[str]) -> dict[str, Placed]:
    """The points of many postcodes, each under the words it was asked with; those we cannot place are left out."""
    asked = {text: postcodes.key(text) for text in codes if text}
    known = _rows({key for key in asked.values() if key})
    table = _OUTCODES.at(edition())
    return {text: placed for text, key in asked.items() if (placed := _placed(text, key, known, table))}


def outcode_point(code: str) -> Point | None:
    """The mean point of an outward code; of "W1", which exists only with a further letter, the mean of those."""
    return _outcode_point(code, _OUTCODES.at(edition()))


def patches(on: dt.date | None = None) -> list[Patch]:
    """The patches there are on a day, by name."""
    return list(Patch.objects.filter(versions__in=PatchVersion.objects.on(on or clock.today())).order_by("name", "id"))


def patches_at(latitude: float, longitude: float, postcode: str = "", on: dt.date | None = None) -> list[Patch]:
    """The patches that a point lies in: by the areas of its postcode where they are known, else by outlines."""
    key = postcodes.key(postcode) if postcode else None
    codes = set(Postcode.objects.filter(code=key).values_list("areas", flat=True).first() or ()) if key else set()
    day = on or clock.today()
    reaches = (reach for reach in _REACHES.at(edition()) if reach.holds(day))
    return [r.patch for r in reaches if (not codes.isdisjoint(r.codes) if codes else r.covers(latitude, longitude))]


def patches_with(codes: Iterable[str], on: dt.date | None = None) -> list[Patch]:
    """The patches that any of these areas is one of."""
    known, day = set(codes), on or clock.today()
    if not known:
        return []
    return [reach.patch for reach in _REACHES.at(edition()) if reach.holds(day) and not known.isdisjoint(reach.codes)]


def codes_at(latitude: float, longitude: float, postcode: str) -> set[str]:
    """The codes of the areas that a postcode lies in: as its file says, else by outlines."""
    key = postcodes.key(postcode)
    known = Postcode.objects.filter(code=key).values_list("areas", flat=True).first() if key else None
    return set(known or ()) or {code for code, shape in _SHAPES.at(edition()) if shape.covers(latitude, longitude)}


def outlines() -> list[Rings]:
    """The districts as they are drawn on a map; the county where there are none."""
    return _OUTLINES.at(edition())


def towns() -> list[maps.Town]:
    """The towns that a map names."""
    return _TOWNS.at(edition())


def rules_set() -> dict[str, int]:
    """What this place has set otherwise, by the name of the rule."""
    return dict(SetRule.objects.values_list("name", "number"))


def set_rules() -> dict[str, SetRule]:
    """The same, with who did it and when."""
    return {held.name: held for held in SetRule.objects.all()}


def has_patches() -> bool:
    """Whether any patch was ever drawn."""
    return Patch.objects.exists()


def every_patch() -> models.QuerySet[Patch]:
    """All patches by name, also those that ended or have not begun, with the days of their last version."""
    last = PatchVersion.objects.filter(patch=models.OuterRef("pk")).order_by("-starts")
    return Patch.objects.annotate(
        first=models.Min("versions__starts"),
        since=models.Subquery(last.values("starts")[:1]),
        until=models.Subquery(last.values("ends")[:1]),
    ).order_by("name", "id")


def versions_of(patch: Patch) -> list[PatchVersion]:
    """What a patch covers, the latest version first, its areas by name."""
    areas = models.Prefetch("areas", Area.objects.defer("outline").order_by("name", "code"))
    return list(patch.versions.order_by("-starts").prefetch_related(areas))


def last_version(patch: Patch) -> PatchVersion | None:
    """The version that holds in the end."""
    return patch.versions.order_by("starts").last()


def areas_known() -> dict[str, int]:
    """How many areas of each kind we know."""
    rows = Area.objects.order_by("kind").values("kind").annotate(number=models.Count("pk"))
    return {row["kind"]: row["number"] for row in rows}


def postcodes_known() -> PostcodeFile | None:
    """The last file of postcodes that was loaded."""
    return PostcodeFile.objects.exclude(finished_at=None).order_by("finished_at").last()


def loadings() -> models.QuerySet[Loading]:
    """Every file that was sent in for the map, the latest first."""
    return Loading.objects.order_by("-sent_at", "id")


def has_postcodes() -> bool:
    """Whether we know full postcodes, and not only the first halves."""
    return Postcode.objects.exists()


def outline_of(version: PatchVersion) -> Rings:
    """The rings of all areas of a version of a patch."""
    return [ring for outline in version.areas.order_by("code").values_list("outline", flat=True) for ring in outline]


def edition() -> Hashable | None:
    """A key that changes whenever areas, patches or outward codes do. None while there are none."""
    return kept.edition("SELECT key FROM places_edition")


@dataclass(frozen=True, slots=True)
class _Shape:
    outline: list[list[list[float]]]
    box: tuple[float, float, float, float]

    def covers(self, latitude: float, longitude: float) -> bool:
        south, west, north, east = self.box
        return south <= latitude <= north and west <= longitude <= east and geometry.inside(latitude, longitude, self.outline)


@dataclass(frozen=True, slots=True)
class _Reach:
    """One version of a patch as `patches_at` needs it."""

    patch: Patch
    starts: dt.date
    ends: dt.date | None
    codes: frozenset[str]
    shapes: tuple[_Shape, ...]
    middle: Point | None

    def holds(self, day: dt.date) -> bool:
        return self.starts <= day and (self.ends is None or day < self.ends)

    def covers(self, latitude: float, longitude: float) -> bool:
        return any(shape.covers(latitude, longitude) for shape in self.shapes)


def _from_pair(text: str) -> Located | None:
    if not (found := PAIR.fullmatch(text)):
        return None
    latitude, longitude = float(found[1]), float(found[2])
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Located(_("where you are"), latitude, longitude, "postcode")


def _from_postcode(text: str) -> Located | None:
    key = postcodes.key(text) or postcodes.inside(text)
    first = postcodes.outward(key or names.LEAD.sub("", text.casefold()))
    if not first:
        return None
    if key and (row := _rows({key}).get(key)):
        return Located(postcodes.said(key), *row, "postcode")
    point = outcode_point(first)
    return Located(postcodes.said(key) if key else first, *point, "outcode") if point else None


def _from_name(text: str) -> Located | None:
    books = (
        _BOOK.at(edition()),
        _MORE.at(tuple(source.edition() for source in names.SOURCES.values())),
    )
    found = next((f for b in books if (f := b.find(text))), None) or next((f for b in books if (f := b.close_to(text))), None)
    return Located(found.name, found.latitude, found.longitude, "town") if found else None


def _rows(keys: set[str]) -> dict[str, Point]:
    every = sorted(keys)
    chunks = (every[i : i + CHUNK] for i in range(0, len(every), CHUNK))
    rows = chain.from_iterable(Postcode.objects.filter(code__in=c).values_list("code", "latitude", "longitude") for c in chunks)
    return {code: (latitude, longitude) for code, latitude, longitude in rows}


def _outcode_point(code: str, table: dict[str, Point]) -> Point | None:
    return table.get(code) or geometry.mean(point for c, point in table.items() if c[:-1] == code and c[-1].isalpha())


def _placed(text: str, key: str | None, known: dict[str, Point], table: dict[str, Point]) -> Placed | None:
    if key in known:
        return (*known[key], Precision.POSTCODE)
    first = postcodes.outward(key or text)
    point = _outcode_point(first, table) if first else None
    return (*point, Precision.OUTCODE) if point else None


def _drawn(kind: Area.Kind) -> list[Rings]:
    return [rings for rings in Area.objects.filter(kind=kind).order_by("name", "code").values_list("outline", flat=True) if rings]


def _towns() -> Iterator[maps.Town]:
    for area in Area.objects.filter(kind=Area.Kind.TOWN).order_by("name", "code").defer("outline"):
        if area.latitude is not None and area.longitude is not None:
            yield maps.Town(area.name, area.latitude, area.longitude)


def _own_names() -> Iterator[names.Named]:
    for area in Area.objects.defer("outline"):
        if area.latitude is not None and area.longitude is not None:
            yield names.Named(area.name, area.latitude, area.longitude, WEIGHTS[Area.Kind(area.kind)])
    for reach in _REACHES.at(edition()):
        if reach.ends is None and reach.middle:
            yield names.Named(reach.patch.name, *reach.middle, PATCH_WEIGHT)


def _reaches() -> list[_Reach]:
    versions = PatchVersion.objects.select_related("patch").prefetch_related("areas").order_by("patch__name", "starts")
    return [_reach(version) for version in versions]


def _reach(version: PatchVersion) -> _Reach:
    areas = list(version.areas.all())
    return _Reach(
        version.patch,
        version.starts,
        version.ends,
        frozenset(a.code for a in areas),
        tuple(_Shape(a.outline, geometry.box(a.outline)) for a in areas if a.outline),
        geometry.mean((a.latitude, a.longitude) for a in areas if a.latitude is not None and a.longitude is not None),
    )


_OUTCODES = Kept(
    lambda: outcodes.shipped() | {c: (y, x) for c, y, x in Outcode.objects.values_list("code", "latitude", "longitude")}
)
_REACHES = Kept(_reaches)
_SHAPES = Kept(lambda: [(a.code, _Shape(a.outline, geometry.box(a.outline))) for a in Area.objects.order_by("code") if a.outline])
_OUTLINES = Kept(lambda: _drawn(Area.Kind.DISTRICT) or _drawn(Area.Kind.COUNTY))
_TOWNS = Kept(lambda: list(_towns()))
_BOOK = Kept(lambda: names.Book(_own_names()))
_MORE = Kept(lambda: names.Book(named for source in names.SOURCES.values() for named in source.names()))


def numbers_to_ring() -> list[Helpline]:
    """Whom to ring when one is worried: the place's own list, or the one that comes with the software."""
    return list(Helpline.objects.all()[:100]) or helplines.shipped()


def helplines_checked_on() -> dt.date | None:
    """When every number was right; None while one was never tried, or the place has no list of its own."""
    days = list(Helpline.objects.order_by(models.F("checked_on").asc(nulls_first=True)).values_list("checked_on", flat=True)[:1])
    return days[0] if days else None
