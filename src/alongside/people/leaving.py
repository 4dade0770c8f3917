"""What becomes of things when somebody deletes their account. Rooms above say it, and do what they say.

A room registers in its AppConfig.ready(): `leaving.register(says, does)`. What it does is done in the same transaction,
while the person is still there; rows that point to them go, or lose them, as their own relation says.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from alongside.people.models import Person


class Stays(Exception):
    """Somebody cannot leave yet, in words for them: something must be put right first."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing, and what becomes of it. `warns`: they may want to put it right before they go."""

    what: str | Promise
    warns: bool = False


Says = Callable[[Person], Iterable[Matter]]
Does = Callable[[Person], None]
_rooms: list[tuple[Says, Does]] = []


def _nothing(person: Person) -> None:
    return None


def register(says: Says, does: Does = _nothing) -> None:
    """A room has something of people: what it says to whoever leaves, and what it then does."""
    _rooms.append((says, does))


def matters(person: Person) -> list[Matter]:
    """Everything that is said to this person, warnings first."""
    return sorted((matter for says, _ in _rooms for matter in says(person)), key=lambda matter: not matter.warns)


def part(person: Person) -> None:
    """Let every room do its part."""
    for _, does in _rooms:
        does(person)
