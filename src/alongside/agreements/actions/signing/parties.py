"""A partner leaves the agreement, or joins one that is signed already."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from alongside.agreements import facts, sealing, signing_facts, signing_mails
from alongside.agreements.actions.signing import papers, register
from alongside.agreements.actions.signing.wrong import NotNow
from alongside.agreements.models import Agreement, Invitation, Party, RegisterEntry, Signature, Withdrawal
from alongside.agreements.queries import signing
from alongside.kit import clock
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


@transaction.atomic
def withdraw(party: Party, *, why: str, by: Person) -> Withdrawal:
    """A partner leaves, and says why. Its signatures stay in the register, marked; it can join again later. Raises NotNow."""
    agreement = register.lock(party.agreement)
    if agreement.state == Agreement.State.ENDED:
        raise NotNow("ended")
    if not Party.objects.filter(pk=party.pk, until=None).update(until=clock.today(), why_left=why):
        raise NotNow("left")
    withdrawal = entered(agreement, party, why=why, by=by)[-1]
    record.write(
        "agreements.withdrew", on=agreement, by=by, acting_for=party.organisation_id,
        facts={"party": party.pk, "position": agreement.register_position},
    )  # fmt: skip
    signing_mails.withdrew(withdrawal)
    return withdrawal


def entered(agreement: Agreement, party: Party, *, why: str, by: Person | None) -> list[Withdrawal]:
    """That a partner has left, in the register of an agreement that is locked: once for each text that it had signed."""
    now = clock.now()
    party = Party.objects.select_related("organisation", "agreement").get(pk=party.pk)
    signatures: list[Signature | None] = list(
        Signature.objects.filter(party=party, withdrawn_at=None).order_by("version__number", "id")
    )
    found = []
    for signature in signatures or [None]:
        told = facts.Withdrawn(
            id=str(uuid.uuid4()),
            at=signing_facts.moment(now),
            agreement=str(agreement.pk),
            party=signing_facts.party(party),
            signature=str(signature.pk) if signature else "",
            why=why,
            seal=sealing.fingerprint(),
        )
        entry = register.add(agreement, RegisterEntry.Kind.WITHDRAWN, told, at=now)
        found.append(Withdrawal.objects.create(id=told.id, entry=entry, party=party, signature=signature, why=why, by=by, at=now))
    Signature.objects.filter(pk__in=[one.pk for one in signatures if one]).update(withdrawn_at=now)
    Invitation.objects.filter(party=party, state=Invitation.State.OPEN).update(state=Invitation.State.WITHDRAWN, answered_at=now)
    if (version := signing.shown_version(agreement)) is not None:
        papers.seal_soon(version, agreement.register_position)
    return found


@transaction.atomic
def left(party: Party, *, why: str, by: Person | None) -> None:
    """A partner is there no more: it has closed, or is part of another. What it had signed is marked in the register."""
    agreement = register.lock(party.agreement)
    Party.objects.filter(pk=party.pk).update(until=clock.today(), why_left=why)
    if Signature.objects.filter(party=party, withdrawn_at=None).exists():
        entered(agreement, party, why=why, by=by)
    Invitation.objects.filter(party=party, state=Invitation.State.OPEN).update(
        state=Invitation.State.WITHDRAWN, answered_at=clock.now()
    )


def accede(agreement: Agreement, organisation: Organisation, *, by: Person) -> Party:
    """A new partner joins an agreement that others have signed; it signs the text as it stands. Raises NotNow."""
    try:
        return _acceded(agreement, organisation, by)
    except IntegrityError:
        raise NotNow("party") from None


@transaction.atomic
def _acceded(agreement: Agreement, organisation: Organisation, by: Person) -> Party:
    if signing.shown_version(agreement) is None:
        raise NotNow("replaced")
    if organisation.closed_at is not None:
        raise NotNow("closed")
    party = Party.objects.create(
        agreement=agreement, organisation=organisation, sector=organisation.sector, since=clock.today(), acceded=True
    )
    record.write("agreements.acceded", on=agreement, by=by, acting_for=organisation.pk, facts={"party": party.pk})
    return party
