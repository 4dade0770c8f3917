"""Reading a shortlist: each service in short, and plainly where one is no longer offered."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.directory.models import Service, Shortlist
from alongside.directory.queries import assurance, capacity, confirmations, duplicates
from alongside.kit import clock


@dataclass(frozen=True)
class Entry:
    """One service on a list, as it stands today. `key` is the id under which the list holds it."""

    key: uuid.UUID
    service: Service
    note: str
    gone: bool
    facts: list[tuple[str, str]]
    standing: str
    confirmed: str
    room: str
    room_kind: str

    @property
    def tags(self) -> list[tuple[str, str]]:
        """Kind and words of what is to be known before anybody goes: how sure we are, how full, whether it is closed."""
        if self.gone:
            return [("bad", _("No longer offered"))]
        return [("ok" if self.standing == "recent" else "silent", self.confirmed), *self.tags_but_sure]

    @property
    def tags_but_sure(self) -> list[tuple[str, str]]:
        """The same without how sure we are."""
        room = [(self.room_kind, self.room)] if self.room else []
        return [*room, *([("bad", _("Closed for a while"))] if self.service.status == Service.Status.PAUSED else [])]

    @property
    def doubts(self) -> list[tuple[str, str]]:
        """The same where space is short: that it was confirmed lately goes without saying."""
        return self.tags_but_sure if self.standing == "recent" else self.tags


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
    today, said = clock.today(), capacity.of(service)
    gone = service.status == Service.Status.WITHDRAWN
    return Entry(
        key=key,
        service=service,
        note=note,
        gone=gone,
        facts=[] if gone else confirmations.in_short(service),
        standing=assurance.standing(service.assured_on, today),
        confirmed=assurance.said(service.assured_on, today),
        room=said.words(today) if said else "",
        room_kind=said.kind(today) if said else "",
    )
