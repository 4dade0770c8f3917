"""The links that this room mails. Each opens a page with a button; nothing happens before it is pressed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse

from alongside.kit import signing
from alongside.organisations import policy
from alongside.organisations.models import Invitation, Membership

INVITATION, RENEWAL = "organisations.invitation", "organisations.renewal"
A_YEAR = dt.timedelta(days=365)
"""Longer than any invitation lasts: the row says until when it holds, so that an old link can say what became of it."""


def to_invitation(invitation: Invitation) -> str:
    """Where an invitation is accepted, on this site."""
    token = signing.seal(INVITATION, {"invitation": str(invitation.pk), "round": invitation.round})
    return reverse("organisations:invitation", args=[token])


def invitation_mailed(invitation: Invitation) -> str:
    """The same as a full address, for a mail."""
    return settings.ADDRESS + to_invitation(invitation)


def invitation_of(token: str) -> tuple[Invitation | None, bool]:
    """What a link is about, and whether it is the latest one that was sent."""
    try:
        facts: dict[str, Any] = signing.unseal(INVITATION, token, A_YEAR)
    except signing.BadSeal:
        return None, False
    found = Invitation.objects.select_related("organisation", "by").filter(pk=facts["invitation"]).first()
    return found, found is not None and found.round == facts["round"]


def renewal_mailed(membership: Membership) -> str:
    """Where a membership is renewed without an account, as a full address for a mail. It is good for one renewal."""
    token = signing.seal(RENEWAL, {"membership": str(membership.pk), "until": f"{membership.until}"})
    return settings.ADDRESS + reverse("organisations:renew_by_mail", args=[token])


def renewal_of(token: str) -> tuple[Membership | None, dt.date | None]:
    """The membership that a link is about, and the last day that it had when the link was mailed."""
    try:
        facts: dict[str, Any] = signing.unseal(RENEWAL, token, policy.RENEWAL_LINK)
    except signing.BadSeal:
        return None, None
    found = Membership.objects.select_related("organisation", "kind").filter(pk=facts["membership"]).first()
    return found, dt.date.fromisoformat(facts["until"])
