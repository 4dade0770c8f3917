"""Which documents a question asks for. All its parts must hold (AND)."""

import math
import uuid
from dataclasses import dataclass, replace
from typing import cast

from django.db.models import F, Q, QuerySet

from alongside.directory.queries import times
from alongside.kit import cleaning, clock
from alongside.openreferral.models import Document, DocumentAtLocation
from alongside.openreferral.queries import words
from alongside.openreferral.queries.asking import Asked
from alongside.places import distance
from alongside.places import queries as places
from alongside.search import queries as search
from alongside.search.shapes import Query

EVERYTHING = 10_000_000
METRES_IN_A_DEGREE = 111_000.0


@dataclass(frozen=True)
class Near:
    """A service at a location, and how far that is."""

    id: uuid.UUID
    document: uuid.UUID
    metres: float


def services(asked: Asked) -> list[uuid.UUID]:
    """The ids of the services asked for: nearest first where a place was named, most to the point where words were, else by id."""
    found = set(_documents(asked).values_list("pk", flat=True))
    if asked.search:
        ranked = _said(asked.search)
        found &= set(ranked)
    if asked.point:
        spots = DocumentAtLocation.objects.order_by("id")
        nearest = {near.document: near.metres for near in reversed(_near(asked, spots))}
        found &= set(nearest) if asked.proximity is not None else found
        return sorted(found, key=lambda pk: (nearest.get(pk, math.inf), pk))
    return [pk for pk in ranked if pk in found] if asked.search else sorted(found)


def at_locations(asked: Asked) -> list[uuid.UUID]:
    """The same for services at locations."""
    documents = services(_anywhere(asked))
    here = _at_times(DocumentAtLocation.objects.order_by("id"), asked)
    if asked.point:
        kept = set(documents)
        return [near.id for near in _near(asked, here) if near.document in kept]
    place = {pk: number for number, pk in enumerate(documents)}
    rows = here.values_list("id", "document_id")
    found = [(place[document], pk) for pk, document in rows if document in place] if asked.search else []
    return [pk for _place, pk in sorted(found)] if asked.search else [pk for pk, document in rows if document in place]


def _anywhere(asked: Asked) -> Asked:
    """The question to services, where each location is judged by itself."""
    return replace(asked, proximity=None)


def _documents(asked: Asked) -> QuerySet[Document]:
    """What the database itself can tell. One that is gone answers only who asks for nothing but changes."""
    rows = Document.objects.order_by("pk")
    if asked.filters or asked.modified_after is None:
        rows = rows.filter(is_listed=True)
    if asked.modified_after is not None:
        rows = rows.filter(modified_at__gte=asked.modified_after)
    if asked.minimum_age is not None:
        rows = rows.filter(service__minimum_age__gte=asked.minimum_age)
    if asked.maximum_age is not None:
        rows = rows.filter(service__maximum_age__lte=asked.maximum_age)
    if asked.organization_id:
        rows = rows.filter(service__organisation=_id(asked.organization_id))
    if asked.taxonomy_term_id:
        rows = rows.filter(service__terms__in=words.leading_to(_id(asked.taxonomy_term_id)))
    if asked.taxonomy_id:
        rows = rows.filter(service__terms__in=words.of_list(_id(asked.taxonomy_id)))
    if asked.postcode and asked.point:
        rows = rows.filter(_serves(asked.postcode, asked.point))
    return _when(rows, asked).distinct()


def _when(rows: QuerySet[Document], asked: Asked) -> QuerySet[Document]:
    """Open on that day, from then, until then: all three of one and the same time."""
    same = _time(asked, "service__times__")
    return rows.filter(same) if same else rows


def _at_times(rows: QuerySet[DocumentAtLocation], asked: Asked) -> QuerySet[DocumentAtLocation]:
    """The same of one location: a time that is tied to another one does not count."""
    same = _time(asked, "document__service__times__")
    here = Q(document__service__times__location=None) | Q(document__service__times__location=F("location"))
    return rows.filter(same & here).distinct() if same else rows


def _time(asked: Asked, path: str) -> Q:
    """One time as it was asked for that is not over for good; empty where nothing was asked of times."""
    same = Q()
    if asked.day:
        same &= Q(**{f"{path}rule__in": _rules_on(asked.day)})
    if asked.start_time is not None:
        same &= Q(**{f"{path}opens__gte": asked.start_time})
    if asked.end_time is not None:
        same &= Q(**{f"{path}closes__lte": asked.end_time})
    return same & (Q(**{f"{path}ends": None}) | Q(**{f"{path}ends__gte": clock.today()})) if same else same


def _rules_on(day: str) -> list[str]:
    """The rules in use that fall on this day of the week. One that goes by the date may fall on any."""
    used = Document.objects.filter(is_listed=True).exclude(service__times=None).order_by("service__times__rule")
    return [rule for rule in used.values_list("service__times__rule", flat=True).distinct() if _falls_on(rule, day)]


def _falls_on(rule: str, day: str) -> bool:
    try:
        parsed = times.parse(rule)
    except times.BadRule:
        return False
    return bool(parsed.dates) or times.CODES.index(day) in parsed.weekdays


def _serves(postcode: str, point: tuple[float, float]) -> Q:
    """Those that serve this postcode, and those that do not say where people must live."""
    patches = [patch.pk for patch in places.patches_at(*point, postcode)]
    areas = places.codes_at(*point, postcode)
    anywhere = Q(service__patches=None, service__areas=None) | Q(service__everywhere=True)
    return anywhere | Q(service__patches__in=patches) | Q(service__areas__code__in=areas)


def _near(asked: Asked, rows: QuerySet[DocumentAtLocation]) -> list[Near]:
    """These, nearest first; those within the distance where one was asked."""
    latitude, longitude = cast("tuple[float, float]", asked.point)
    within = asked.proximity
    if within is not None:
        rows = rows.exclude(latitude=None).exclude(longitude=None)
        if within < METRES_IN_A_DEGREE:
            reach = within / METRES_IN_A_DEGREE * 1.01
            rows = rows.filter(latitude__range=(latitude - reach, latitude + reach))
    spots = rows.values_list("id", "document_id", "latitude", "longitude")
    every = [Near(pk, document, _metres(latitude, longitude, y, x)) for pk, document, y, x in spots]
    return sorted((near for near in every if within is None or near.metres <= within), key=lambda near: (near.metres, near.id))


def _metres(latitude: float, longitude: float, y: float | None, x: float | None) -> float:
    """How far; further than anything where we do not know the point."""
    return math.inf if y is None or x is None else distance.metres(latitude, longitude, y, x)


def _said(asked: str) -> list[uuid.UUID]:
    return [hit.id for hit in search.find(Query(kind="service", words=asked, size=EVERYTHING)).hits]


def _id(said: str) -> uuid.UUID:
    """An id as it was given; of another shape it is nobody's."""
    return cleaning.identifier(said) or uuid.UUID(int=0)
