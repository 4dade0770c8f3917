"""What stands in an organisation's name in the rooms above, and follows it when it is merged or closes. They say so here."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

Ids = Collection[Any]
"""Keys of one model: UUIDs, but for rows that no page names."""


@dataclass(frozen=True)
class Following:
    """One kind of thing: which of an organisation there are, how they go to another, how many end with it, and how they end.

    `move` names those that end instead, since the other has such a thing already. What ended with its organisation may be
    brought back when it opens again: `ended` names what, `again` does it. Undoing a merge asks `again` for what `move` named.
    """

    label: str | Promise
    of: Callable[[Organisation], list[Any]]
    move: Callable[[Ids, Organisation, Person], Ids]
    standing: Callable[[Organisation], int] = lambda organisation: 0
    end: Callable[[Organisation, Person | None], None] = lambda organisation, by: None
    ended: Callable[[Organisation], list[tuple[uuid.UUID, str]]] = lambda organisation: []
    again: Callable[[Ids, Organisation, Person | None], None] = lambda ids, organisation, by: None


_kinds: dict[str, Following] = {}


def register(kind: str, following: Following) -> None:
    """Say what of this kind follows an organisation. `of` names what still stands in its name."""
    _kinds[kind] = following


def ending(organisation: Organisation) -> list[tuple[str, int]]:
    """What would end if it closed now: what it is, and how many."""
    found = [(str(one.label), one.standing(organisation)) for one in _kinds.values()]
    return [(label, number) for label, number in found if number]


def ended(organisation: Organisation) -> list[tuple[str, str, list[tuple[uuid.UUID, str]]]]:
    """What ended when it closed and may be brought back: by kind, what that is called and each thing's name."""
    found = [(kind, str(one.label), one.ended(organisation)) for kind, one in _kinds.items()]
    return [(kind, label, things) for kind, label, things in found if things]


def kinds() -> dict[str, Following]:
    return dict(_kinds)
