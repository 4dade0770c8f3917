"""Becoming a member of the coordinating charity, from the first word to the number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.journeys import mails
from alongside.journeys.actions import claiming
from alongside.organisations import actions as organisations
from alongside.organisations import queries, rules
from alongside.replies import actions as replies
from alongside.replies import queries as owed

if TYPE_CHECKING:
    from alongside.organisations.models import Claim, MemberKind, Membership, Organisation
    from alongside.people.models import Person

KIND = "journeys.membership"


@transaction.atomic
def join(
    organisation: Organisation | None,
    *,
    kind: MemberKind,
    by: Person | None,
    proposed: dict[str, Any] | None = None,
    name: str = "",
    email: str = "",
    title: str = "",
    how: str = "",
) -> Membership:
    """It wants to be a member. Who has no seat there asks for one in the same breath; an officer answers both."""
    claim = None
    if organisation is None or by is None or not rules.sits(by, organisation):
        claim = _claim(organisation, proposed, name=name, email=email, title=title, how=how, by=by)
    made = organisations.ask_to_join(organisation, kind=kind, by=by, claim=claim)
    ask(made, by=by)
    return made


def ask(membership: Membership, *, by: Person | None) -> None:
    """An officer owes an answer to whoever wants it to be a member."""
    coordinator, claim, asker = queries.coordinator(), membership.claim, membership.asked_by
    if coordinator is None:
        raise organisations.NotAMember(_("Nobody runs this place yet, so nobody could answer."))
    replies.open(
        KIND,
        subject=membership,
        title=_("Membership: %(name)s") % {"name": membership.called},
        organisation=coordinator,
        asker=asker,
        asker_email=claim.email if claim and not asker else "",
        by=by,
    )


@transaction.atomic
def admit(membership: Membership, *, by: Person, text: str = "") -> Membership:
    """Yes: it has its number, and who asked has a seat as its lead where nobody led it."""
    _allow(by)
    organisation, claim = _where(membership, by=by), membership.claim
    organisations.admit(membership, organisation=organisation, by=by)
    facts = {"name": organisation.name, "number": membership.number}
    said = _("Yes: %(name)s is a member now. Its number is %(number)s.") % facts
    _answer(membership, "\n\n".join(filter(None, (said, text.strip()))), by=by, outcome=claiming.DONE)
    if claim and claim.state == "granted" and claim.decided_by_id == by.pk and claim.person:
        mails.seated(claim, claim.person)
    return membership


@transaction.atomic
def refuse(membership: Membership, *, reason: str, by: Person) -> Membership:
    """No, and why. Whether who asked belongs there is another question, which goes on."""
    _allow(by)
    organisations.refuse(membership, reason=reason, by=by)
    _answer(membership, reason, by=by, outcome=claiming.DECLINED)
    _let_claim_go_on(membership)
    return membership


@transaction.atomic
def take_back(membership: Membership, *, by: Person | None) -> Membership:
    """Who asked no longer wants it; with it goes what they said of themselves, where nobody has answered that."""
    organisations.take_back(membership, by=by)
    for reply in owed.owed_about(membership):
        replies.close(reply, outcome=claiming.WITHDRAWN, why=_("You took it back."), by=by)
    if membership.claim and membership.claim.is_undecided:
        claiming.withdraw(membership.claim, by=by)
    return membership


def _allow(by: Person) -> None:
    if not rules.is_officer(by):
        raise organisations.NotTheirs(_("You may not decide this, or no longer."))


def _claim(organisation: Organisation | None, proposed: dict[str, Any] | None, *, by: Person | None, **said: Any) -> Claim:
    """Who asks belongs there, they say. Its leads answer that, where it has some; else it is answered with the membership."""
    if organisation is None:
        return organisations.claim(None, **said, by=by, proposed=proposed)
    held = queries.open_claim(organisation, by.email if by else said["email"].strip().lower())
    if held is not None:
        return held
    if queries.leads_of(organisation):
        return claiming.claim(organisation, **said, by=by)
    made = organisations.claim(organisation, **said, by=by)
    if made.state == "proving":
        mails.prove(made)
    return made


def _where(membership: Membership, *, by: Person) -> Organisation:
    """The organisation that joins; what was proposed is put on the list now, and who asked leads it."""
    claim = membership.claim
    organisation = membership.organisation or (claim.organisation if claim else None)
    if claim is None or not claim.is_undecided:
        if organisation is None:
            raise organisations.NotAMember(
                _("The claim behind it was declined, so there is nobody to be a member. Say no, and why.")
            )
        return organisation
    if organisation is not None and queries.leads_of(organisation):
        return organisation
    return _seated(claim, organisation, by=by)


def _seated(claim: Claim, organisation: Organisation | None, *, by: Person) -> Organisation:
    organisations.hold(claim)
    person = claiming.person_of(claim)
    organisation = organisation or organisations.add(**claiming.whole(claim.proposed), by=by)
    organisations.grant_claim(claim, person=person, organisation=organisation, role="lead", by=by)
    claiming.seat(claim, person, by=by)
    for reply in owed.owed_about(claim):
        replies.close(reply, outcome=claiming.DONE, why=_("It is answered: you have a seat there."), by=by)
    return organisation


def _let_claim_go_on(membership: Membership) -> None:
    claim = membership.claim
    if claim and claim.state == "waiting" and not owed.owed_about(claim).exists():
        claiming.ask(claim)


def _answer(membership: Membership, text: str, *, by: Person, outcome: str) -> None:
    for reply in owed.owed_about(membership):
        claiming.answered(reply, text, by=by, outcome=outcome)
