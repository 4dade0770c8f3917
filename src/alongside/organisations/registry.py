"""Rooms above say here which organisations are found at a postcode, by what happens there."""

import uuid
from collections.abc import Callable, Iterable

Finder = Callable[[str], Iterable[uuid.UUID]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """`finder(postcode)` names the organisations that anybody may know to be there."""
    _finders.append(finder)


def found_at(postcode: str) -> list[uuid.UUID]:
    """Every organisation that a room above knows there."""
    return [pk for finder in _finders for pk in finder(postcode)]
