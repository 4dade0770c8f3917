"""Who speaks for an organisation."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations import policy, rules
from alongside.organisations.errors import AlreadySeated, LastLead, NotTheirs, OwnRole, SeatEnded
from alongside.organisations.models import Organisation, Seat
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person

LEAD = Seat.Role.LEAD
LEAVE = "leave"
"""What somebody who hands over may choose beside a lesser role."""


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
def change_role(seat: Seat, *, role: str, by: Person | None) -> Seat:
    """From now on this seat may do more, or less. Nobody makes their own seat more."""
    held = _held(seat, by)
    if role == held.role:
        return held
    if by is not None and held.person_id == by.pk and rules.GIVES[held.role] < rules.GIVES[role]:
        raise OwnRole(OWN)
    if role != LEAD:
        _keep_a_lead(held)
    return _set_role(held, role, by)


@transaction.atomic
def end_seat(seat: Seat, *, by: Person | None, nobody_leads: bool = False) -> Seat:
    """From today on, this person no longer speaks for the organisation.

    The last lead goes only where they say openly that nobody leads then (`nobody_leads`), and never at the coordinator.
    """
    held = _held(seat, by)
    if not (nobody_leads and not held.organisation.is_coordinator):
        _keep_a_lead(held)
    held.ends = max(clock.today(), held.starts)
    held.save(update_fields=["ends"])
    _write("organisations.seat_ended", held, by)
    return held


@transaction.atomic
def give_back(seat: Seat, *, by: Person) -> Seat:
    """It was ended by mistake: it holds again, as it was."""
    lock(seat.organisation)
    if not rules.may_seat(by, seat.organisation):
        raise NotTheirs(GONE)
    if seat.person_id == by.pk:
        raise OwnRole(OWN)
    since = clock.today() - policy.GIVE_BACK_WITHIN()
    try:
        with transaction.atomic():
            if not Seat.objects.filter(pk=seat.pk, ends__gte=since, ends__lte=clock.today()).update(ends=None):
                raise SeatEnded(_("This seat ended too long ago. Invite the person instead."))
    except IntegrityError as taken:
        raise AlreadySeated(_("This person already has a seat here. Change that one instead.")) from taken
    seat.refresh_from_db()
    _write("organisations.seat_given_back", seat, by)
    return seat


@transaction.atomic
def hand_over(seat: Seat, *, to: Seat, then: str, by: Person) -> Seat:
    """A colleague leads from now on; who led until now takes a lesser seat (`then` is its role), or leaves."""
    held, next_ = _held(seat, by), _held(to, by)
    if next_.organisation_id != held.organisation_id or next_.pk == held.pk or held.role != LEAD:
        raise NotTheirs(_("Choose a colleague with a seat here."))
    if next_.role != LEAD:
        _set_role(next_, LEAD, by)
    if then == LEAVE:
        return end_seat(held, by=by)
    return _set_role(held, then, by)


OWN = _("Nobody can give themselves more. Ask another lead, or an officer.")
GONE = _("You may no longer do this here: your own seat was changed or has ended.")


def lock(organisation: Organisation) -> Organisation:
    """The organisation, held until this transaction ends, so that who sits there changes one move at a time."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _held(seat: Seat, by: Person | None) -> Seat:
    """The seat as it stands now, in one move at a time. Two leads who remove each other do not both succeed."""
    lock(seat.organisation)
    seat.refresh_from_db(fields=["role", "ends"])
    if seat.ends is not None and seat.ends <= clock.today():
        raise SeatEnded(_("This seat has ended already."))
    if by is not None and seat.person_id != by.pk and not rules.may_seat(by, seat.organisation):
        raise NotTheirs(GONE)
    return seat


def _keep_a_lead(leaving: Seat) -> None:
    leads = Seat.objects.open_on(clock.today()).filter(organisation=leaving.organisation_id, role=LEAD)
    if leaving.role == LEAD and not leads.exclude(pk=leaving.pk).exists():
        raise LastLead(_("This is the only lead. Make somebody else a lead first."))


def _set_role(seat: Seat, role: str, by: Person | None) -> Seat:
    seat.role = role
    seat.save(update_fields=["role"])
    _write("organisations.role_changed", seat, by)
    return seat


def _write(kind: str, seat: Seat, by: Person | None) -> None:
    facts = {"seat": str(seat.pk), "person": str(seat.person_id), "role": seat.role}
    record.write(kind, on=seat.organisation, by=by, facts=facts)
