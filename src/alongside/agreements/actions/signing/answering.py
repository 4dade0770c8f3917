"""Not signing: saying no with a reason, or passing it to a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.agreements import signing_mails
from alongside.agreements.actions.signing.asking import ask
from alongside.agreements.actions.signing.wrong import NotNow
from alongside.agreements.models import Invitation
from alongside.agreements.queries import signing
from alongside.kit import clock
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def decline(invitation: Invitation, *, why: str, by: Person | None) -> Invitation:
    """Their organisation does not sign, and says why. The officers hear of it; a later invitation is still possible."""
    _answer(invitation, Invitation.State.DECLINED, why, by)
    record.write("agreements.declined", on=invitation.version, by=by or invitation.person, facts={"invitation": invitation.pk})
    signing_mails.declined(signing.whole(invitation.pk))
    return signing.whole(invitation.pk)


@transaction.atomic
def pass_on(invitation: Invitation, *, name: str, email: str, capacity: str, why: str, by: Person | None) -> Invitation:
    """Somebody else signs for the same partner: they get a link of their own, and this one stops working."""
    _answer(invitation, Invitation.State.DELEGATED, why, by)
    record.write("agreements.passed_on", on=invitation.version, by=by or invitation.person, facts={"invitation": invitation.pk})
    return ask(
        invitation.version,
        invitation.party,
        name=name,
        email=email,
        capacity=capacity,
        by=by or invitation.person,
        passed_from=invitation,
    )


def _answer(invitation: Invitation, state: str, why: str, by: Person | None) -> None:
    asked = signing.whole(invitation.pk)
    if no := signing.why_not(asked, by, round_=invitation.round):
        raise NotNow(no)
    open_ = Invitation.objects.filter(pk=asked.pk, state=Invitation.State.OPEN, round=asked.round)
    if not open_.update(state=state, why=why, answered_at=clock.now()):
        raise NotNow("signed")
