"""Writing down what happened, in the transaction of the action that did it; and chaining it, soon after."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from alongside.kit import clock, reading, rows
from alongside.record import behalf
from alongside.record import chain as links
from alongside.record.facts import plain
from alongside.record.models import READ, Event, Head, Tie


def write(
    kind: str,
    *,
    on: models.Model,
    by: models.Model | None,
    acting_for: uuid.UUID | None = None,
    facts: dict[str, Any] | None = None,
) -> Event:
    """Keep that `by` did `kind` ("service.published") to `on`. Call it inside the action's transaction.

    `by` is a person, or None where nobody is signed in or the house itself acts; `acting_for` the id of the
    organisation that they spoke for, where it is not the one of their request (`behalf`). `facts` holds ids, states and counts: never a name, an address or a text that
    somebody typed, which is refused.
    """
    event = _event(kind, on, by, acting_for, facts or {})
    event.save(force_insert=True)
    return event


def write_each(kind: str, *, on: Iterable[models.Model], by: models.Model | None, facts: dict[str, Any] | None = None) -> None:
    """The same of several things, with an event each as `write` keeps it, in one statement."""
    rows.insert([_event(kind, thing, by, None, facts or {}) for thing in on])


def read(*things: models.Model, by: models.Model, acting_for: uuid.UUID | None = None) -> None:
    """Keep that `by` has seen these sensitive things. The one write, beside counters, that a page may make by being read."""
    events = [_event(READ, thing, by, acting_for, {}) for thing in things]
    with reading.writes_allowed("who reads sensitive records is kept"):
        Event.objects.bulk_create(events)


@transaction.atomic
def tie(from_: models.Model, to: models.Model, *, why: str, by: models.Model | None) -> Tie:
    """A thread from one thing to another, seen from both. `why` is one of those said to `threads.say`."""
    ends = _ends(from_, to)
    made, is_new = Tie.objects.get_or_create(**ends, why=why, defaults={"at": clock.now(), "by": by.pk if by else None})
    if is_new:
        write("record.tied", on=from_, by=by, facts={"to_kind": made.to_kind, "to": made.to_id, "why": why})
    return made


@transaction.atomic
def untie(from_: models.Model, to: models.Model, *, why: str, by: models.Model | None) -> None:
    """Take a thread away that was drawn by mistake. That it was there stays on record."""
    gone, _ = Tie.objects.filter(**_ends(from_, to), why=why).delete()
    if gone:
        write("record.untied", on=from_, by=by, facts={"to_kind": to._meta.label_lower, "to": to.pk, "why": why})


@transaction.atomic
def chain(at_most: int = 500) -> int:
    """Take events that were committed since into the chain, and how many that was.

    Their order is the one in which the sweep saw them committed, so no writer ever waits for a common head. Two
    sweeps at once wait for each other here.
    """
    Head.objects.get_or_create(id=1, defaults={"hash": links.START})
    head = Head.objects.select_for_update().get(id=1)
    events = list(Event.objects.unchained()[:at_most])
    for event in events:
        event.prev, event.position = head.hash, head.position + 1
        event.hash = head.hash = links.digest(event.prev, event)
        head.position = event.position
    every: models.QuerySet[Event] = models.QuerySet(Event)  # not the room's own, which refuses every change
    every.bulk_update(events, ["position", "prev", "hash"], batch_size=100)
    head.save()
    return len(events)


def _event(kind: str, on: models.Model, by: models.Model | None, acting_for: uuid.UUID | None, facts: dict[str, Any]) -> Event:
    return Event(
        kind=kind,
        at=clock.now(),
        by=by.pk if by else None,
        acting_for=acting_for or behalf.organisation_of(by, on),
        subject_kind=on._meta.label_lower,
        subject_id=on.pk,
        facts=plain(facts),
    )


def _ends(from_: models.Model, to: models.Model) -> dict[str, Any]:
    return {
        "from_kind": from_._meta.label_lower,
        "from_id": from_.pk,
        "to_kind": to._meta.label_lower,
        "to_id": to.pk,
    }
