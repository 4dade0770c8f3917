"""The links that this room mails. Each opens a page with a button; nothing happens before it is pressed."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from alongside.journeys import policy as ours
from alongside.kit import signing
from alongside.organisations import policy, queries
from alongside.organisations.queries import networks
from alongside.replies import queries as replies

if TYPE_CHECKING:
    from alongside.organisations.models import Claim, Membership, Organisation, Representative
    from alongside.organisations.queries.networks import Term
    from alongside.people.models import Person

PROVE, CLAIM, SENT, JOINED = "journeys.prove", "journeys.claim", "journeys.sent", "journeys.joined"
MONTHLY, REPORT = "journeys.monthly", "journeys.report"
A_DAY = dt.timedelta(days=1)
A_YEAR = dt.timedelta(days=365)


def prove_url(claim: Claim) -> str:
    """Where who claimed shows that they read mail at the organisation's own domain."""
    return settings.ADDRESS + reverse("journeys:prove", args=[signing.seal(PROVE, {"claim": str(claim.pk)})])


def claim_url(claim: Claim) -> str:
    """Where who claimed reads on and answers; without an account, by a link of their own."""
    if claim.person_id:
        return settings.ADDRESS + reverse("journeys:claim", args=[claim.pk])
    return settings.ADDRESS + reverse("journeys:claim_by_mail", args=[signing.seal(CLAIM, {"claim": str(claim.pk)})])


def page_url(claim: Claim) -> str:
    """Where it is answered."""
    return settings.ADDRESS + reverse("journeys:claim", args=[claim.pk])


def sent_url(claim: Claim) -> str:
    """Where who claimed reads at once what happens next; for a day, since the mail says it for longer."""
    return reverse("journeys:sent", args=[signing.seal(SENT, {"claim": str(claim.pk)})])


def joined_url(membership: Membership) -> str:
    """Where who asked to join reads what happens next, and takes it back."""
    return reverse("journeys:joined", args=[signing.seal(JOINED, {"claim": str(membership.pk)})])


def joined(token: str) -> uuid.UUID | None:
    """The wish to be a member that this page is about."""
    return _of(JOINED, token, A_YEAR)


def sent(token: str) -> uuid.UUID | None:
    """The claim that this page of thanks is about."""
    return _of(SENT, token, A_DAY)


def proven(token: str) -> uuid.UUID | None:
    """The claim that the link to prove is about."""
    return _of(PROVE, token, policy.PROOF_LASTS)


def claimed(token: str) -> uuid.UUID | None:
    """The claim that the link of its claimant is about."""
    return _of(CLAIM, token, A_YEAR)


@dataclass(frozen=True)
class Monthly:
    """A monthly mail that was opened: of which organisation, to which of its leads, and who reads it: they, or who covers."""

    organisation: Organisation
    lead: Person
    reader: Person


def monthly_url(organisation: Organisation, lead: Person, *, reader: Person) -> str:
    """Where this lead, or who covers for them, says what is still true of the organisation, without an account."""
    return settings.ADDRESS + monthly_path(organisation, lead, reader=reader)


def monthly_path(organisation: Organisation, lead: Person, *, reader: Person) -> str:
    """The same, within our own address."""
    facts = {"organisation": str(organisation.pk), "lead": str(lead.pk), "reader": str(reader.pk)}
    return reverse("journeys:monthly", args=[signing.seal(MONTHLY, facts)])


def monthly(token: str) -> Monthly | None:
    """What a link in a monthly mail opens, while that lead leads, and while its reader is they or covers for them."""
    try:
        facts = signing.unseal(MONTHLY, token, ours.MONTHLY_LINK)
    except signing.BadSeal:
        return None
    organisation = queries.led().filter(pk=facts["organisation"]).first()
    leads = queries.leads_of(organisation) if organisation else []
    lead = next((one for one in leads if str(one.pk) == facts["lead"]), None)
    if organisation is None or lead is None:
        return None
    reader = lead if facts["reader"] == str(lead.pk) else replies.answers_for(lead, organisation)
    return Monthly(organisation, lead, reader) if str(reader.pk) == facts["reader"] else None


def report_url(one: Representative) -> str:
    """Where who speaks for a network reports back without an account."""
    return settings.ADDRESS + reverse("journeys:report_by_mail", args=[report_token(one)])


def reports_path(one: Representative) -> str:
    """Where the reports of a term are read."""
    return reverse("organisations:reports", args=[one.network.slug, one.pk])


def report_token(one: Representative) -> str:
    """It is for one term, one time of asking and one address: whoever the page names later cannot be spoken for."""
    return signing.seal(REPORT, {"term": str(one.pk), "email": one.email, "asked": str(one.asked_on)})


def reporting(token: str) -> Term | None:
    """The term that a link to report back is about, while that report is owed."""
    try:
        facts = signing.unseal(REPORT, token, ours.REPORT_LINK)
    except signing.BadSeal:
        return None
    term = networks.term_at(uuid.UUID(facts["term"]))
    holds = term is not None and term.due is not None
    return term if holds and term and [term.one.email, str(term.one.asked_on)] == [facts["email"], facts["asked"]] else None


def _of(purpose: str, token: str, max_age: dt.timedelta) -> uuid.UUID | None:
    try:
        return uuid.UUID(signing.unseal(purpose, token, max_age)["claim"])
    except signing.BadSeal:
        return None
