"""What these flows write to people, beside the mails of the owed replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alongside.journeys import links
from alongside.kit import words
from alongside.notices import actions as notices
from alongside.notices import kinds
from alongside.organisations.queries import networks
from alongside.people import actions as people

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from alongside.organisations.models import Claim, Organisation, ReportBack, Representative
    from alongside.people.models import Person
    from alongside.replies.confirmations import Confirmation

A_WEEK = 24 * 7
MONTHLY = "journeys.monthly"
SHOWN = 10
"""A mail lists no more than so many; its page has all."""


def register() -> None:
    """Which of these mails may be stopped. Called once, when the house starts."""
    kinds.register(
        MONTHLY,
        title=_lazy("The monthly mail of your organisation"),
        about=_lazy("Once a month: all that should be looked at, and one button that says that it is still true."),
    )
    kinds.register(
        "journeys.reported",
        title=_lazy("Reports to your network"),
        about=_lazy("When somebody who speaks for your network has reported back. The reports also stand on its page."),
    )


def prove(claim: Claim) -> None:
    """To an address at the organisation's own domain: press the button, and it is yours. None of the sender's words go along."""
    _send("prove", claim.email, _("Is this you? One button left"), claim, link=links.prove_url(claim))


def seated(claim: Claim, person: Person) -> None:
    """They have the seat: how to get in."""
    subject = _("You have a seat at %(organisation)s") % {"organisation": claim.called}
    _send("seated", person, subject, claim, link=people.sign_in_link(person, by_mail=True, hours=A_WEEK))


def somebody_claims(claim: Claim, *, to: Person) -> None:
    """To a lead who does not answer it: they may object."""
    subject = _("Somebody asks for a seat at %(organisation)s") % {"organisation": claim.called}
    _send("somebody_claims", to, subject, claim, link=links.page_url(claim))


def asked_back(claim: Claim, *, text: str, by: Person) -> None:
    """A question to who claimed."""
    subject = _("A question about your claim")
    _send("asked_back", claim.person or claim.email, subject, claim, link=links.claim_url(claim), text=text, by=by)


def told_more(claim: Claim, *, to: Person) -> None:
    """To whoever answers: the claimant has written."""
    subject = _("They have answered: %(organisation)s") % {"organisation": claim.called}
    _send("told_more", to, subject, claim, link=links.page_url(claim))


def decided(claim: Claim, *, text: str, by: Person) -> None:
    """The answer, where no owed reply carries it."""
    subject = _("The answer to your claim")
    _send("decided", claim.person or claim.email, subject, claim, link=links.claim_url(claim), text=text, by=by)


def monthly(organisation: Organisation, lead: Person, found: Sequence[Confirmation], *, reader: Person) -> None:
    """What to look at this month, and the link to the page where one button says that all is still true. `reader` may cover."""
    subject = _("%(organisation)s: is this still true?") % {"organisation": organisation.name}
    context = {
        "organisation": organisation,
        "found": found[:SHOWN],
        "more": max(len(found) - SHOWN, 0),
        "covered": None if reader == lead else lead,
        "link": links.monthly_url(organisation, lead, reader=reader),
    }
    notices.send(MONTHLY, to=reader, subject=subject, template="journeys/mail/monthly", context=context)


def report_asked(one: Representative, *, by: dt.date) -> None:
    """To who speaks for a network and has no seat in it: a report is owed, and needs no account."""
    context = {"organisation": one.network, "body": networks.body_of(one), "one": one, "day": words.day(by)}
    context["link"] = links.report_url(one)
    subject = _("What came of it? Report back to %(name)s") % {"name": one.network.name}
    notices.send("journeys.report_asked", to=one.email, subject=subject, template="journeys/mail/report_asked", context=context)


def reported(made: ReportBack, *, to: Person) -> None:
    """To a lead of the network: a report is there."""
    one = made.representative
    context = {"organisation": one.network, "body": networks.body_of(one), "text": made.text}
    context["link"] = settings.ADDRESS + links.reports_path(one)
    subject = _("Reported back from %(body)s") % {"body": networks.body_of(one)}
    notices.send("journeys.reported", to=to, subject=subject, template="journeys/mail/reported", context=context)


def _send(name: str, to: Person | str, subject: str, claim: Claim, **facts: Any) -> None:
    context = {"claim": claim, "name": claim.called, "known": claim.person_id is not None, **facts}
    notices.send(f"journeys.{name}", to=to, subject=subject, template=f"journeys/mail/{name}", context=context)
