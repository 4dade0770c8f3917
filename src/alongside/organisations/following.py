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
    """One kind of thing: which of an organisation there are, how many end with it, how they go to another, and how they end."""

    label: str | Promise
    of: Callable[[Organisation], list[uuid.UUID]]
    standing: Callable[[Organisation], int]
    move: Callable[[Ids, Organisation, Person], None]
    end: Callable[[Organisation, Person | None], None]


_kinds: dict[str, Following] = {}


def register(kind: str, following: Following) -> None:
    """Say what of this kind follows an organisation. `of` names what still stands in its name."""
    _kinds[kind] = following


def ending(organisation: Organisation) -> list[tuple[str, int]]:
    """What would end if it closed now: what it is, and how many."""
    found = [(str(one.label), one.standing(organisation)) for one in _kinds.values()]
    return [(label, number) for label, number in found if number]


def kinds() -> dict[str, Following]:
    return dict(_kinds)
