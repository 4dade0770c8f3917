"""Who reads a text, who writes it, and who settles it. Each is written once, as a condition that narrows a list."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from alongside.agreements.models import Agreement, Clause, Party, Version
from alongside.kit import clock
from alongside.organisations import queries as organisations
from alongside.organisations import rules as organisation_rules

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation, Seat
    from alongside.organisations.rules import Somebody

WRITES = ("lead", "editor")
SETTLED = (Version.State.SIGNING, Version.State.IN_FORCE)


def may_begin(person: Somebody) -> bool:
    """Officers begin an agreement and name its partners."""
    return organisation_rules.is_officer(person)


def may_settle(person: Somebody) -> bool:
    """Officers publish a version, open it for signing and say since when it is in force. What is carried is counted, not chosen."""
    return organisation_rules.is_officer(person)


def _seats(person: Somebody, *roles: str) -> set[uuid.UUID]:
    if not person.is_authenticated:
        return set()
    return {seat.organisation_id for seat in organisations.seats_of(person) if not roles or seat.role in roles}


def _parties(of: set[uuid.UUID]) -> QuerySet[Party]:
    return Party.objects.open_on(clock.today()).filter(organisation__in=of).order_by()


def inside(person: Somebody) -> Q | None:
    """The agreements that somebody reads as a partner or an officer: what is drafted, too. None is none at all."""
    if organisation_rules.is_officer(person):
        return Q()
    own = _seats(person)
    return Q(pk__in=_parties(own).values("agreement")) if own else None


def agreements_read_by(person: Somebody) -> Q:
    """What was opened for signing, everybody reads; and a draft that was published for everybody. Partners read all of theirs."""
    discussed = Version.objects.filter(state=Version.State.DISCUSSED).order_by().values("agreement")
    opened = Version.objects.filter(opened_at__isnull=False).exclude(state=Version.State.WITHDRAWN).order_by().values("agreement")
    public = Q(pk__in=opened) | Q(readers=Agreement.Readers.EVERYBODY, pk__in=discussed)
    own = inside(person)
    return public if own is None else own | public if own else Q()


def versions_read_by(person: Somebody) -> Q:
    """What was opened for signing, everybody reads; of what is discussed, those who read the draft."""
    public = Q(opened_at__isnull=False) & ~Q(state=Version.State.WITHDRAWN) | Q(agreement__readers=Agreement.Readers.EVERYBODY)
    own = inside(person)
    if own is None:
        return public
    return public | Q(agreement__in=Agreement.objects.filter(own).order_by().values("pk")) if own else Q()


def clauses_read_by(person: Somebody) -> Q:
    """Clauses that stand in a version that somebody reads; who is inside reads those of the working text too."""
    versions = Version.objects.filter(versions_read_by(person)).order_by().values("pk")
    public = Q(entries__version__in=versions)
    own = inside(person)
    if own is None:
        return public
    return public | Q(agreement__in=Agreement.objects.filter(own).order_by().values("pk")) if own else Q()


def clauses(person: Somebody) -> QuerySet[Clause]:
    """Each once, however many versions it stands in."""
    found = Clause.objects.filter(clauses_read_by(person)).order_by().values("pk")
    return Clause.objects.filter(pk__in=found)


def is_inside(person: Somebody, agreement: Agreement) -> bool:
    """Whether somebody reads the draft as a partner or an officer."""
    own = inside(person)
    return own is not None and Agreement.objects.filter(own, pk=agreement.pk).exists()


def may_draft(person: Somebody, agreement: Agreement) -> bool:
    """Officers, and leads and editors of the partners that write the text too."""
    if agreement.state == Agreement.State.ENDED:
        return False
    if organisation_rules.is_officer(person):
        return True
    return _parties(_seats(person, *WRITES)).filter(agreement=agreement, drafts=True).exists()


def may_comment(person: Somebody, version: Version | None) -> bool:
    """Whoever has an account and reads what is discussed."""
    if version is None or version.state != Version.State.DISCUSSED or not person.is_authenticated:
        return False
    return Version.objects.filter(versions_read_by(person), pk=version.pk).exists()


def proposes_for(person: Somebody, agreement: Agreement, seat: Seat | None) -> Organisation | None:
    """The partner for which somebody writes in the text: the one that they act for. An officer who acts for none writes for all."""
    if seat is None or seat.organisation_id not in _seats(person):
        return None
    return seat.organisation if _parties({seat.organisation_id}).filter(agreement=agreement).exists() else None


def speaks_in(person: Somebody, agreement: Agreement) -> set[uuid.UUID]:
    """The partners that somebody speaks for as a lead or an editor."""
    return set(_parties(_seats(person, *WRITES)).filter(agreement=agreement).values_list("organisation", flat=True))
