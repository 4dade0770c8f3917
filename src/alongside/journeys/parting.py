"""What becomes of somebody's seats when they delete their account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.journeys import actions
from alongside.organisations import actions as organisations
from alongside.organisations import queries
from alongside.people import leaving

if TYPE_CHECKING:
    from alongside.people.models import Person


def register() -> None:
    """Called once, when the house starts."""
    leaving.register(_says, _does)


def _says(person: Person) -> Iterator[leaving.Matter]:
    for seat in queries.seats_of(person):
        name = {"organisation": seat.organisation.name}
        if seat.role == "lead" and len(queries.leads_of(seat.organisation)) == 1:
            words = _("You are the only lead of %(organisation)s. Make somebody else a lead first, or nobody speaks for it.")
            yield leaving.Matter(words % name, warns=True)
        yield leaving.Matter(_("Your seat at %(organisation)s ends.") % name)


def _does(person: Person) -> None:
    try:
        for seat in queries.seats_of(person):
            actions.leave(seat, by=person, nobody_leads=True)
    except organisations.Refused as refused:
        raise leaving.Stays(str(refused)) from refused
