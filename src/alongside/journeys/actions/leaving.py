"""Leaving an organisation, also as the last who led it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.organisations import actions as organisations
from alongside.organisations import queries
from alongside.replies import actions as replies

if TYPE_CHECKING:
    from alongside.organisations.models import Seat
    from alongside.people.models import Person

KIND = "journeys.leaderless"


@transaction.atomic
def leave(seat: Seat, *, by: Person, nobody_leads: bool = False) -> Seat:
    """Give one's own seat up. Where nobody leads then, the coordinator owes an answer to that."""
    ended = organisations.end_seat(seat, by=by, nobody_leads=nobody_leads)
    organisation, coordinator = seat.organisation, queries.coordinator()
    if coordinator and not organisation.is_coordinator and ended.role == "lead" and not queries.leads_of(organisation):
        title = _("Nobody leads %(name)s now") % {"name": organisation.name}
        replies.open(KIND, subject=organisation, title=title, organisation=coordinator, asker=by, by=by)
    return ended
