"""The first hour of a place: its coordinator and its first officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations.actions.organisation import add
from alongside.organisations.actions.seat import seat
from alongside.organisations.errors import AlreadyBegun
from alongside.organisations.models import Organisation, Seat
from alongside.people import actions as people
from alongside.people import queries as persons
from alongside.places import actions as places

if TYPE_CHECKING:
    from alongside.people.models import Person


def first_officer_link(*, hours: int = 24) -> str:
    """The address where the first officer names the place and themselves; "" when there is an officer."""
    if _has_officer():
        return ""
    return settings.ADDRESS + reverse("organisations:begin", args=[people.first_officer_token(hours=hours)])


@transaction.atomic
def begin(token: str, *, place: str, charity: str, name: str, email: str) -> Person:
    """Name the place, the charity that coordinates it, and its first officer, who leads it. The link works once."""
    people.use_first_officer_token(token)
    if _has_officer():
        raise AlreadyBegun(_("This place has an officer already. Ask them for a seat."))
    officer = persons.by_email(email) or people.add(email, name=name, by=None)
    coordinator = Organisation.objects.filter(is_coordinator=True).first() or add(
        charity, sector=Organisation.Sector.VOLUNTARY, kind=Organisation.Kind.CHARITY, is_coordinator=True, by=officer
    )
    seat(officer, coordinator, role=Seat.Role.LEAD, by=officer)
    places.describe_place(name=" ".join(place.split()), coordinator_name=coordinator.name, by=officer)
    return officer


def _has_officer() -> bool:
    return Seat.objects.open_on(clock.today()).filter(organisation__is_coordinator=True, role=Seat.Role.LEAD).exists()
