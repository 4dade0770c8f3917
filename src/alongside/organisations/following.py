"""What stands in an organisation's name in the rooms above, and follows it when it is merged or closes. They say so here."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

Ids = Collection[uuid.UUID]


@dataclass(frozen=True)
class Following:
    """One kind of thing: which of an organisation there are, how many end with it, how they go to another, and how they end.

    What ended with it may be brought back when it opens again: `ended` names what, `again` does it.
    """

    label: str | Promise
    of: Callable[[Organisation], list[uuid.UUID]]
    standing: Callable[[Organisation], int]
    move: Callable[[Ids, Organisation, Person], None]
    end: Callable[[Organisation, Person | None], None]
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
