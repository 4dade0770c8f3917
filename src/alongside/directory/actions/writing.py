"""Writes the facts of services: one service from a form or hundreds from an import, in the same few statements."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import slugify

from alongside.directory import registry
from alongside.directory.models import Contact, Service
from alongside.directory.queries import facts as reading
from alongside.directory.queries.facts import Facts
from alongside.kit import clock, rows
from alongside.people.consent import Publish
from alongside.places import queries as places
from alongside.places.address import Precision
from alongside.terms import queries as terms

RESERVED = frozenset(
    {
        "new",
        "ask",
        "imports",
        "changes",
        "export",
        "confirm",
        "mine",
        "kept",
        "duplicates",
        "sources",
        "assurance",
        "differences",
        "list",
        "lists",
        "professionals",
        "sheet",
        "widget",
        "embed",
        "missing",
    }
)
"""Slugs that are pages of the directory itself."""


@dataclass
class Draft:
    """A service and the facts to write to it. `new` ones are inserted."""

    service: Service
    facts: Facts
    new: bool = False


def write(drafts: Sequence[Draft]) -> None:
    """Write these facts, then everything that is kept with a service. Call it inside the action's transaction."""
    for draft in drafts:
        draft.facts = _copied(draft.facts)
        for key in reading.PLAIN:
            if key in draft.facts:
                setattr(draft.service, key, draft.facts[key])
    _write_services(drafts)
    _tie_times(drafts)
    _locate([location for draft in drafts for location in draft.facts.get("locations", ())])
    for key, (model, fields) in reading.RELATED.items():
        _write_related(model, fields, [d for d in drafts if key in d.facts], key)
    for key in reading.LINKED:
        _write_linked(key, [d for d in drafts if key in d.facts])
    keep([draft.service for draft in drafts])


def _copied(facts: Facts) -> Facts:
    """The same facts with rows of their own, since what is written gives them ids and points."""
    return {key: [dict(row) for row in value] if key in reading.RELATED else value for key, value in facts.items()}


def keep(services: Sequence[Service]) -> None:
    """Write what other rooms keep with these services: the search index, lists, feeds."""
    registry.written([service.pk for service in services])


def _write_services(drafts: Sequence[Draft]) -> None:
    new = [draft.service for draft in drafts if draft.new]
    if new:
        _give_slugs(new)
        rows.insert(new)
    if old := [draft.service for draft in drafts if not draft.new]:
        fields = [f.name for f in Service._meta.concrete_fields if not f.primary_key and f.name not in ("slug", "created_at")]
        Service.objects.bulk_update(old, fields, batch_size=20)


def _give_slugs(services: Sequence[Service]) -> None:
    """A readable address for each: the name; with the organisation's name where that is taken; else with an id."""
    wanted = {service.pk: _candidates(service) for service in services}
    every = [slug for slugs in wanted.values() for slug in slugs]
    taken = set(RESERVED)
    for start in range(0, len(every), 500):
        taken.update(Service.objects.filter(slug__in=every[start : start + 500]).values_list("slug", flat=True))
    for service in services:
        service.slug = next(slug for slug in wanted[service.pk] if slug not in taken)
        taken.add(service.slug)


def _candidates(service: Service) -> tuple[str, str, str]:
    name = slugify(service.name)[:60].strip("-") or "service"
    runner = slugify(service.organisation.name)[:50].strip("-")
    return name, f"{name}-{runner}".strip("-"), f"{name}-{service.pk.hex}"


def _tie_times(drafts: Sequence[Draft]) -> None:
    """A time names a location of its own service, or none."""
    for draft in drafts:
        times = [time for time in draft.facts.get("times", ()) if time.get("location")]
        if not times:
            continue
        places = draft.facts.get("locations")
        known = (
            {str(one.get("id")) for one in places}
            if places is not None
            else {str(one.pk) for one in draft.service.locations.all()}
        )
        for time in times:
            time["location"] = time["location"] if time["location"] in known else None


def _locate(locations: Sequence[Facts]) -> None:
    """Give every location the best point we have: its own, or that of its postcode. None is invented."""
    points = places.points_of(sorted({one["postcode"] for one in locations if one.get("postcode") and not _is_given(one)}))
    for one in locations:
        if _is_given(one):
            continue
        found = points.get(one.get("postcode") or "")
        one["latitude"], one["longitude"], one["precision"] = found or (None, None, Precision.NONE.value)


