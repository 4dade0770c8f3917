"""What a program asks of the feed: every parameter of the standard, read strictly where it says something.

An empty parameter asks nothing. A number of a page or of a size that makes no sense is taken for the nearest that does.
Anything else that cannot be read is a `Fault`: a filter that was misread would answer another question.
"""

import datetime as dt
import math
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict
from django.utils.translation import gettext as _

from alongside.kit import cleaning
from alongside.places import postcodes
from alongside.places import queries as places

PER_PAGE, MOST_PER_PAGE, MOST_MINIMAL = 50, 500, 10_000
FURTHEST = 2**53
"""Beyond this a program in JavaScript reads another number."""
DAYS = {
    spelling: code
    for code, name in zip(
        ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        strict=True,
    )
    for spelling in (code.casefold(), name[:3], name)
}
ONLY_OF_SERVICES = frozenset({"minimal", "after"})
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?", re.I)
_SPACE_FOR_PLUS = re.compile(r" (\d{2}:?\d{2})$")


class Fault(Exception):
    """A parameter that cannot be read. Its text says why, in plain words."""

    def __init__(self, parameter: str, why: str) -> None:
        super().__init__(why)
        self.parameter = parameter


@dataclass(frozen=True)
class Asked:
    """One question to a list. What is None or empty was not asked."""

    page: int = 1
    per_page: int = PER_PAGE
    search: str = ""
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    start_time: dt.time | None = None
    end_time: dt.time | None = None
    day: str = ""
    postcode: str = ""
    point: tuple[float, float] | None = None
    proximity: float | None = None
    modified_after: dt.datetime | None = None
    after: uuid.UUID | None = None
    full: bool = False
    minimal: bool = False
    ndjson: bool = False

    @property
    def filters(self) -> bool:
        """Whether anything was asked but which part of the whole, and in which form."""
        said = (self.search, self.taxonomy_term_id, self.taxonomy_id, self.organization_id, self.day, self.postcode)
        numbers = (self.minimum_age, self.maximum_age, self.start_time, self.end_time)
        return any(said) or any(number is not None for number in numbers)


def question(query: str, *, of_services: bool = True) -> Asked:
    """The question in a query string. Harvesters ask the same again and again, so that reading it would cost most."""
    asked = _read_once if "postcode" not in query else _read
    return asked(query, of_services=of_services)


def part(query: str) -> Asked:
    """Which page of a list that has no filters."""
    given = QueryDict(query).dict()
    return read({name: given[name] for name in ("page", "per_page") if name in given})


def _read(query: str, *, of_services: bool) -> Asked:
    """Each parameter once, the last one where it is said again. What a list does not know it passes over."""
    given = QueryDict(query).dict()
    return read({name: said for name, said in given.items() if of_services or name not in ONLY_OF_SERVICES})


@lru_cache(maxsize=2048)
def _read_once(query: str, *, of_services: bool) -> Asked:
    """What a question says by itself; where a postcode lies may change."""
    return _read(query, of_services=of_services)


def read(given: Mapping[str, str]) -> Asked:
    """The question in these parameters."""
    minimal = _yes(given, "minimal")
    postcode, point = _postcode(given)
    proximity = _metres(given)
    if proximity is not None and not point:
        raise Fault("proximity", _("“proximity” needs a “postcode” to measure from."))
    return Asked(
        page=min(max(_whole(given, "page", 1), 1), FURTHEST),
        per_page=_per_page(given, minimal=minimal),
        search=given.get("search", "").replace("\0", " ").strip(),
        taxonomy_term_id=given.get("taxonomy_term_id", "").strip(),
        taxonomy_id=given.get("taxonomy_id", "").strip(),
        organization_id=given.get("organization_id", "").strip(),
        minimum_age=_age(given, "minimum_age", up=True),
        maximum_age=_age(given, "maximum_age", up=False),
        start_time=_time(given, "start_time"),
        end_time=_time(given, "end_time"),
        day=_day(given),
        postcode=postcode,
        point=point,
        proximity=proximity,
        modified_after=_moment(given, "modified_after"),
        after=_after(given),
        full=_yes(given, "full"),
        minimal=minimal,
        ndjson=_format(given),
    )


