"""Who speaks for a network owes it a report: at intervals, and when the term ends. They need no account for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alongside.journeys import mails
from alongside.organisations import policy, queries
from alongside.organisations.actions import network
from alongside.organisations.queries import networks
from alongside.people import queries as people
from alongside.replies import actions as replies
from alongside.replies import owners
from alongside.replies import queries as owed

if TYPE_CHECKING:
    from alongside.organisations.models import ReportBack
    from alongside.organisations.queries.networks import Term
    from alongside.people.models import Person
    from alongside.replies.models import OwedReply

KIND = "journeys.report_back"


@transaction.atomic
def ask_for_report(term: Term) -> OwedReply | None:
    """The network is owed a report from now on. Who speaks there owes it, where they have a seat in it; else a lead sees to it.

    Who has no seat is written to, with a link behind which they report without an account.
    """
    one = term.one
    if owed.owed_about(one).exists() or not network.ask_for_report(one):
        return None
    account = people.by_email(one.email) if one.email else None
    owner = account if account and owners.sits_at(account, one.network) else None
    opened = replies.open(
        KIND,
        subject=one,
        title=_("Report back from %(body)s") % {"body": networks.body_of(one)},
        organisation=one.network,
        owner=owner,
        days=policy.REPORT_IN_DAYS(),
        by=None,
    )
    if owner is None and one.email:
        mails.report_asked(one, by=opened.due_on)
    return opened


@transaction.atomic
def report_back(term: Term, *, text: str, by: Person | None) -> ReportBack:
    """What was said there, and what came of it. What was owed is done, and the leads hear of it."""
    made = network.report(term.one, text=text, by=by)
    for reply in owed.owed_about(term.one):
        replies.close(reply, outcome="done", why=_("They reported back."), by=by)
    for lead in queries.leads_of(term.one.network):
        if by is None or lead.pk != by.pk:
            mails.reported(made, to=lead)
    return made


def asked_of(person: Person) -> list[tuple[Term, OwedReply]]:
    """Reports that only `person` can give, and that somebody with a seat in the network sees to; the oldest first."""
    terms = {term.one.pk: term for term in networks.terms_of(person)}
    waiting = (
        owed.owed_of(KIND).filter(subject_id__in=terms).exclude(Q(owner=person) | Q(covers_for=person, covers_for__isnull=False))
        if terms
        else ()
    )
    return [(terms[reply.subject_id], reply) for reply in waiting]


def look_after_reports() -> int:
    """Asks for what is due, and lets go of what is due no longer; returns how many were asked."""
    asked = sum(ask_for_report(term) is not None for term in list(networks.to_report()))
    waiting = {reply.subject_id: reply for reply in owed.owed_of(KIND)}
    still = {term.one.pk for term in networks.some_terms(waiting) if term.due and term.one.network.closed_at is None}
    for pk, reply in waiting.items():
        if pk not in still:
            _let_go(reply)
    return asked


@transaction.atomic
def _let_go(reply: OwedReply) -> None:
    replies.close(reply, outcome="withdrawn", why=_("No report is due any longer."), by=None)