def _is_given(location: Facts) -> bool:
    """Whether somebody gave its point, and there is such a point."""
    latitude, longitude = location.get("latitude"), location.get("longitude")
    known = latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180
    return location.get("precision") == Precision.GIVEN and known


def _write_related(model: Any, fields: tuple[str, ...], drafts: Sequence[Draft], key: str) -> None:
    """Make the rows of each service as its facts say. A row that stays keeps its id."""
    kept = {d.service.pk: {str(row.pk): row for row in getattr(d.service, key).all()} if not d.new else {} for d in drafts}
    create: list[models.Model] = []
    update: list[models.Model] = []
    gone: list[Any] = []
    for draft in drafts:
        here = kept[draft.service.pk]
        for wanted in _with_ids(draft.facts[key], here):
            row = here.pop(wanted["id"], None)
            before = getattr(row, "publish", None)
            filled = _fill(row or model(pk=uuid.UUID(wanted["id"])), draft.service, wanted, fields)
            if isinstance(filled, Contact):
                _date_consent(filled, before=before)
            (update if row else create).append(filled)
        gone += [row.pk for row in here.values()]
        getattr(draft.service, "_prefetched_objects_cache", {}).pop(key, None)
    model.objects.filter(pk__in=gone).delete()
    rows.insert(create)
    if update:
        model.objects.bulk_update(update, [field for field in fields if field != "id"], batch_size=50)


def _with_ids(rows: list[Facts], here: dict[str, Any]) -> list[Facts]:
    """Each row with an id: its own where that row is of this service, that of one with the same words, else a new one."""
    named = {str(row.get("id")) for row in rows}
    free = {known for known in here if known not in named}
    for row in rows:
        given = str(row.get("id") or "")
        if given not in here and not (given and row.pop("new", False)):
            same = next((known for known in sorted(free) if _says_the_same(here[known], row)), "")
            free.discard(same)
            given = same or str(uuid.uuid4())
        row["id"] = given
        row.pop("new", None)
    return rows


def _says_the_same(kept: Any, row: Facts) -> bool:
    fields = [field for field in row if field not in ("id", "location", "new")]
    return all(reading.plain(getattr(kept, field)) == reading.plain(row[field]) for field in fields)


def _fill(row: Any, service: Service, wanted: Facts, fields: tuple[str, ...]) -> models.Model:
    row.service = service
    for field in fields:
        if field == "id" or field not in wanted:
            continue
        if field == "location":
            row.location_id = uuid.UUID(wanted[field]) if wanted[field] else None
        else:
            setattr(row, field, _value(field, wanted[field]))
    filled: models.Model = row
    return filled


def _date_consent(contact: Contact, *, before: str | None) -> None:
    """A consent has its date; when it is not known, or said anew, the old one goes."""
    if contact.publish == Publish.UNKNOWN:
        contact.said_by, contact.said_at, contact.said_how = "", None, ""
    elif contact.said_at is None or (before not in (None, contact.publish)):
        contact.said_at = clock.now()


def _value(field: str, value: Any) -> Any:
    """A value as its model keeps it."""
    if field in ("opens", "closes") and isinstance(value, str):
        return dt.time.fromisoformat(value)
    if field in ("starts", "ends"):
        return dt.date.fromisoformat(value) if value else None
    if field == "said_at":
        return dt.datetime.fromisoformat(value) if value else None
    return value


def _write_linked(key: str, drafts: Sequence[Draft]) -> None:
    through = getattr(Service, key).through
    wanted = {value for draft in drafts for value in draft.facts[key]}
    known = _known(key, wanted) if wanted else {}
    column = Service._meta.get_field(key).m2m_reverse_field_name() + "_id"  # type: ignore[union-attr]
    through.objects.filter(service__in=[d.service.pk for d in drafts if not d.new]).delete()
    rows.insert(
        [
            through(service_id=draft.service.pk, **{column: known[value]})
            for draft in drafts
            for value in sorted(set(draft.facts[key]))
            if value in known
        ]
    )
    for draft in drafts:
        getattr(draft.service, "_prefetched_objects_cache", {}).pop(key, None)


def _known(key: str, values: set[str]) -> dict[str, uuid.UUID]:
    if key == "terms":
        return {term.slug: term.pk for term in terms.needs() if term.slug in values}
    field = reading.LINKED[key]
    linked: Any = Service._meta.get_field(key).remote_field
    return dict(linked.model.objects.filter(**{f"{field}__in": values}).values_list(field, "pk"))
