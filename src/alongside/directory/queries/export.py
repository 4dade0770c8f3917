"""The services that anybody may see, as they leave this place: for other systems as JSON, for people as a sheet.

A hidden address and a contact that nobody agreed to publish never leave. The headings of the sheet are ones that our own
import understands, so that a sheet can be mended and brought back.
"""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.directory.models import Service, ServiceLocation
from alongside.directory.queries import capacity, sentences, times, timetables
from alongside.directory.queries.facts import Facts, facts_of
from alongside.directory.queries.services import with_all
from alongside.kit import clock
from alongside.people.consent import Publish

HEADINGS = tuple(
    heading.strip()
    for heading in (
        "id, name, organisation name, summary, description, eligibility, minimum age, maximum age, cost, how to start, "
        "what to bring, what to expect, times, languages, categories, venue, address line 1, address line 2, town, postcode, "
        "latitude, longitude, accessibility, phone, email, publish contacts, website, last confirmed, page, room, room said on"
    ).split(",")
)
AT_A_TIME = 500


def services() -> Iterator[Service]:
    """Everything that is shown, in a constant number of queries for every few hundred."""
    yield from with_all(Service.objects.published()).order_by("name", "id").iterator(chunk_size=AT_A_TIME)


def whole(service: Service) -> Facts:
    """All that may be known of a service, as plain values."""
    facts = facts_of(service)
    return {
        "id": str(service.pk),
        "page": page(service),
        "organisation": service.organisation.name,
        "status": service.status,
        "assured_on": service.assured_on and service.assured_on.isoformat(),
        "capacity": capacity.plain(capacity.of(service), clock.today()),
        **facts,
        "locations": [location if not location["hidden"] else {"hidden": True} for location in facts["locations"]],
        "contacts": [
            {key: contact[key] for key in ("kind", "value", "label")}
            for contact in facts["contacts"]
            if contact["publish"] == Publish.YES
        ],
    }


def row(service: Service) -> dict[str, object]:
    """The same in one line of a sheet: of several locations, the first."""
    cells: dict[str, object] = {
        "id": service.pk,
        "name": service.name,
        "organisation name": service.organisation.name,
        "summary": service.summary,
        "description": service.description,
        "eligibility": service.eligibility,
        "minimum age": service.minimum_age,
        "maximum age": service.maximum_age,
        "cost": sentences.cost(service),
        "how to start": service.start_text or sentences.start(service),
        "what to bring": service.bring,
        "what to expect": service.expect,
        "times": times.sentences(timetables.of(service), today=clock.today()) if service.times.all() else service.times_text,
        "languages": ", ".join(service.languages),
        "categories": ", ".join(sorted(term.name for term in service.terms.all())),
        "website": service.url,
        "last confirmed": service.assured_on,
        "page": page(service),
        "room": service.get_capacity_display() if service.capacity else "",
        "room said on": service.capacity_said_on,
    }
    return cells | _where(service) | _whom(service)


def page(service: Service) -> str:
    """The address at which people read of it."""
    return f"{settings.ADDRESS}{reverse('directory:service', args=[service.slug])}"


def _where(service: Service) -> dict[str, object]:
    found: ServiceLocation | None = next((location for location in service.locations.all() if not location.hidden), None)
    if found is None:
        return {}
    return {
        "venue": found.name,
        "address line 1": found.line_1,
        "address line 2": found.line_2,
        "town": found.town,
        "postcode": found.postcode,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "accessibility": sentences.getting_in(found.access, found.access_text),
    }


def _whom(service: Service) -> dict[str, object]:
    shown = [contact for contact in service.contacts.all() if contact.publish == Publish.YES]
    by_kind = {contact.kind: contact.value for contact in reversed(shown)}
    return {"phone": by_kind.get("phone"), "email": by_kind.get("email"), "publish contacts": _("yes") if shown else _("no")}
