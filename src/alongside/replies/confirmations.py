"""Still true? What people should confirm, by when. Rooms above say so here; the desk and the monthly mail read it."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.people.models import Person


@dataclass(frozen=True)
class Confirmation:
    """Something that goes stale on a day. `confirm_url` takes a POST that says: still true, or what `confirm_label` says.

    `organisation_id` says whose monthly mail it goes into. With a `kind` that its room can confirm by its `key`, it is
    also confirmed from there, without an account.
    """

    title: str
    url: str
    line: str
    due_on: dt.date
    otherwise: str
    confirm_url: str
    change_url: str = ""
    confirm_label: str = ""
    organisation_id: uuid.UUID | None = None
    kind: str = ""
    key: str = ""

    @property
    def may_be_mailed(self) -> bool:
        """Whether "still true" may be said of it by a mailed link."""
        return self.kind in _doers


Ask = Callable[["Person"], Iterable[Confirmation]]

Do = Callable[[str, "Person"], object]

_rooms: list[Ask] = []
_doers: dict[str, Do] = {}


def register(ask: Ask) -> Ask:
    """Adds a room's `ask(person)`: what this person should confirm now, in a constant number of queries."""
    if ask not in _rooms:
        _rooms.append(ask)
    return ask


def confirmed_by(kind: str, do: Do) -> None:
    """Adds how a room confirms what it asked: `do(key, person)`."""
    _doers[kind] = do


def confirm(one: Confirmation, *, by: "Person") -> None:
    """It is still true, says somebody whom `for_` asked."""
    _doers[one.kind](one.key, by)


def for_(person: "Person") -> list[Confirmation]:
    """All that this person should confirm, soonest first."""
    return sorted((found for ask in _rooms for found in ask(person)), key=lambda found: (found.due_on, found.title))


def of(organisation_id: uuid.UUID, person: "Person") -> list[Confirmation]:
    """The same, of one organisation."""
    return [found for found in for_(person) if found.organisation_id == organisation_id]
