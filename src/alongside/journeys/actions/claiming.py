"""A claim from the first word to the seat: who answers, who is told, and what is done in the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.journeys import mails
from alongside.organisations import actions as organisations
from alongside.organisations import queries, rules
from alongside.people import actions as people
from alongside.people import queries as persons
from alongside.replies import actions as replies
from alongside.replies import queries as owed

if TYPE_CHECKING:
    from alongside.organisations.models import Claim, Organisation
    from alongside.people.models import Person
    from alongside.replies.models import OwedReply

KIND = "journeys.claim"
DONE, DECLINED, WITHDRAWN = "done", "declined", "withdrawn"


@transaction.atomic
def claim(organisation: Organisation, *, name: str, email: str, title: str, how: str, by: Person | None) -> Claim:
    """Somebody belongs to this organisation. Either a mailed link proves it, or somebody answers."""
    made = organisations.claim(organisation, name=name, email=email, title=title, how=how, by=by)
    if made.state == "proving":
        mails.prove(made)
    else:
        ask(made)
    return made


@transaction.atomic
def propose(facts: dict[str, Any], *, name: str, email: str, title: str, how: str, by: Person | None) -> Claim:
    """Somebody belongs to an organisation that is not listed. An officer reads it before anybody else does."""
    made = organisations.claim(None, name=name, email=email, title=title, how=how, by=by, proposed=facts)
    ask(made)
    return made


@transaction.atomic
def hand_to_people(claim: Claim) -> Claim:
    """Its link was not pressed: a person looks at it."""
    ask(organisations.let_wait(claim))
    return claim


@transaction.atomic
def prove(claim: Claim) -> Person | None:
    """The mailed link was pressed: who claimed reads mail there, and leads. None where somebody leads by now."""
    organisation = claim.organisation
    if organisation is None or organisation.closed_at is not None or queries.leads_of(organisation):
        if claim.state == "proving":
            hand_to_people(claim)
        return None
    person = person_of(claim)
    organisations.grant_claim(claim, person=person, organisation=organisation, role="lead", by=None)
    seat(claim, person, by=None)
    for reply in _owed(claim):
        replies.close(reply, outcome=DONE, why=_("The link that we mailed to you settled it: you have your seat."), by=person)
    return person


@transaction.atomic
def grant(claim: Claim, *, role: str, by: Person, text: str = "") -> Claim:
    """Yes: they have a seat, and a mail that says so with a link to sign in."""
    _allow(claim, by, officers_only=claim.organisation is None)
    organisations.hold(claim)
    person = person_of(claim)
    organisation = claim.organisation or organisations.add(**whole(claim.proposed), by=by)
    organisations.grant_claim(claim, person=person, organisation=organisation, role=role, by=by)
    seat(claim, person, by=by)
    said = _("Yes: you have a seat at %(name)s. Another mail brings a link to sign in.") % {"name": organisation.name}
    _answer(claim, "\n\n".join(filter(None, (said, text.strip()))), by=by, outcome=DONE)
    mails.seated(claim, person)
    return claim


@transaction.atomic
def decline(claim: Claim, *, reason: str, by: Person) -> Claim:
    """No, and why. Only an officer ends a claim so; a lead objects."""
    _allow(claim, by, officers_only=True)
    organisations.decline_claim(claim, reason=reason, by=by)
    _answer(claim, reason, by=by, outcome=DECLINED)
    return claim


@transaction.atomic
def object_to(claim: Claim, *, text: str, by: Person) -> Claim:
    """A lead thinks that it is not theirs: an officer decides, with what the lead says."""
    _allow(claim, by)
    organisations.note(claim, kind="objected", text=text, by=by)
    for reply in _owed(claim):
        replies.refer(reply, by=by, note=text)
    return claim


@transaction.atomic
def ask_back(claim: Claim, *, text: str, by: Person) -> Claim:
    """A question to who claimed; the day by which they are answered stays."""
    _allow(claim, by)
    organisations.note(claim, kind="asked", text=text, by=by)
    mails.asked_back(claim, text=text, by=by)
    return claim


@transaction.atomic
def tell(claim: Claim, *, text: str, by: Person | None) -> Claim:
    """Who claimed says more; whoever answers it hears of that."""
    organisations.note(claim, kind="told", text=text, by=by)
    for reply in _owed(claim):
        if reply.owner:
            mails.told_more(claim, to=reply.owner)
    return claim


@transaction.atomic
def place(claim: Claim, organisation: Organisation, *, by: Person) -> Claim:
    """What was proposed is this one. Its leads hear of the claim, and the officer decides on."""
    _allow(claim, by, officers_only=True)
    organisations.place_claim(claim, organisation, by=by)
    for lead in queries.leads_of(organisation):
        mails.somebody_claims(claim, to=lead)
    return claim


@transaction.atomic
def withdraw(claim: Claim, *, by: Person | None) -> Claim:
    """Who claimed takes it back."""
    organisations.withdraw_claim(claim, by=by)
    for reply in _owed(claim):
        replies.close(reply, outcome=WITHDRAWN, why=_("You took it back."), by=by)
    return claim


def ask(claim: Claim) -> None:
    """Its leads answer first; where nobody leads, an officer does. The other leads are told."""
    leads = queries.leads_of(claim.organisation) if claim.organisation else []
    coordinator = queries.coordinator()
    answers = claim.organisation if leads else coordinator
    if answers is None:
        raise organisations.NotClaimable(_("Nobody runs this place yet, so nobody could answer."))
    reply = replies.open(
        KIND,
        subject=claim,
        title=_title(claim),
        organisation=answers,
        asker=claim.person,
        asker_email="" if claim.person else claim.email,
        owner=leads[0] if leads else None,
        by=claim.person,
    )
    for lead in leads:
        if lead.pk != reply.owner_id:
            mails.somebody_claims(claim, to=lead)


def _title(claim: Claim) -> str:
    words = _("A seat at %(name)s") if claim.organisation else _("A new organisation: %(name)s")
    return words % {"name": claim.called}


def _allow(claim: Claim, by: Person, *, officers_only: bool = False) -> None:
    if not rules.may_answer_claim(by, claim) or (officers_only and not rules.is_officer(by)):
        raise organisations.NotTheirs(_("You may not decide this, or no longer."))


def person_of(claim: Claim) -> Person:
    return claim.person or persons.by_email(claim.email) or people.add(claim.email, name=claim.name, by=None)


def whole(proposed: dict[str, Any]) -> dict[str, Any]:
    """What was proposed, as the action takes it: JSON knows no pairs."""
    return proposed | {"identifiers": [(scheme, number) for scheme, number in proposed.get("identifiers", [])]}


def seat(claim: Claim, person: Person, *, by: Person | None) -> None:
    """A seat they may have by now; then the claim is granted all the same."""
    assert claim.organisation is not None  # noqa: S101  # granting has set it
    if not queries.seats_of(person).filter(organisation=claim.organisation).exists():
        organisations.seat(person, claim.organisation, role=claim.role, title=claim.title, by=by)


def _owed(claim: Claim) -> list[OwedReply]:
    return list(owed.owed_about(claim))


def _answer(claim: Claim, text: str, *, by: Person, outcome: str) -> None:
    """To who asked, by the reply that is owed; where somebody closed that without deciding, by a mail of its own."""
    told = [answered(reply, text, by=by, outcome=outcome) for reply in _owed(claim)]
    if not any(told):
        mails.decided(claim, text=text, by=by)


def answered(reply: OwedReply, text: str, *, by: Person, outcome: str) -> bool:
    """Whether it could be answered: another may have closed it at this very moment."""
    try:
        replies.answer(reply, text=text, by=by, outcome=outcome)
    except replies.NotOwed:
        return False
    return True
