"""What search knows of a service: its words, its points and the values that people filter by."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from alongside.directory.models import Service, ServiceLocation
from alongside.directory.queries import assurance, capacity, timetables
from alongside.directory.queries.times import DAYS, Timetable, next_occurrence
from alongside.kit import cleaning, clock
from alongside.places import queries as places
from alongside.search.shapes import Document
from alongside.terms import queries as words

if TYPE_CHECKING:
    from alongside.terms.models import Term

    Paths = Mapping[uuid.UUID, tuple[Term, ...]]

KIND = "service"
AGES = {"child": (0, 12), "teen": (11, 18), "adult": (18, 64), "older": (55, 130)}
"""The bands that people choose from. They overlap, since nobody turns old in one night."""
PARTS = {"morning": (dt.time(0), dt.time(12)), "afternoon": (dt.time(12), dt.time(17)), "evening": (dt.time(17), dt.time.max)}
RANKS = {"recent": 1.0, "old": 0.8, "never": 0.7}
LAST = 0.0
PAUSED_RANK = 0.5
FEATURES = (
    ServiceLocation.Access.STEP_FREE,
    ServiceLocation.Access.TOILET,
    ServiceLocation.Access.LOOP,
    ServiceLocation.Access.PARKING,
)
CHUNK = 300


def documents(ids: Collection[uuid.UUID] | None = None) -> Iterator[Document]:
    """The documents of these services, or of all. What is not shown to everybody has none."""
    shown = Service.objects.published().order_by("pk")
    if ids is not None:
        shown = shown.filter(pk__in=ids)
    everything = shown.select_related("organisation").prefetch_related("locations", "times", "terms", "patches", "areas")
    return of(everything.iterator(CHUNK))


def of(services: Iterable[Service]) -> Iterator[Document]:
    """The documents of these, which everybody may see. Their related rows are best prefetched."""
    moment, paths = clock.now(), words.paths()
    for service in services:
        yield document(service, moment, paths)


def document(service: Service, moment: dt.datetime, paths: Paths) -> Document:
    """One service as search sees it. A hidden address is never in it."""
    table = timetables.of(service)
    spots = [location for location in service.locations.all() if not location.hidden]
    terms = _terms(service, paths)
    return Document(
        kind=KIND,
        id=service.pk,
        title=service.name,
        lead=_lines(_short(service), service.organisation.name, *(name for _slug, name in terms)),
        body=_body(service, spots),
        points=tuple(
            (spot.latitude, spot.longitude) for spot in spots if spot.latitude is not None and spot.longitude is not None
        ),
        values={
            "cost": (service.cost,),
            **_when(table, moment.astimezone(clock.LONDON).date()),
            "access": _access(service, spots),
            "age": ages(service.minimum_age, service.maximum_age),
            "term": tuple(sorted({slug for slug, _name in terms})),
            "confirmed": (assurance.standing(service.assured_on, moment.astimezone(clock.LONDON).date()),),
            "sector": (service.organisation.sector,),
            "patch": patches(service, spots),
            "reach": _reach(service, spots),
            "room": _room(service, moment.astimezone(clock.LONDON).date()),
        },
        soonest=soonest(service, table, moment),
        rank=_rank(service, moment),
    )


def soonest(service: Service, table: Timetable, moment: dt.datetime) -> int | None:
    """When it is open next, in minutes since 1970, as search sorts by it."""
    if service.status == Service.Status.PAUSED:
        return None
    found = next_occurrence(table, after=moment)
    return int(found.starts.timestamp() // 60) if found else None


def ages(minimum: int | None, maximum: int | None) -> tuple[str, ...]:
    """The bands that a service is for. One that says nothing of age is for any."""
    if minimum is None and maximum is None:
        return ("any", *AGES)
    low, high = minimum or 0, maximum if maximum is not None else 130
    return tuple(band for band, (first, last) in AGES.items() if low <= last and high >= first)


def _short(service: Service) -> str:
    """What it is in a sentence or two; where nobody wrote that, how its description begins."""
    return service.summary or cleaning.first_words(service.description)


def _body(service: Service, spots: list[ServiceLocation]) -> str:
    areas = [area.name for area in service.areas.all()] + [patch.name for patch in service.patches.all()]
    where = [part for spot in spots for part in (spot.name, spot.town)]
    return _lines(service.description, service.eligibility, *where, *areas)


def _lines(*parts: str) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _terms(service: Service, paths: Paths) -> list[tuple[str, str]]:
    """The terms of a service, as they stand now, and those above them: what helps with rent helps with money."""
    above = (step for term in service.terms.all() for step in paths.get(term.pk, ()))
    return list({step.slug: step.name for step in above}.items())


def _when(table: Timetable, today: dt.date) -> dict[str, tuple[str, ...]]:
    running = [slot for slot in table.slots if slot.ends is None or slot.ends >= today]
    days = {day for slot in running for day in timetables.days_of_week(slot)}
    parts = {part for slot in running for part, (first, last) in PARTS.items() if slot.opens < last and slot.closes > first}
    return {"day": tuple(DAYS[day] for day in sorted(days)), "part": tuple(part for part in PARTS if part in parts)}


def _reach(service: Service, spots: list[ServiceLocation]) -> tuple[str, ...]:
    """Whether a service can be near somebody: at its spots, wherever they are, or nobody told us.

    "everyone" is said of one that reaches people wherever they are and names no patch that it keeps to.
    """
    if any(spot.latitude is not None for spot in spots):
        return ("place",)
    if not (service.everywhere or service.at_home or service.by_phone or service.online):
        return ("unknown",)
    return ("anywhere",) if _served(service) and not service.everywhere else ("anywhere", "everyone")


def _served(service: Service) -> set[str]:
    """The slugs of the patches that it says it is for, by their names or by their areas."""
    named = [*service.patches.all(), *places.patches_with(area.code for area in service.areas.all())]
    return {patch.slug for patch in named}


def _access(service: Service, spots: list[ServiceLocation]) -> tuple[str, ...]:
    features = [str(feature) for feature in FEATURES if any(spot.access.get(feature) is True for spot in spots)]
    ways = {"home": service.at_home, "phone": service.by_phone, "online": service.online}
    return (*features, *(way for way, is_so in ways.items() if is_so))


def patches(service: Service, spots: list[ServiceLocation]) -> tuple[str, ...]:
    """The slugs of the patches that a service is for or happens in."""
    slugs = _served(service)
    for spot in spots:
        if spot.latitude is not None and spot.longitude is not None:
            slugs.update(patch.slug for patch in places.patches_at(spot.latitude, spot.longitude, spot.postcode))
    return tuple(sorted(slugs))


def _room(service: Service, today: dt.date) -> tuple[str, ...]:
    """Whether it has room, while what was said of that counts."""
    said = capacity.of(service)
    return (said.value,) if said and said.counts(today) else ()


def _rank(service: Service, moment: dt.datetime) -> float:
    today = moment.astimezone(clock.LONDON).date()
    if assurance.is_last(service.assured_on, service.created_at.astimezone(clock.LONDON).date(), today):
        return LAST
    if service.status == Service.Status.PAUSED:
        return PAUSED_RANK
    return RANKS[assurance.standing(service.assured_on, today)]
