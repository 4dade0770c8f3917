"""What happened, as a person would say it. Each room says its own kinds of events."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from alongside.record import threads
from alongside.record.models import Event
from alongside.record.threads import Described

Presenter = Callable[[Event], str]

ORGANISATION = "organisations.organisation"

_presenters: dict[str, Presenter] = {
    "record.read": lambda event: _("Seen"),
    "record.tied": lambda event: _("Connected with something else"),
    "record.untied": lambda event: _("No longer connected with something else"),
}


@dataclass(frozen=True)
class Told:
    """One event as a reader may hear it: what and when, and who as far as this reader may know."""

    at: dt.datetime
    what: str
    who: Described | None
    acting_for: Described | None


def register(kind: str, presenter: Presenter) -> None:
    """How events of `kind` are said: `presenter(event)` gives a short sentence without its subject or its doer."""
    _presenters[kind] = presenter


def say(event: Event) -> str:
    """The sentence of one event; for a kind that no room says, its own name."""
    presenter = _presenters.get(event.kind)
    return presenter(event) if presenter else event.kind.rpartition(".")[2].replace("_", " ").capitalize()


def unsaid(kinds: Iterable[str]) -> list[str]:
    """Those that no room says. A test keeps this empty."""
    return sorted(set(kinds) - _presenters.keys())


def tell(events: Iterable[Event], person: models.Model | None) -> list[Told]:
    """Events for one reader, at the cost of two look-ups however many there are."""
    events = list(events)
    people = _described(settings.AUTH_USER_MODEL, {event.by for event in events}, person)
    organisations = _described(ORGANISATION, {event.acting_for for event in events}, person)
    return [
        Told(event.at, say(event), people.get(event.by), organisations.get(event.acting_for))  # type: ignore[arg-type]
        for event in events
    ]


def _described(kind: str, ids: set[uuid.UUID | None], person: models.Model | None) -> dict[uuid.UUID, Described]:
    return threads.describe(kind, {one for one in ids if one}, person)
