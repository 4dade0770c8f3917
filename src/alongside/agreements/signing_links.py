"""The links by which people sign. Each opens a page with a button; nothing happens before it is pressed."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from alongside.agreements.models import Invitation
from alongside.kit import signing

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGN, RECEIPT = "agreements.sign", "agreements.receipt"
A_YEAR = dt.timedelta(days=365)
"""Longer than any invitation lasts: the row says until when it holds, so that an old link can say what became of it."""
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that look alike in print."""
CODE = 8


@dataclass(frozen=True)
class Opened:
    """An invitation, and how whoever opened it showed that they are meant."""

    invitation: Invitation
    proof: str
    method: str
    is_latest: bool


def token(invitation: Invitation, *, proof: str, method: str) -> str:
    """Permission to sign by this invitation, until it is sent anew."""
    facts = {"invitation": str(invitation.pk), "round": invitation.round, "proof": proof, "method": method}
    return signing.seal(SIGN, facts)


def path(invitation: Invitation, *, proof: str = "mail", method: str = "online") -> str:
    """Where it is signed, on this site."""
    return reverse("agreements:sign", args=[token(invitation, proof=proof, method=method)])


def mailed(invitation: Invitation) -> str:
    """The same as a full address, for a mail."""
    return settings.ADDRESS + path(invitation)


def opened(token: str) -> Opened | None:
    """What a link is about."""
    try:
        facts = signing.unseal(SIGN, token, A_YEAR)
    except signing.BadSeal:
        return None
    found = (
        Invitation.objects.select_related("version__agreement", "party__organisation", "person")
        .filter(pk=facts["invitation"])
        .first()
    )
    return Opened(found, facts["proof"], facts["method"], found.round == facts["round"]) if found else None


def code(invitation: Invitation) -> str:
    """What stands on somebody's card in the room: it can be typed into any phone there, and into nothing else."""
    said = f"{invitation.pk} {invitation.round}".encode()
    number = int.from_bytes(hmac.digest(b"agreements.code " + settings.SECRET_KEY.encode(), said, hashlib.sha256)[:8])
    letters = ""
    for _letter in range(CODE):
        number, at = divmod(number, len(LETTERS))
        letters += LETTERS[at]
    return f"{letters[:4]}-{letters[4:]}"


def of_code(typed: str, invitations: Iterable[Invitation]) -> Invitation | None:
    """Whose card this code stands on."""
    plain = "".join(letter for letter in typed.upper() if letter in LETTERS)
    return next((one for one in invitations if hmac.compare_digest(code(one).replace("-", ""), plain)), None)
