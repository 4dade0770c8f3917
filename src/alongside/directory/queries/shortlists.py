"""Reading a shortlist: each service in short, and plainly where one is no longer offered."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.directory.models import Service, Shortlist
from alongside.directory.queries import assurance, capacity, confirmations
from alongside.kit import clock


@dataclass(frozen=True)
class Entry:
    """One service on a list, as it stands today."""

    service: Service
    note: str
    gone: bool
    facts: list[tuple[str, str]]
    standing: str
    confirmed: str
    room: str
    room_kind: str


def found(token: str) -> Shortlist | None:
    """The list at this address, while it holds."""
    return Shortlist.objects.filter(token=token, ends_on__gte=clock.today()).first()


def lines(shortlist: Shortlist) -> list[tuple[uuid.UUID, str]]:
    """Its services and notes, in order."""
    return list(shortlist.entries.order_by("position").values_list("service", "note"))


def entries(ids: Sequence[uuid.UUID], notes: Mapping[uuid.UUID, str]) -> list[Entry]:
    """These services in this order, in a constant number of queries. What was never shown is left out."""
    seen = Service.objects.filter(pk__in=ids, status__in=(*Service.SHOWN, Service.Status.WITHDRAWN)).order_by("pk")
    known = {one.pk: one for one in seen.select_related("organisation").prefetch_related("locations", "times", "contacts")}
    return [_entry(known[pk], notes.get(pk, "")) for pk in ids if pk in known]


def _entry(service: Service, note: str) -> Entry:
    today, said = clock.today(), capacity.of(service)
    gone = service.status == Service.Status.WITHDRAWN
    return Entry(
        service=service,
        note=note,
        gone=gone,
        facts=[] if gone else confirmations.in_short(service),
        standing=assurance.standing(service.assured_on, today),
        confirmed=assurance.said(service.assured_on, today),
        room=said.words(today) if said else "",
        room_kind=said.kind(today) if said else "",
    )
