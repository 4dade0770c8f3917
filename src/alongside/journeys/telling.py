"""What desks and pages say of claims and of organisations that nobody leads."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from alongside.kit import words
from alongside.organisations import queries
from alongside.organisations.queries import members, networks
from alongside.people import complaints
from alongside.replies import queries as owed
from alongside.replies.subjects import Told

if TYPE_CHECKING:
    from alongside.organisations.models import Claim, Membership, Representative
    from alongside.people.models import Complaint
    from alongside.replies.models import OwedReply


def told_claims(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """Claims are answered on their own page."""
    return {claim.pk: _claim(claim.pk, claim.name, claim.title) for claim in queries.claims(ids)}


def _claim(pk: uuid.UUID, name: str, title: str) -> Told:
    address = reverse("journeys:claim", args=[pk])
    line = _("From %(name)s, %(title)s.") % {"name": name, "title": title}
    return Told(line=line, url=address, act_url=address, act_label=_("Read it"))


def told_members(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """Whoever wants to be a member is answered on a page of its own."""
    return {one.pk: _member(one.pk, one.kind.name) for one in members.some(ids)}


def _member(pk: uuid.UUID, kind: str) -> Told:
    address = reverse("journeys:application", args=[pk])
    return Told(line=_("As %(kind)s.") % {"kind": kind}, url=address, act_url=address, act_label=_("Read it"))


def told_leaderless(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """Organisations whose last lead has left: find somebody, then say so."""
    line = _("Its last lead has left. Find somebody there to lead, invite them, then say here what came of it.")
    return {one.pk: Told(text=line, url=reverse("organisations:seats", args=[one.slug])) for one in queries.some(ids)}


def told_reports(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """Reports that networks are owed: each is written on a page of its own."""
    terms = networks.some_terms(ids)
    replies = owed.about_many("organisations.representative", ids)
    return {term.one.pk: _report(term.one, replies.get(term.one.pk)) for term in terms}


def _report(one: Representative, reply: OwedReply | None) -> Told:
    place = [one.network.slug, one.pk]
    line = " ".join([_("%(who)s speaks there for %(name)s."), _who_writes_it(one, reply)])
    line = (line % {"who": one.name, "name": one.network.name}).strip()
    text = _("What was said there, what was said for the network, and what came of it.")
    act = reverse("journeys:report_back", args=place)
    return Told(text=text, line=line, url=reverse("organisations:reports", args=place), act_url=act, act_label=_("Write it"))


def _who_writes_it(one: Representative, reply: OwedReply | None) -> str:
    """Whoever sees to a report that another has to give reads how that one was asked. Who has an account is nobody's to know."""
    owe = [who.email for who in (reply.owner, reply.covers_for) if who] if reply else []
    if one.email.lower() in owe:
        return ""
    if not one.email:
        return _("We have no address of theirs: ask them, and write down what they say.")
    return _("They were asked by mail, and find it on their own desk when they sign in. You can write down what they tell you.")


def told_complaints(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """Complaints about data, for whoever answers them."""
    return {one.pk: _complaint(one) for one in complaints.some(ids).select_related("person")}


def _complaint(one: Complaint) -> Told:
    wants = _("What would put it right: %(words)s") % {"words": one.wants} if one.wants else ""
    reach = one.phone and _("Telephone: %(number)s") % {"number": one.phone}
    line = _("From %(name)s: %(about)s") % {"name": one.person or one.name, "about": one.get_about_display()}
    return Told(line=line, text="\n\n".join(filter(None, (str(one.get_about_display()), one.what, wants, reach))))


NEXT_STEP = _l(
    "Not happy with our answer? Turn to the Information Commissioner’s Office: 0303 123 1113, https://ico.org.uk/make-a-complaint/"
)
"""What somebody may do whom our answer about their data does not satisfy."""

ASKED = {
    "ask": (_l("What do you want to know?"), _l("It goes to them by mail, with your name. Their answer comes back here.")),
    "decline": (_l("Why not?"), _l("It goes to them as you write it. Say what they can do instead.")),
    "object": (_l("What do you know?"), _l("An officer reads it and decides. The person does not see it.")),
    "tell": (_l("What do you want to say?"), _l("Whoever answers your claim gets a mail.")),
}
"""What the box of each move asks for."""

DONE = {
    "grant": _l("They have the seat, and a mail that says so."),
    "ask": _l("Your question is on its way."),
    "decline": _l("They have your answer."),
    "object": _l("Thank you. An officer decides, and reads what you wrote."),
    "tell": _l("It is sent."),
    "withdraw": _l("Your claim is taken back."),
}
"""What is said after each move."""


def steps(claim: Claim) -> list[tuple[str, str]]:
    """What happens next: who does what, by which day."""
    if claim.state == "proving":
        return [
            (
                _("Look into your mail"),
                _("We have sent a link to %(address)s. It opens a page with one button.") % {"address": claim.email},
            ),
            (_("No mail?"), _("After two days a person looks at it, and you need do nothing.")),
        ]
    reply = owed.owed_about(claim).first()
    if reply is None:
        return []
    facts = {
        "who": str(reply.owner or reply.organisation.name),
        "organisation": reply.organisation.name,
        "day": words.day(reply.due_on),
    }
    return [
        (_("Your mail says that it has arrived"), claim.email),
        (
            _("%(who)s answers you by %(day)s") % facts,
            _("They write for %(organisation)s, and may ask you something first.") % facts,
        ),
        (_("If that day passes"), _("we tell you, and somebody else is asked.")),
    ]


def next_for_member(membership: Membership) -> list[tuple[str, str]]:
    """What happens next with a wish to be a member."""
    reply = owed.owed_about(membership).first()
    if reply is None:
        return []
    claim = membership.claim
    said = {"who": str(reply.owner or reply.organisation.name), "day": words.day(reply.due_on)}
    address = claim.email if claim else str(reply.asker.email if reply.asker else "")
    prove = [(_("Press the button in our mail"), _("It shows that you act for it, and you can begin at once."))]
    return [
        (_("Your mail says that it has arrived"), address),
        *(prove if claim and claim.state == "proving" else []),
        (_("%(who)s answers you by %(day)s") % said, _("They may ask you something first.")),
        (_("Then you have a number"), _("If there is something to pay, an invoice comes to you.")),
    ]


def facts(claim: Claim, *, full: bool) -> list[tuple[str, str]]:
    """What was said, line by line; `full` for those who answer."""
    own = [
        (_("Who"), claim.name),
        (_("E-mail"), claim.email + (_(" (signed in with it)") if claim.person_id else "")),
    ]
    said = [(_("What they are there"), claim.title), (_("How to check"), claim.how)]
    proposed = [(label, str(claim.proposed[key])) for key, label in PROPOSED.items() if claim.proposed.get(key)]
    numbers = [(code, number) for code, number in claim.proposed.get("identifiers", [])]
    return [*(own if full else []), *said, *proposed, *numbers]


PROPOSED = {"name": _l("Its name"), "about": _l("What it does"), "url": _l("Its website"), "postcode": _l("Its postcode")}
