"""What this room writes to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.organisations.models import Seat

if TYPE_CHECKING:
    from alongside.people.models import Person


def invited(seat: Seat, *, by: Person) -> None:
    """Somebody was given a seat: who gave it, where, what it may do, and how to get in."""
