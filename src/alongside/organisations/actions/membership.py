"""Joining the coordinating charity, renewing, paying, leaving. The flow of an application is in the room `journeys`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations import mails, rules
from alongside.organisations.actions import standing
from alongside.organisations.errors import MemberAlready, NotAMember, NotTheirs
from alongside.organisations.models import MemberKind, Membership, MembershipYear, Organisation, Standing
from alongside.organisations.queries import members
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.organisations.models import Claim
    from alongside.people.models import Person

State = Membership.State


@transaction.atomic
def set_kind(kind: MemberKind | None, *, by: Person, **facts: Any) -> MemberKind:
    """A kind of membership, new or changed. A price counts from the next year that somebody joins or renews."""
    made = kind or MemberKind()
    for name, value in facts.items():
        setattr(made, name, value)
    made.save()
    record.write("organisations.member_kind_set", on=made, by=by)
    return made


@transaction.atomic
def ask_to_join(
    organisation: Organisation | None, *, kind: MemberKind, by: Person | None, claim: Claim | None = None
) -> Membership:
    """It wants to be a member; what is not listed yet is said by its claim."""
    if organisation is not None:
        _refuse_what_cannot_join(organisation)
    elif Membership.objects.filter(claim=claim, state__in=Membership.OPEN).exists():
        raise MemberAlready(ASKED)
    made = _create(organisation=organisation, claim=claim, kind=kind, asked_by=by, asked_at=clock.now())
    _write("organisations.membership_asked", made, by)
    return made


@transaction.atomic
def admit(membership: Membership, *, organisation: Organisation, by: Person | None, starts: dt.date | None = None) -> Membership:
    """It is a member from today, or from `starts`: it has a number, a first year, and a mail that welcomes it."""
    held = members.open_of(organisation)
    if held is not None and held.pk != membership.pk:
        raise MemberAlready(_("This organisation is a member already, or has asked in another way."))
    starts = starts or clock.today()
    until = year_on(starts)
    facts: dict[str, Any] = {"organisation": organisation, "number": _number(organisation), "since": starts, "until": until}
    _move(membership, State.ASKED, state=State.MEMBER, decided_by=by, decided_at=clock.now(), **facts)
    MembershipYear.objects.create(membership=membership, starts=starts, until=until, pence=membership.kind.pence)
    _write("organisations.membership_granted", membership, by)
    standing.give(organisation, Standing.Kind.MEMBER, starts=starts, by=by)
    mails.welcome(membership)
    return membership


@transaction.atomic
def enter(organisation: Organisation, *, kind: MemberKind, starts: dt.date, by: Person) -> Membership:
    """An officer writes down that it is a member, since they know."""
    return admit(ask_to_join(organisation, kind=kind, by=by), organisation=organisation, by=by, starts=starts)


@transaction.atomic
def refuse(membership: Membership, *, reason: str, by: Person) -> Membership:
    """It cannot be a member, and why."""
    decided: dict[str, Any] = {"decided_by": by, "decided_at": clock.now(), "reason": reason.strip()}
    _move(membership, State.ASKED, state=State.DECLINED, **decided)
    _write("organisations.membership_declined", membership, by)
    return membership


@transaction.atomic
def take_back(membership: Membership, *, by: Person | None) -> Membership:
    """Who asked no longer wants it."""
    _move(membership, State.ASKED, state=State.WITHDRAWN, decided_at=clock.now())
    _write("organisations.membership_withdrawn", membership, by)
    return membership


@transaction.atomic
def renew(membership: Membership, *, until: dt.date, by: Person | None, kind: MemberKind | None = None) -> Membership:
    """One year more after `until`, which is the last day that the reader saw: pressing twice renews once."""
    if membership.until != until or not members.can_renew(membership):
        raise NotAMember(_("It cannot be renewed now. Perhaps somebody has done it already."))
    kind, starts = kind or membership.kind, until + dt.timedelta(days=1)
    _move(membership, State.MEMBER, {"until": until}, until=year_on(starts), kind=kind, reminded=None)
    MembershipYear.objects.create(membership=membership, starts=starts, until=year_on(starts), pence=kind.pence)
    _write("organisations.membership_renewed", membership, by)
    mails.renewed(membership)
    return membership


@transaction.atomic
def set_payment(year: MembershipYear, *, invoice: str, paid_on: dt.date | None, by: Person) -> MembershipYear:
    """What an officer knows of the money: the invoice, and the day on which it was paid."""
    year.invoice, year.paid_on = invoice.strip(), paid_on
    year.save(update_fields=["invoice", "paid_on"])
    _write("organisations.membership_paid" if paid_on else "organisations.membership_invoiced", year.membership, by)
    return year


@transaction.atomic
def leave(membership: Membership, *, why: str, text: str, by: Person) -> Membership:
    """It no longer wants to be a member, and says why. Its leads have a mail that says so."""
    organisation = membership.organisation
    if organisation is None or not rules.may_edit(by, organisation):
        raise NotTheirs(_("You may not do this for them, or no longer."))
    _move(membership, State.MEMBER, state=State.LEFT, ended_on=clock.today(), why_left=why, reason=text.strip())
    _write("organisations.membership_left", membership, by)
    standing.end(organisation, Standing.Kind.MEMBER, by=by)
    mails.left(membership)
    return membership


@transaction.atomic
def end_with(organisation: Organisation, by: Person | None) -> None:
    """Its organisation closes: a member leaves, and what was asked is taken back."""
    for membership in Membership.objects.filter(organisation=organisation, state__in=Membership.OPEN).order_by("pk"):
        end(membership, by=by)
    standing.end(organisation, Standing.Kind.MEMBER, by=by)


@transaction.atomic
def end(membership: Membership, *, by: Person | None) -> None:
    """Nobody is there any more whose it could be. The standing that goes with it is the caller's."""
    if not membership.is_member:
        take_back(membership, by=by)
        return
    _move(membership, State.MEMBER, state=State.LEFT, ended_on=clock.today(), why_left=Membership.Why.CLOSING)
    _write("organisations.membership_left", membership, by)


