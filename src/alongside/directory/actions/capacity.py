"""How full a service is, said by who keeps it: a statement of today, beside what the service is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.directory.actions import writing
from alongside.directory.actions.errors import BadFacts
from alongside.directory.actions.services import claim
from alongside.directory.models import Service
from alongside.kit import clock
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person

MOST_WEEKS = 260
FIELDS = ["capacity", "capacity_weeks", "capacity_until", "capacity_said_on"]


@transaction.atomic
def say(service: Service, *, capacity: str, by: Person | None, weeks: int | None = None, until: dt.date | None = None) -> Service:
    """It has room, a waiting list of about so many weeks, is full, or is paused until a day. Said today."""
    _check(capacity, weeks, until)
    now = claim(service)
    now.capacity, now.capacity_said_on = capacity, clock.today()
    now.capacity_weeks = weeks if capacity == Service.Capacity.WAITING else None
    now.capacity_until = until if capacity == Service.Capacity.PAUSED else None
    now.save(update_fields=FIELDS)
    record.write("service.capacity", on=now, by=by, facts={"to": capacity})
    writing.keep([now])
    return now


def _check(capacity: str, weeks: int | None, until: dt.date | None) -> None:
    if capacity not in Service.Capacity.values:
        raise BadFacts({"capacity": _("Choose one of the list")})
    if capacity == Service.Capacity.WAITING and weeks is not None and not 1 <= weeks <= MOST_WEEKS:
        raise BadFacts({"weeks": _("Give a number of weeks from 1 to %(most)s") % {"most": MOST_WEEKS}})
    if capacity == Service.Capacity.PAUSED and until is not None and until <= clock.today():
        raise BadFacts({"until": _("Give a day after today")})
