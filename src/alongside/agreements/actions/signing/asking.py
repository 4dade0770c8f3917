"""Asking somebody to sign for a partner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from alongside.agreements import policy, signing_mails
from alongside.agreements.actions.signing import papers
from alongside.agreements.actions.signing.wrong import NotNow
from alongside.agreements.models import Invitation, Party, Version
from alongside.agreements.queries import signing
from alongside.kit import clock
from alongside.people import queries as people
from alongside.record import actions as record
from alongside.replies import queries as replies

if TYPE_CHECKING:
    from alongside.people.models import Person


def ask(
    version: Version,
    party: Party,
    *,
    name: str,
    email: str,
    capacity: str,
    by: Person | None,
    passed_from: Invitation | None = None,
) -> Invitation:
    """Ask one person to sign for one partner. Who is away passes it to whoever covers for them there. Raises NotNow."""
    papers.prepare(version)
    try:
        return _asked(version, party, name, email, capacity, by, passed_from)
    except IntegrityError:  # somebody else asked at the same moment
        raise NotNow("asked") from None


@transaction.atomic
def _asked(
    version: Version, party: Party, name: str, email: str, capacity: str, by: Person | None, passed_from: Invitation | None
) -> Invitation:
    if why := signing.why_party_cannot(version, party):
        raise NotNow(why)
    if signing.open_invitation(version, party):
        raise NotNow("asked")
    meant = people.by_email(email) if email else None
    who = replies.answers_for(meant, party.organisation) if meant else None
    covers = who is not None and meant is not None and who.pk != meant.pk
    now = clock.now()
    invitation = Invitation.objects.create(
        version=version,
        party=party,
        person=who,
        name=str(who) if who and covers else name,
        email=who.email if who and covers else email,
        capacity=capacity,
        sent_at=now,
        expires_at=now + policy.SIGN_WITHIN(),
        passed_from=passed_from,
        by=by,
    )
    record.write(
        "agreements.asked_to_sign", on=version, by=by, facts={"party": party.pk, "invitation": invitation.pk, "covers": covers}
    )
    signing_mails.asked(invitation, covers_for=meant if covers else None)
    return invitation


@dataclass
class Everybody:
    """Who was asked, and who was not since nobody leads there."""

    asked: list[Party] = field(default_factory=list)
    unreached: list[Party] = field(default_factory=list)


def ask_everybody(version: Version, *, by: Person) -> Everybody:
    """Ask a lead of every partner that has not signed and is not asked yet."""
    papers.prepare(version)
    told = Everybody()
    for party, lead in signing.not_asked(version):
        if lead is None:
            told.unreached.append(party)
            continue
        try:
            ask(
                version,
                party,
                name=str(lead.person),
                email=lead.person.email,
                capacity=lead.title or lead.get_role_display(),
                by=by,
            )
        except NotNow:
            continue
        told.asked.append(party)
    return told


@transaction.atomic
def ask_again(invitation: Invitation, *, by: Person) -> Invitation:
    """Send it once more: older links and cards stop working, and it holds anew."""
    now = clock.now()
    fresh = {"round": F("round") + 1, "sent_at": now, "expires_at": now + policy.SIGN_WITHIN()}
    if not Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.OPEN).update(**fresh):
        raise NotNow(signing.whole(invitation.pk).state)
    again = signing.whole(invitation.pk)
    if why := signing.why_party_cannot(again.version, again.party):
        raise NotNow(why)
    record.write("agreements.asked_again", on=again.version, by=by, facts={"invitation": again.pk})
    signing_mails.asked(again)
    return again


@transaction.atomic
def take_back(invitation: Invitation, *, by: Person) -> None:
    """Nobody signs by it any more."""
    asked = Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.OPEN)
    if not asked.update(state=Invitation.State.WITHDRAWN, answered_at=clock.now()):
        raise NotNow(signing.whole(invitation.pk).state)
    record.write("agreements.invitation_withdrawn", on=invitation.version, by=by, facts={"invitation": invitation.pk})
