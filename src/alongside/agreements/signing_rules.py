"""Who may see and keep the signing. Written once; `rules` of the room says who reads an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.agreements.models import Agreement, AgreementQuerySet, Party, Version
from alongside.organisations import rules as organisations

if TYPE_CHECKING:
    from alongside.organisations.rules import Somebody

OPEN = (Agreement.State.SIGNING, Agreement.State.IN_FORCE, Agreement.State.ENDED)


def public() -> AgreementQuerySet:
    """Agreements whose register everybody reads: open for signing, in force, or ended after they were.

    One that ended as a draft, or whose only version for signing was taken back, was never anybody's word.
    """
    opened = Version.objects.filter(opened_at__isnull=False).exclude(state=Version.State.WITHDRAWN).order_by()
    return Agreement.objects.filter(state__in=OPEN, pk__in=opened.values("agreement"))


def keeps_signing(person: Somebody) -> bool:
    """Whether this person asks partners to sign and enters what was signed on paper: officers do."""
    return organisations.is_officer(person)


def may_withdraw(person: Somebody, party: Party) -> bool:
    """Whether this person may say that a partner leaves: a lead of it, or an officer."""
    return organisations.leads(person, party.organisation) or keeps_signing(person)
