"""Rooms above that keep something made from terms (a search document) hear here that terms changed."""

from collections.abc import Callable, Collection
from uuid import UUID

Listener = Callable[[Collection[UUID]], None]

_listeners: list[Listener] = []


def on_change(listener: Listener) -> None:
    """Call `listener(ids)` inside the transaction of every change, with the ids of the terms that changed."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(ids: Collection[UUID]) -> None:
    """Tell every listener."""
    for listener in _listeners:
        listener(ids)
