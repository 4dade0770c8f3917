"""A service in the words of the standard: what everybody may know of it, and nothing else.

A hidden address is not in it, nor a contact that nobody agreed to publish. It says nothing of this installation itself
(no address of ours), so that the same service is the same document wherever it is published.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.directory.queries import capacity, sentences, times
from alongside.kit import clock
from alongside.openreferral import standard
from alongside.openreferral.queries import values, words
from alongside.openreferral.queries.values import own_id, text
from alongside.people.consent import Publish
from alongside.places import queries as places
from alongside.places.address import Precision
from alongside.terms import queries as terms

if TYPE_CHECKING:
    from alongside.directory.models import Contact, Service, ServiceLocation, ServiceTime
    from alongside.organisations.models import Organisation
    from alongside.places.models import Patch
    from alongside.terms.models import Term

STATUSES: dict[str, standard.Status] = {"published": "active", "paused": "temporarily closed"}
KNOWN = frozenset({Precision.GIVEN, Precision.POSTCODE})
"""The middle of half a postcode is no place to send anybody to."""
OFFICIAL = re.compile(r"[EWSNK]\d{8}")
STATISTICS = "http://statistics.data.gov.uk/id/statistical-geography/"
PLACES = standard.Unit(id=own_id(uuid.NAMESPACE_URL, "alongside places"), name="Place")
GONE = "No longer listed"
"""What a harvester reads of a service that is not shown any more: nothing of its own may stay here."""


@dataclass(frozen=True)
class Around:
    """What documents say of the place, read once for many of them."""

    place: str
    email: str | None
    paths: Mapping[uuid.UUID, tuple["Term", ...]]
    lists: Mapping[uuid.UUID, str]
    today: dt.date


def around() -> Around:
    """The place as it stands now."""
    place = places.the_place()
    return Around(place.name, values.email(place.email), terms.paths(), words.names_of_lists(), clock.today())


def gone(service: uuid.UUID, part_of: uuid.UUID | None = None) -> standard.Service:
    """What is left of a service that is no longer shown: its id, and that of the one of which it became part."""
    own = standard.OwnService(leads_to=str(part_of)) if part_of else None
    return standard.Service(id=str(service), name=GONE, status="inactive", alongside=own)


def service(one: "Service", known: Around) -> standard.Service:
    """All of a service. Its related rows are best prefetched."""
    patches = sorted(one.patches.all(), key=lambda patch: patch.slug)
    shown = [contact for contact in one.contacts.all() if contact.publish == Publish.YES]
    spots = [location for location in one.locations.all() if not location.hidden]
    full = _no_room(one, known.today)
    return standard.Service(
        id=str(one.pk),
        name=text(one.name) or GONE,
        status=STATUSES[one.status],
        description=_description(one),
        url=values.uri(one.url),
        email=next((mail for contact in shown if contact.kind == "email" and (mail := values.email(contact.value))), None),
        minimum_age=one.minimum_age,
        maximum_age=one.maximum_age,
        assured_date=values.day(one.assured_on),
        assurer_email=known.email if one.assured_on else None,
        alert=_alert(full) if full else None,
        eligibility_description=text(one.eligibility),
        application_process=text(one.start_text),
        wait_time=_wait(full) if full else None,
        organization_id=str(one.organisation_id),
        organization=organisation(one.organisation),
        schedules=[_schedule(time, one, spots) for time in one.times.all()],
        service_areas=list(_areas(one, patches, known)),
        service_at_locations=[at_location(spot, one, known) for spot in spots],
        languages=[standard.Language(id=own_id(one.pk, f"language {name}"), name=name) for name in one.languages if name],
        cost_options=list(_cost(one)),
        contacts=[said for contact in shown if (said := _contact(contact))],
        attributes=list(_attributes(one, known)),
        capacities=[_none_free(one, full)] if full else [],
        alongside=_own(one, patches),
    )


def _description(one: "Service") -> str | None:
    """All of its text. What our lists show of it stands first, unless the text begins with that anyway."""
    said, whole = one.summary.strip(), one.description.strip()
    if not whole or said.endswith("…") or sentences.rest_of(whole, said) != whole:
        return text(whole) or text(said)
    return text(f"{said}\n\n{whole}")


def kept_apart(one: "Service") -> set[str]:
    """The ids of its times at locations that are hidden: they are true of no other location."""
    hidden = {location.pk for location in one.locations.all() if location.hidden}
    return {str(time.pk) for time in one.times.all() if time.location_id in hidden}


def flat(whole: standard.Service) -> standard.Service:
    """The same as it stands in lists: what is single, and who runs it."""
    runner = whole.organization
    return msgspec.structs.replace(
        whole,
        organization=runner and msgspec.structs.replace(runner, organization_identifiers=[]),
        schedules=[],
        service_areas=[],
        service_at_locations=[],
        languages=[],
        cost_options=[],
        contacts=[],
        attributes=[],
        capacities=[],
        alongside=None,
    )


def organisation(one: "Organisation") -> standard.Organisation:
    """Who runs it. How to reach it stands on its own page, where a consent that is withdrawn is gone at once."""
    return standard.Organisation(
        id=str(one.pk),
        name=text(one.name) or GONE,
        description=text(one.about) or str(one.what),
        website=values.uri(one.url),
        organization_identifiers=[
            standard.OrganisationIdentifier(
                id=own_id(one.pk, f"identifier {number}"),
                identifier_type=number.scheme,
                identifier=number.number,
                identifier_scheme=number.scheme,
            )
            for number in one.identifiers.all()
        ],
    )


def at_location(spot: "ServiceLocation", one: "Service", known: Around) -> standard.ServiceAtLocation:
    """That a service happens there."""
    return standard.ServiceAtLocation(
        id=own_id(spot.pk, "service at location"),
        service_id=str(one.pk),
        location_id=str(spot.pk),
        location=_location(spot, known),
    )


def _location(spot: "ServiceLocation", known: Around) -> standard.Location:
    point = values.point(spot.latitude, spot.longitude) if spot.precision in KNOWN else None
    said = sentences.getting_in(spot.access)
    access = {key: value for key, value in spot.access.items() if isinstance(value, bool)}
    words_of_it = said or spot.access_text
    return standard.Location(
        id=str(spot.pk),
        location_type="physical",
        name=text(spot.name),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        addresses=[address for address in [_address(spot, known)] if address],
        accessibility=[
            standard.Accessibility(
                id=own_id(spot.pk, "accessibility"), description=words_of_it, details=text(spot.access_text) if said else None
            )
        ]
        if text(words_of_it)
        else [],
        alongside=standard.OwnLocation(access=access, access_text=text(spot.access_text)) if access or spot.access_text else None,
    )


def _address(spot: "ServiceLocation", known: Around) -> standard.Address | None:
    """An address with all that the standard requires, from what is known; none without a postcode and a first line."""
    street, town = text(spot.line_1) or text(spot.name), text(spot.town) or text(spot.county)
    if not (street and text(spot.postcode)):
        return None
    return standard.Address(
        id=own_id(spot.pk, "address"),
        address_1=street,
        address_2=text(spot.line_2),
        city=town or known.place,
        state_province=text(spot.county) or known.place,
        postal_code=spot.postcode.strip(),
        country="GB",
        address_type="physical",
    )


def _schedule(time: "ServiceTime", one: "Service", spots: list["ServiceLocation"]) -> standard.Schedule:
    at = next((own_id(spot.pk, "service at location") for spot in spots if spot.pk == time.location_id), None)
    said = standard.Schedule(
        id=str(time.pk),
        service_id=str(one.pk),
        service_at_location_id=at,
        valid_from=values.day(time.starts),
        valid_to=values.day(time.ends),
        dtstart=values.day(time.starts),
        opens_at=f"{time.opens:%H:%M}",
        closes_at=f"{time.closes:%H:%M}",
        notes=_closed(one),
    )
    try:
        rule = times.parse(time.rule)
    except times.BadRule:
        return said
    said.freq, said.interval = "MONTHLY" if rule.monthly else "WEEKLY", rule.every
    said.byday = text(",".join(f"{nth or ''}{times.CODES[day]}" for nth, day in rule.days))
    said.bymonthday = text(",".join(map(str, rule.dates)))
    return said


def _closed(one: "Service") -> str | None:
    closed = values.days(one.closed_on)
    on = [_("Closed on %(days)s.") % {"days": ", ".join(closed)}] if closed else []
    return text(" ".join([*on, _("Closed on bank holidays.")] if one.closed_on_holidays else on))


def _areas(one: "Service", patches: "list[Patch]", known: Around) -> Iterator[standard.ServiceArea]:
    if one.everywhere:
        yield standard.ServiceArea(id=own_id(one.pk, "everywhere"), name=known.place)
    for patch in patches:
        yield standard.ServiceArea(id=own_id(one.pk, f"patch {patch.slug}"), name=patch.name)
    for area in sorted(one.areas.all(), key=lambda area: area.code):
        official = f"{STATISTICS}{area.code}" if OFFICIAL.fullmatch(area.code) else None
        yield standard.ServiceArea(id=own_id(one.pk, f"area {area.code}"), name=area.name, uri=official)


def _cost(one: "Service") -> Iterator[standard.CostOption]:
    pence = 0 if one.cost == "free" else one.cost_pence if one.cost == "fee" else None
    gift = _("A gift, if you like") if one.cost == "gift" else ""
    said = text(". ".join(part for part in (gift, one.cost_text) if part))
    if pence is not None or said:
        amount = None if pence is None else pence / 100
        yield standard.CostOption(
            id=own_id(one.pk, "cost"), amount=amount, currency=None if amount is None else "GBP", amount_description=said
        )


def _contact(contact: "Contact") -> standard.Contact | None:
    said = standard.Contact(id=str(contact.pk), name=text(contact.label))
    if contact.kind == "email":
        said.email = values.email(contact.value)
        return said if said.email else None
    number = text(contact.value)
    if not number:
        return None
    said.phones = [
        standard.Phone(
            id=own_id(contact.pk, "phone"),
            number=number,
            type="text" if contact.kind == "text" else "voice",
            description=text(contact.label),
        )
    ]
    return said


def _attributes(one: "Service", known: Around) -> Iterator[standard.Attribute]:
    standing = {path[0].pk: path for term in one.terms.all() if (path := known.paths.get(term.pk))}
    for pk, path in sorted(standing.items()):
        yield standard.Attribute(
            id=own_id(one.pk, f"term {pk}"),
            link_id=str(one.pk),
            link_type="service",
            taxonomy_term_id=str(pk),
            taxonomy_term=words.word(path, known.lists),
        )


def _capacity(one: "Service") -> standard.Capacity | None:
    said = capacity.of(one)
    if said is None:
        return None
    return standard.Capacity(
        status=said.value,  # type: ignore[arg-type]  # one of a list in the database
        said_on=said.said_on.isoformat(),
        weeks=said.weeks,
        until=values.day(said.until),
    )


def _no_room(one: "Service", today: dt.date) -> capacity.Statement | None:
    """That there is no room, while that can still be relied on."""
    said = capacity.of(one)
    return said if said and said.value != "open" and said.counts(today) else None


def _alert(said: capacity.Statement) -> str:
    """It names days, so that it does not change with each of them."""
    facts = {"on": date_format(said.said_on, "j F Y"), "weeks": said.weeks}
    if said.weeks:
        form = ngettext(
            "There is a waiting list of about %(weeks)s week, as of %(on)s.",
            "There is a waiting list of about %(weeks)s weeks, as of %(on)s.",
            said.weeks,
        )
        return form % facts
    if said.until:
        return _("Takes nobody new until %(until)s, as of %(on)s.") % {**facts, "until": date_format(said.until, "j F Y")}
    if said.value == "waiting":
        return _("There is a waiting list, as of %(on)s.") % facts
    return _("Has no room, as of %(on)s.") % facts if said.value == "full" else _("Takes nobody new, as of %(on)s.") % facts


def _wait(said: capacity.Statement) -> str | None:
    if not said.weeks:
        return None
    return ngettext("About %(weeks)s week", "About %(weeks)s weeks", said.weeks) % {"weeks": said.weeks}


def _none_free(one: "Service", said: capacity.Statement) -> standard.ServiceCapacity:
    """No place is free. Where there is room we do not know how many are, and 3.1 asks for a number, so it says nothing then."""
    day = dt.datetime.combine(said.said_on, dt.time(), dt.UTC)
    return standard.ServiceCapacity(
        id=own_id(one.pk, "capacity"), unit=PLACES, available=0, updated=values.moment(day), description=_alert(said)
    )


def _own(one: "Service", patches: "list[Patch]") -> standard.OwnService:
    return standard.OwnService(
        summary=text(one.summary),
        cost=one.cost if one.cost in ("free", "gift", "fee") else None,  # type: ignore[arg-type]  # checked beside it
        start=one.start if one.start in ("just_come", "ring", "form", "referral") else None,  # type: ignore[arg-type]
        bring=text(one.bring),
        expect=text(one.expect),
        at_place=one.at_place,
        at_home=one.at_home,
        by_phone=one.by_phone,
        online=one.online,
        everywhere=one.everywhere,
        closed_on=values.days(one.closed_on),
        closed_on_holidays=one.closed_on_holidays,
        times_text=text(one.times_text),
        patches=[patch.slug for patch in patches],
        areas=sorted(area.code for area in one.areas.all() if not OFFICIAL.fullmatch(area.code)),
        capacity=_capacity(one),
        sector=one.organisation.sector,
    )