def _whole(given: Mapping[str, str], name: str, usual: int) -> int:
    said = given.get(name, "").strip()
    if not said:
        return usual
    if not re.fullmatch(r"[+-]?[0-9]{1,400}", said):
        raise Fault(name, _("“%(name)s” is a whole number.") % {"name": name})
    return int(said)


def _per_page(given: Mapping[str, str], *, minimal: bool) -> int:
    most = MOST_MINIMAL if minimal else MOST_PER_PAGE
    return min(max(_whole(given, "per_page", MOST_MINIMAL if minimal else PER_PAGE), 1), most)


def _number(given: Mapping[str, str], name: str, why: str) -> float | None:
    said = given.get(name, "").strip()
    if not said:
        return None
    if not _NUMBER.fullmatch(said):
        raise Fault(name, why)
    return float(said)


def _age(given: Mapping[str, str], name: str, *, up: bool) -> int | None:
    number = _number(given, name, _("“%(name)s” is a number of years.") % {"name": name})
    if number is None:
        return None
    near = min(max(number, -1.0), 1000.0)
    return math.ceil(near) if up else math.floor(near)


def _metres(given: Mapping[str, str]) -> float | None:
    why = _("“proximity” is a distance in metres.")
    number = _number(given, "proximity", why)
    if number is not None and number < 0:
        raise Fault("proximity", why)
    return number


def _postcode(given: Mapping[str, str]) -> tuple[str, tuple[float, float] | None]:
    said = given.get("postcode", "").replace("\0", " ").strip()
    if not said:
        return "", None
    key = postcodes.key(said)
    placed = places.point_of(postcodes.said(key)) if key else None
    if key is None or placed is None:
        raise Fault("postcode", _("“postcode” is a whole postcode of the United Kingdom, such as TA1 1AA."))
    return postcodes.said(key), (placed[0], placed[1])


def _time(given: Mapping[str, str], name: str) -> dt.time | None:
    said = given.get(name, "").strip()
    if not said:
        return None
    why = _("“%(name)s” is a time of day, such as 09:30.") % {"name": name}
    if not (found := _TIME.fullmatch(said)):
        raise Fault(name, why)
    try:
        return dt.time(int(found[1]), int(found[2]), int(found[3] or 0))
    except ValueError:
        raise Fault(name, why) from None


def _day(given: Mapping[str, str]) -> str:
    said = given.get("day", "").strip()
    if not said:
        return ""
    if (code := DAYS.get(said.casefold())) is None:
        raise Fault("day", _("“day” is a day of the week: MO, Mon or Monday."))
    return code


def _moment(given: Mapping[str, str], name: str) -> dt.datetime | None:
    said = _SPACE_FOR_PLUS.sub(r"+\1", given.get(name, "").strip())
    if not said:
        return None
    try:
        found = dt.datetime.fromisoformat(said)
        return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise Fault(name, _("“%(name)s” is a moment, such as 2026-11-02T09:30:00Z.") % {"name": name}) from None


def _after(given: Mapping[str, str]) -> uuid.UUID | None:
    said = given.get("after", "").strip()
    if not said:
        return None
    found = cleaning.identifier(said)
    if found is None or not given.get("modified_after", "").strip():
        raise Fault("after", _("“after” is the id of the last line that you read, and goes with “modified_after”."))
    return found


def _yes(given: Mapping[str, str], name: str) -> bool:
    said = given.get(name, "").strip().casefold()
    if said not in {"", "true", "false", "1", "0"}:
        raise Fault(name, _("“%(name)s” is true or false.") % {"name": name})
    return said in {"true", "1"}


def _format(given: Mapping[str, str]) -> bool:
    said = given.get("format", "").strip().casefold()
    if said not in {"", "json", "ndjson"}:
        raise Fault("format", _("“format” is json or ndjson."))
    return said == "ndjson"
