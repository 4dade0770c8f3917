"""How things are called and found, each kind by the room that owns it, and the threads between them."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from alongside.record.models import Tie

Describe = Callable[[Collection[uuid.UUID], models.Model | None], dict[uuid.UUID, "Described"]]


@dataclass(frozen=True)
class Described:
    """What a thing is called, and its page where it has one."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Thread:
    """One end of a thread, as seen from the other."""

    words: str
    kind: str
    to: Described
    since: dt.datetime


_describers: dict[str, Describe] = {}
_whys: dict[str, tuple[str | Promise, str | Promise]] = {}


def register(model_label: str, describe: Describe) -> None:
    """Say how things of one kind are called: `describe(ids, person)` answers for those that `person` may see, only."""
    _describers[model_label.lower()] = describe


def say(why: str, forwards: str | Promise, backwards: str | Promise) -> None:
    """The words of a thread, from either end: `say("became", _("What became of it"), _("Where it comes from"))`."""
    _whys[why] = (forwards, backwards)


def describe(kind: str, ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """What the room that owns `kind` lets `person` know of these things."""
    describer = _describers.get(kind.lower())
    return describer(ids, person) if describer and ids else {}


def of(thing: models.Model, person: models.Model | None) -> list[Thread]:
    """Every thread of a thing, in both directions, to what `person` may see; the oldest first.

    One query for the threads and what each kind at their ends needs, however many there are.
    """
    me = (thing._meta.label_lower, thing.pk)
    ties = list(Tie.objects.filter(Q(from_kind=me[0], from_id=me[1]) | Q(to_kind=me[0], to_id=me[1])).order_by("at", "id"))
    ends = [
        (tie.to_kind, tie.to_id, 0) if (tie.from_kind, tie.from_id) == me else (tie.from_kind, tie.from_id, 1) for tie in ties
    ]
    wanted: dict[str, set[uuid.UUID]] = defaultdict(set)
    for kind, end, _ in ends:
        wanted[kind].add(end)
    known = {kind: describe(kind, ids, person) for kind, ids in wanted.items()}
    return [
        Thread(str(_whys[tie.why][way]) if tie.why in _whys else tie.why, kind, known[kind][end], tie.at)
        for tie, (kind, end, way) in zip(ties, ends, strict=True)
        if end in known[kind]
    ]
