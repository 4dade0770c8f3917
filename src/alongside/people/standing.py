"""Who a person is to the place, as far as rules of this room ask: rooms above say it, by a word each.

A room registers in its AppConfig.ready(): `standing.register("officers", rules.is_officer)`.
"""

from collections.abc import Callable

from alongside.people.models import Person

EVERYBODY = "everybody"
_held: dict[str, Callable[[Person], bool]] = {EVERYBODY: lambda person: True}


def register(name: str, holds: Callable[[Person], bool]) -> None:
    """`holds(person)` says whether a person is one of `name`."""
    _held[name] = holds


def names() -> list[str]:
    """Every word that a rule may use."""
    return sorted(_held)


def has_any(person: Person, wanted: frozenset[str]) -> bool:
    """Whether `person` is one of `wanted`. A word that no room knows counts as held: a slip must not open a door."""
    return any(_held.get(name, _held[EVERYBODY])(person) for name in sorted(wanted))
