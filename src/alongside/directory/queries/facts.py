"""A service as plain values: one shape for forms, proposed changes, imports and exports.

The keys are the field names of the models. Dates and times are ISO text, terms and patches are slugs, areas are codes,
so that the same facts can wait as JSON, be compared, and be written again.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from alongside.directory.models import Contact, Service, ServiceLocation, ServiceTime

Facts = dict[str, Any]

PLAIN = (
    "name",
    "summary",
    "description",
    "eligibility",
    "minimum_age",
    "maximum_age",
    "cost",
    "cost_pence",
    "cost_text",
    "at_place",
    "at_home",
    "by_phone",
    "online",
    "languages",
    "start",
    "start_text",
    "bring",
    "expect",
    "url",
    "everywhere",
    "closed_on",
    "closed_on_holidays",
    "times_text",
)
LINKED = {"terms": "slug", "patches": "slug", "areas": "code"}
ADDRESS = ("name", "line_1", "line_2", "town", "county", "postcode")
POINT = ("latitude", "longitude", "precision")
LOCATION = ("id", *ADDRESS, *POINT, "hidden", "access", "access_text")
TIME = ("id", "location", "rule", "opens", "closes", "starts", "ends")
CONTACT = ("id", "kind", "value", "label", "publish", "said_by", "said_at", "said_how")
RELATED = {"locations": (ServiceLocation, LOCATION), "times": (ServiceTime, TIME), "contacts": (Contact, CONTACT)}
KEYS = frozenset({*PLAIN, *LINKED, *RELATED})

WITH_ALL = ("locations", "times", "contacts", "terms", "patches", "areas")


def facts_of(service: Service) -> Facts:
    """All that can be said of a service. Costs no query where `WITH_ALL` was prefetched."""
    facts: Facts = {key: getattr(service, key) for key in PLAIN}
    for key, field in LINKED.items():
        facts[key] = sorted(getattr(linked, field) for linked in getattr(service, key).all())
    for key, (_model, fields) in RELATED.items():
        facts[key] = [_row(one, fields) for one in getattr(service, key).all()]
    return facts


def many(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Facts]:
    """The facts of many services, in a constant number of queries."""
    services = Service.objects.filter(pk__in=list(ids)).prefetch_related(*WITH_ALL)
    return {service.pk: facts_of(service) for service in services}


def _row(one: ServiceLocation | ServiceTime | Contact, fields: tuple[str, ...]) -> Facts:
    return {field: plain(getattr(one, "location_id" if field == "location" else field)) for field in fields}


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def differences(now: Facts, wanted: Facts) -> Facts:
    """The part of `wanted` that is not so yet. Ids and points do not count: they are ours to give."""
    return {key: value for key, value in wanted.items() if comparable(key, value) != comparable(key, now.get(key))}


def comparable(key: str, value: Any) -> Any:
    """A fact without what people do not say: ids, points, the order of a list."""
    if key in LINKED:
        return sorted(value or [])
    if key == "locations":
        said = [{k: location.get(k) or "" for k in (*ADDRESS, "access_text")} | _ticks(location) for location in value or []]
        return sorted(said, key=repr)
    if key == "times":
        return sorted((t["rule"], t["opens"], t["closes"], t.get("starts") or "", t.get("ends") or "") for t in value or [])
    if key == "contacts":
        return sorted([contact.get(k) or "" for k in ("kind", "value", "label", "publish")] for contact in value or [])
    return value or None if not isinstance(value, bool) else value


def _ticks(location: Facts) -> Facts:
    return {"hidden": bool(location.get("hidden")), "access": location.get("access") or {}}