@transaction.atomic
def stand_again(membership: Membership, *, by: Person | None) -> None:
    """It ended by mistake, as `end` ends it: it is as it was before."""
    if membership.state == State.LEFT:
        if Membership.objects.current().filter(number=membership.number).exists():
            raise NotAMember(_("The number of a membership that ended is that of another member by now."))
        _move(membership, State.LEFT, state=State.MEMBER, ended_on=None, why_left="")
    else:
        _move(membership, State.WITHDRAWN, state=State.ASKED, decided_at=None)
    _write("organisations.membership_again", membership, by)


@transaction.atomic
def remind(membership: Membership, *, days: int) -> bool:
    """Its people are asked to renew; once for each of the days that policy names, whoever else looks at the same moment."""
    waiting = Membership.objects.current().filter(pk=membership.pk, until=membership.until)
    if not waiting.exclude(reminded__lte=days).update(reminded=days):
        return False
    mails.renew(membership)
    _write("organisations.membership_reminded", membership, None)
    return True


@transaction.atomic
def lapse(membership: Membership) -> Membership:
    """Nobody renewed it in time: it ends by itself, and says so."""
    _move(membership, State.MEMBER, {"until": membership.until}, state=State.LAPSED, ended_on=clock.today())
    _write("organisations.membership_lapsed", membership, None)
    if membership.organisation:
        standing.end(membership.organisation, Standing.Kind.MEMBER, by=None)
    mails.lapsed(membership)
    return membership


ASKED = _("This organisation has asked already. You hear from us; there is nothing more to do.")


def year_on(starts: dt.date) -> dt.date:
    """The last day of a year that starts then."""
    try:
        return starts.replace(year=starts.year + 1) - dt.timedelta(days=1)
    except ValueError:  # 29 February
        return dt.date(starts.year + 1, 2, 28)


def _refuse_what_cannot_join(organisation: Organisation) -> None:
    if organisation.is_coordinator or organisation.closed_at is not None:
        raise NotAMember(_("This organisation cannot be a member."))
    held = members.open_of(organisation)
    if held is not None:
        raise MemberAlready(_("This organisation is a member already.") if held.is_member else ASKED)


def _create(**facts: Any) -> Membership:
    try:
        with transaction.atomic():
            return Membership.objects.create(**facts)
    except IntegrityError as taken:
        raise MemberAlready(ASKED) from taken


def _number(organisation: Organisation) -> int:
    """The number that it had before; else the next. Whoever gives numbers waits for the row of the coordinator."""
    Organisation.objects.select_for_update().filter(is_coordinator=True).first()
    had = Membership.objects.filter(organisation=organisation).aggregate(number=Max("number"))["number"]
    return had or (Membership.objects.aggregate(number=Max("number"))["number"] or 0) + 1


def _move(membership: Membership, when: str, also: dict[str, Any] | None = None, **facts: Any) -> None:
    """Changes the row only while it is as the caller saw it: of two who decide at once, one is told so."""
    if not Membership.objects.filter(pk=membership.pk, state=when, **(also or {})).update(**facts):
        raise NotAMember(_("Somebody has changed this meanwhile. Look at it again."))
    for name, value in facts.items():
        setattr(membership, name, value)


def _write(kind: str, membership: Membership, by: Person | None) -> None:
    on = membership.organisation or membership
    record.write(kind, on=on, by=by, facts={"membership": str(membership.pk)})
