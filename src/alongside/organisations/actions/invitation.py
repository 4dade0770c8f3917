"""Offering somebody a seat by mail, and what becomes of the offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations import mails, policy, queries, rules
from alongside.organisations.actions import seat as seats
from alongside.organisations.errors import AlreadyInvited, AlreadySeated, InvitationClosed, NotTheirs, OwnRole
from alongside.organisations.models import Invitation, Organisation, Seat
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def invite(organisation: Organisation, *, email: str, name: str, role: str, by: Person, title: str = "") -> Invitation:
    """Offer a seat to one address. Nothing is given before whoever reads mail there accepts it."""
    address = email.strip().lower()
    _may_give(by, organisation, role)
    if address == by.email:
        raise OwnRole(_("Nobody can invite themselves. Ask another lead, or an officer."))
    if queries.seats_at(organisation).filter(person__email=address).exists():
        raise AlreadySeated(_("This person already has a seat here. Change that one instead."))
    _end_the_expired(organisation, address, by)
    made = _create(organisation, address, name=" ".join(name.split()), role=role, title=title.strip(), by=by)
    _write("organisations.invited", made, by)
    mails.invited(made)
    return made


@transaction.atomic
def send_again(invitation: Invitation, *, by: Person) -> Invitation:
    """The same offer with a new link, and time to answer from today. Earlier links stop working."""
    _may_give(by, invitation.organisation, invitation.role)
    now = clock.now()
    try:
        with transaction.atomic():
            _move(
                invitation,
                when=(Invitation.State.OPEN, Invitation.State.WITHDRAWN),
                state=Invitation.State.OPEN,
                answered_at=None,
                round=F("round") + 1,
                by=by,
                sent_at=now,
                expires_at=now + policy.INVITATION_LASTS(),
            )
    except IntegrityError as taken:
        raise AlreadyInvited(ALREADY) from taken
    _write("organisations.invited_again", invitation, by)
    mails.invited(invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Person) -> Invitation:
    """The offer holds no longer."""
    _may_give(by, invitation.organisation, invitation.role)
    _move(invitation, state=Invitation.State.WITHDRAWN, answered_at=clock.now())
    _write("organisations.invitation_withdrawn", invitation, by)
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, by: Person) -> Seat:
    """Take the seat. Only the person with that very address can, once, while the offer holds."""
    if reason := queries.why_closed(invitation, by):
        raise InvitationClosed(reason)
    _move(invitation, state=Invitation.State.ACCEPTED, answered_at=clock.now())
    made = seats.seat(by, invitation.organisation, role=invitation.role, title=invitation.title, by=by)
    _write("organisations.invitation_accepted", invitation, by)
    mails.accepted(invitation, made)
    return made


@transaction.atomic
def decline_invitation(invitation: Invitation, *, by: Person) -> Invitation:
    """Say no, thank you."""
    if reason := queries.why_closed(invitation, by):
        raise InvitationClosed(reason)
    _move(invitation, state=Invitation.State.DECLINED, answered_at=clock.now())
    _write("organisations.invitation_declined", invitation, by)
    return invitation


ALREADY = _("This address has an invitation that waits. You can send it anew.")


def _may_give(by: Person, organisation: Organisation, role: str) -> None:
    if role not in rules.roles_given_by(by, organisation):
        raise NotTheirs(_("You cannot give this seat."))


def _end_the_expired(organisation: Organisation, address: str, by: Person) -> None:
    now = clock.now()
    old = Invitation.objects.filter(organisation=organisation, email=address, state=Invitation.State.OPEN, expires_at__lte=now)
    old.update(state=Invitation.State.WITHDRAWN, answered_at=now)


def _create(organisation: Organisation, address: str, **facts: Any) -> Invitation:
    now = clock.now()
    until = now + policy.INVITATION_LASTS()
    try:
        with transaction.atomic():
            return Invitation.objects.create(organisation=organisation, email=address, sent_at=now, expires_at=until, **facts)
    except IntegrityError as taken:
        raise AlreadyInvited(ALREADY) from taken


def _move(invitation: Invitation, *, when: tuple[str, ...] = (Invitation.State.OPEN,), **facts: Any) -> None:
    """Changes the row only if it still is as the caller saw it: of two who move at once, one is told so."""
    if not Invitation.objects.filter(pk=invitation.pk, round=invitation.round, state__in=when).update(**facts):
        raise InvitationClosed("moved")
    invitation.refresh_from_db()


def _write(kind: str, invitation: Invitation, by: Person) -> None:
    facts = {"invitation": str(invitation.pk), "role": invitation.role}
    record.write(kind, on=invitation.organisation, by=by, facts=facts)
