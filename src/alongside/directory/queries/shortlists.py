"""Reading a shortlist: each service in short, and plainly where one is no longer offered."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.directory.models import Service, Shortlist
from alongside.directory.queries import assurance, capacity, confirmations, duplicates
from alongside.kit import clock

Tag = tuple[str, str]
"""Its kind and its words."""


@dataclass(frozen=True)
class Entry:
    """One service on a list, as it stands today. `key` is the id under which the list holds it."""

    key: uuid.UUID
    service: Service
    note: str
    gone: bool
    facts: list[tuple[str, str]]
    tags: list[Tag]
    """What is to be known before anybody goes: how sure we are, how full it is, whether it is closed."""
    doubts: list[Tag]
    """The same where space is short: that it was confirmed lately goes without saying."""


def found(token: str) -> Shortlist | None:
    """The list at this address, while it holds."""
    return Shortlist.objects.filter(token=token, ends_on__gte=clock.today()).first()


def lines(shortlist: Shortlist) -> list[tuple[uuid.UUID, str]]:
    """Its services and notes, in order."""
    return list(shortlist.entries.order_by("position").values_list("service", "note"))


def entries(ids: Sequence[uuid.UUID], notes: Mapping[uuid.UUID, str]) -> list[Entry]:
    """These services in this order, in a constant number of queries. What was never shown is left out.

    In place of one that was made part of another stands that other, once.
    """
    known = _known(ids)
    led = duplicates.leads_to([pk for pk, one in known.items() if one.status == Service.Status.WITHDRAWN])
    known |= _known(led.values()) if led else {}
    told: dict[uuid.UUID, Entry] = {}
    for pk in ids:
        end, note = led.get(pk, pk), notes.get(pk, "")
        if end in known and (end not in told or (note and not told[end].note)):
            told[end] = _entry(known[end], note, key=pk)
    return list(told.values())


def _known(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Service]:
    seen = Service.objects.filter(pk__in=ids, status__in=(*Service.SHOWN, Service.Status.WITHDRAWN)).order_by("pk")
    return {one.pk: one for one in seen.select_related("organisation").prefetch_related("locations", "times", "contacts")}


def _entry(service: Service, note: str, *, key: uuid.UUID) -> Entry:
    if service.status == Service.Status.WITHDRAWN:
        gone = [("bad", _("No longer offered"))]
        return Entry(key, service, note, gone=True, facts=[], tags=gone, doubts=gone)
    sure, besides = _sure(service), _besides(service)
    tags = [sure, *besides]
    doubts = besides if sure[0] == "ok" else tags
    return Entry(key, service, note, gone=False, facts=confirmations.in_short(service), tags=tags, doubts=doubts)


def _sure(service: Service) -> Tag:
    today = clock.today()
    recent = assurance.standing(service.assured_on, today) == "recent"
    return "ok" if recent else "silent", assurance.said(service.assured_on, today)


def _besides(service: Service) -> list[Tag]:
    today, said = clock.today(), capacity.of(service)
    room = [(said.kind(today), said.words(today))] if said else []
    return [*room, *([("bad", _("Closed for a while"))] if service.status == Service.Status.PAUSED else [])]
