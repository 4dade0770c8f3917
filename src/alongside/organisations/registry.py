"""Rooms above say here which organisations are found at a postcode, and hear that what everybody reads of one changed."""

import uuid
from collections.abc import Callable, Iterable

Finder = Callable[[str], Iterable[uuid.UUID]]
Listener = Callable[[uuid.UUID], None]
_finders: list[Finder] = []
_listeners: list[Listener] = []


def register(finder: Finder) -> None:
    """`finder(postcode)` names the organisations that anybody may know to be there."""
    _finders.append(finder)


def found_at(postcode: str) -> list[uuid.UUID]:
    """Every organisation that a room above knows there."""
    return [pk for finder in _finders for pk in finder(postcode)]


def on_change(listener: Listener) -> None:
    """Call `listener(id)` inside the transaction in which the entry of an organisation changed."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(organisation: uuid.UUID) -> None:
    """Tell every listener."""
    for listener in _listeners:
        listener(organisation)
