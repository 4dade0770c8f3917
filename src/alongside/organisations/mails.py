"""What this room writes to people."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.kit import words
from alongside.notices import actions as notices
from alongside.organisations import links
from alongside.organisations.models import Invitation, Seat


def invited(invitation: Invitation) -> None:
    """Somebody is offered a seat: who offers it, where, what it may do, until when."""
    notices.send(
        "organisations.invited",
        to=invitation.email,
        subject=_("You are invited to %(organisation)s") % {"organisation": invitation.organisation.name},
        template="organisations/mail/invited",
        context={
            "invitation": invitation,
            "organisation": invitation.organisation,
            "by": invitation.by,
            "day": words.day(invitation.expires_at),
            "link": links.invitation_mailed(invitation),
        },
        by_reply_to=invitation.by.email if invitation.by else None,
    )


def accepted(invitation: Invitation, seat: Seat) -> None:
    """Whoever invited somebody hears that they are there."""
    if invitation.by is None or not invitation.by.is_active:
        return
    organisation = invitation.organisation
    notices.send(
        "organisations.accepted",
        to=invitation.by,
        subject=_("%(person)s has a seat at %(organisation)s now") % {"person": seat.person, "organisation": organisation.name},
        template="organisations/mail/accepted",
        context={
            "seat": seat,
            "organisation": organisation,
            "link": settings.ADDRESS + reverse("organisations:seats", args=[organisation.slug]),
        },
    )
