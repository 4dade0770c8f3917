"""What this room writes to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alongside.kit import clock, words
from alongside.notices import actions as notices
from alongside.notices import kinds
from alongside.organisations import links, queries
from alongside.organisations.models import Invitation, Membership, Representative, Seat
from alongside.organisations.queries import members, networks

if TYPE_CHECKING:
    from alongside.people.models import Person


def register() -> None:
    """Which of these mails may be stopped. Called once, when the house starts."""
    kinds.register(
        "organisations.renew",
        title=_lazy("Reminders to renew a membership"),
        about=_lazy("They come before its year ends, and after. Without them it may lapse before you notice."),
    )
    kinds.register(
        "organisations.term_ends",
        title=_lazy("When a term ends in your network"),
        about=_lazy("When somebody’s time to speak for your network ends soon and nobody follows. Its page says so too."),
    )


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


def term_ends(held: Representative) -> None:
    """To the leads of a network: somebody's term ends soon, and nobody follows yet."""
    facts = {"organisation": held.network, "held": held, "body": networks.body_of(held), "day": words.date(held.ends)}
    facts["link"] = settings.ADDRESS + reverse("organisations:network", args=[held.network.slug])
    subject = _("Who follows %(name)s on %(body)s?") % {"name": held.name, "body": networks.body_of(held)}
    for lead in queries.leads_of(held.network):
        notices.send(
            "organisations.term_ends", to=lead, subject=subject, template="organisations/mail/term_ends", context={**facts}
        )


def welcome(membership: Membership) -> None:
    """It is a member: its number, and until when."""
    _to_members(membership, "welcome", _("Welcome: you are a member now"))


def renewed(membership: Membership) -> None:
    """It is a member for another year."""
    _to_members(membership, "renewed", _("Your membership is renewed"))


def renew(membership: Membership) -> None:
    """One button is left to be a member for another year."""
    late = membership.until is not None and membership.until < clock.today()
    subject = _("Your membership has ended: one button renews it") if late else _("One button renews your membership")
    _to_members(membership, "renew", subject, late=late, link=links.renewal_mailed(membership))


def lapsed(membership: Membership) -> None:
    """It is no longer a member."""
    _to_members(membership, "lapsed", _("Your membership has lapsed"))


def left(membership: Membership) -> None:
    """It has left."""
    _to_members(membership, "left", _("You are no longer a member"))


def _to_members(membership: Membership, name: str, subject: str, **facts: Any) -> None:
    """To those who act for it; where nobody has a seat, to the address it gave us."""
    organisation = membership.organisation
    assert organisation is not None  # noqa: S101  # a member is listed
    everybody: list[Person | str] = [*members.who_renews(organisation)]
    address = members.mail_of(organisation)
    context = {
        "membership": membership,
        "organisation": organisation,
        "kind": membership.kind,
        "price": words.pounds(membership.kind.pence),
        "until": words.date(membership.until) if membership.until else "",
        "lapses": words.date(members.lapses_on(membership)),
        "page": settings.ADDRESS + reverse("organisations:membership", args=[organisation.slug]),
        **facts,
    }
    for to in everybody or ([address] if address else []):
        notices.send(f"organisations.{name}", to=to, subject=subject, template=f"organisations/mail/{name}", context={**context})
