"""Who speaks for an organisation."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations import mails
from alongside.organisations.errors import AlreadySeated, LastLead
from alongside.organisations.models import Organisation, Seat
from alongside.people import actions as people
from alongside.people import queries as persons
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def seat(
    person: Person, organisation: Organisation, *, role: str, by: Person | None, title: str = "", starts: dt.date | None = None
) -> Seat:
    """Give `person` a place in `organisation`, from today unless `starts` says otherwise."""
    day = starts or clock.today()
    try:
        with transaction.atomic():
            made = Seat.objects.create(person=person, organisation=organisation, role=role, title=title.strip(), starts=day)
    except IntegrityError as taken:
        raise AlreadySeated(_("This person already has a seat here. Change that one instead.")) from taken
    _write("organisations.seated", made, by)
    return made


@transaction.atomic
def invite(organisation: Organisation, *, email: str, name: str, role: str, by: Person, title: str = "") -> Seat:
    """Give somebody a seat by their address. They get a mail with a link; their account is made when there is none."""
    person = persons.by_email(email) or people.add(email, name=name, by=by)
    made = seat(person, organisation, role=role, title=title, by=by)
    mails.invited(made, by=by)
    return made


@transaction.atomic
def change_role(seat: Seat, *, role: str, by: Person | None) -> Seat:
    """From now on this seat may do more, or less."""
    if role == seat.role:
        return seat
    if role != Seat.Role.LEAD:
        _keep_a_lead(seat)
    seat.role = role
    seat.save(update_fields=["role"])
    _write("organisations.role_changed", seat, by)
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, by: Person | None) -> Seat:
    """From today on, this person no longer speaks for the organisation."""
    _keep_a_lead(seat)
    seat.ends = max(clock.today(), seat.starts)
    seat.save(update_fields=["ends"])
    _write("organisations.seat_ended", seat, by)
    return seat


def _keep_a_lead(leaving: Seat) -> None:
    # The row is locked, so that two leads who remove each other at once do not both succeed.
    Organisation.objects.select_for_update().get(pk=leaving.organisation_id)
    leads = Seat.objects.open_on(clock.today()).filter(organisation=leaving.organisation_id, role=Seat.Role.LEAD)
    if leaving.role == Seat.Role.LEAD and not leads.exclude(pk=leaving.pk).exists():
        raise LastLead(_("This is the only lead. Make somebody else a lead first."))


def _write(kind: str, seat: Seat, by: Person | None) -> None:
    facts = {"seat": str(seat.pk), "person": str(seat.person_id), "role": seat.role}
    record.write(kind, on=seat.organisation, by=by, facts=facts)
