"""All that the page of one service says, ready to show, in a constant number of queries."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import cast

from django.utils.translation import gettext as _

from alongside.directory.models import Contact, Service, ServiceLocation, Source
from alongside.directory.queries import assurance, sentences, timetables
from alongside.directory.queries import capacity as capacities
from alongside.directory.queries.times import Occurrence, Timetable, closed_soon, next_occurrence, week
from alongside.directory.queries.times import sentences as times_in_words
from alongside.kit import clock, words
from alongside.places import queries as places
from alongside.places.address import Precision
from alongside.search import queries as search
from alongside.search.shapes import Query

NEARBY_WITHIN = 8_047
NEARBY = 3


@dataclass(frozen=True)
class Spot:
    """One place where it happens, as it may be shown."""

    name: str
    address: str
    access: str
    latitude: float | None
    longitude: float | None
    outcode: str = ""
    """The first half of its postcode, where we know no more of where it is."""


@dataclass(frozen=True)
class When:
    """When it runs: in words, as a week, next, and when it is closed."""

    said: str
    week: list[tuple[str, list[str]]]
    next: Occurrence | None
    next_day: str
    next_time: str
    closed: str


@dataclass(frozen=True)
class Other:
    """Another service, to go on to."""

    name: str
    slug: str
    said: str


@dataclass(frozen=True)
class Page:
    """A service as its page shows it."""

    service: Service
    contacts: list[Contact]
    spots: list[Spot]
    is_private: bool
    no_address: str
    when: When
    standing: str
    confirmed: str
    capacity: capacities.Statement | None
    room: str
    room_kind: str
    more: str
    cost: str
    ages: str
    start: str
    ways: str
    area: str
    languages: str
    sources: list[Source]

    @property
    def phone(self) -> Contact | None:
        return next((contact for contact in self.contacts if contact.kind == Contact.Kind.PHONE), None)

    @property
    def email(self) -> Contact | None:
        return next((contact for contact in self.contacts if contact.kind == Contact.Kind.EMAIL), None)


def page(service: Service) -> Page:
    """The page of a service from `for_page`. A hidden address is nowhere in it."""
    today, place = clock.today(), places.the_place().name
    locations = list(service.locations.all())
    spots = [_spot(location) for location in locations if not location.hidden]
    is_private = any(location.hidden for location in locations)
    area = sentences.area(service, place)
    said = capacities.of(service)
    return Page(
        service=service,
        contacts=list(cast("list[Contact]", getattr(service, "shown_contacts", []))),
        spots=spots,
        is_private=is_private,
        no_address="" if spots or is_private else _no_address(service, area),
        when=when(timetables.of(service), today),
        standing=assurance.standing(service.assured_on, today),
        confirmed=assurance.said(service.assured_on, today),
        capacity=said,
        room=said.words(today) if said else "",
        room_kind=said.kind(today) if said else "",
        more=sentences.rest_of(service.description, service.summary),
        cost=sentences.cost(service),
        ages=sentences.ages(service.minimum_age, service.maximum_age),
        start=sentences.start(service),
        ways=words.joined(sentences.ways(service)),
        area=area,
        languages=words.joined(service.languages),
        sources=[record.source for record in service.records.all()],
    )


def _spot(location: ServiceLocation) -> Spot:
    return Spot(
        name=location.name,
        address=sentences.address(location),
        access=sentences.getting_in(location.access, location.access_text),
        latitude=location.latitude,
        longitude=location.longitude,
        outcode=location.postcode.partition(" ")[0] if location.precision == Precision.OUTCODE else "",
    )


def _no_address(service: Service, area: str) -> str:
    """Plainly, that no address is given, and what is known instead."""
    said = _("No address given.")
    if area:
        said = f"{said} {_('It serves %(area)s.') % {'area': area[0].lower() + area[1:] if service.everywhere else area}}"
    return said


def when(table: Timetable, today: dt.date) -> When:
    found = next_occurrence(table, after=clock.now())
    return When(
        said=times_in_words(table, today=today),
        week=week(table.slots, today=today),
        next=found,
        next_day=words.day(found.starts.date(), today) if found else "",
        next_time=words.time(found.starts.time()) if found else "",
        closed=_days(closed_soon(table, today=today), today),
    )


def _days(days: list[dt.date], today: dt.date) -> str:
    """Dates in a sentence; those of one month share its name: "22 and 29 December"."""
    months: dict[tuple[int, int], list[dt.date]] = {}
    for day in days:
        months.setdefault((day.year, day.month), []).append(day)
    return words.joined(
        [words.joined([*(str(day.day) for day in some[:-1]), words.near_date(some[-1], today)]) for some in months.values()]
    )


def others(service: Service) -> list[Other]:
    """What else is near it, or, where it has no place, what else there is for the same need."""
    point = next(
        ((one.latitude, one.longitude) for one in service.locations.all() if not one.hidden and one.latitude is not None), None
    )
    needs = tuple(term.slug for term in service.terms.all())
    asked = Query(kind="service", size=NEARBY + 1, values={"term": needs} if needs and not point else {})
    if point:
        latitude, longitude = cast("tuple[float, float]", point)
        asked = Query(kind="service", lat=latitude, lon=longitude, within_m=NEARBY_WITHIN, sort="nearest", size=NEARBY + 1)
    elif not needs:
        return []
    hits = [hit for hit in search.find(asked).hits if hit.id != service.pk][:NEARBY]
    return _others([(hit.id, hit.distance_m) for hit in hits])


def _others(found: list[tuple[uuid.UUID, int | None]]) -> list[Other]:
    ids = [pk for pk, _metres in found]
    services = {one.pk: one for one in Service.objects.filter(pk__in=ids).order_by("pk").prefetch_related("times", "locations")}
    today = clock.today()
    return [_other(services[pk], metres, today) for pk, metres in found if pk in services]


def _other(service: Service, metres: int | None, today: dt.date) -> Other:
    far = _far(metres, [one.precision for one in service.locations.all()]) if metres is not None else ""
    said = times_in_words(timetables.of(service), today=today).partition(". ")[0].rstrip(".") or words.joined(
        sentences.ways(service)
    )
    return Other(service.name, service.slug, ", ".join(part for part in (far, said) if part) or _("Times not given"))


def _far(metres: int, precisions: list[str]) -> str:
    """How far it is; "about" while only the first half of a postcode tells."""
    if Precision.OUTCODE not in precisions:
        return words.miles(metres)
    return _("about %(miles)s") % {"miles": words.miles(metres)} if metres > 800 else _("nearby")
