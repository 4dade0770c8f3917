"""Still true? What people should confirm, by when. Rooms above say so here; the desk and the monthly mail read it."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.people.models import Person


@dataclass(frozen=True)
class Confirmation:
    """Something that goes stale on a day. `confirm_url` takes a POST that says: still true, or what `confirm_label` says."""

    title: str
    url: str
    line: str
    due_on: dt.date
    otherwise: str
    confirm_url: str
    change_url: str = ""
    confirm_label: str = ""


Ask = Callable[["Person"], Iterable[Confirmation]]

_rooms: list[Ask] = []


def register(ask: Ask) -> Ask:
    """Adds a room's `ask(person)`: what this person should confirm now, in a constant number of queries."""
    if ask not in _rooms:
        _rooms.append(ask)
    return ask


def for_(person: "Person") -> list[Confirmation]:
    """All that this person should confirm, soonest first."""
    return sorted((found for ask in _rooms for found in ask(person)), key=lambda found: (found.due_on, found.title))
