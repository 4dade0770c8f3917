"""Who may see an owed reply, answer it, pass it on, or say that it was no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from alongside.organisations import queries as organisations
from alongside.organisations import rules as organisation_rules
from alongside.replies import owners
from alongside.replies.models import OwedReply

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

ANSWERS = ("lead", "editor")


def answered_by(person: Person) -> Q:
    """Those that `person` owes or will again, those of the organisations they speak for, and for an officer all."""
    if organisation_rules.is_officer(person):
        return Q()
    seats = list(organisations.seats_of(person))
    theirs = Q(owner=person) | Q(covers_for=person)
    if not any(seat.organisation.is_coordinator for seat in seats):
        theirs &= Q(organisation__in=[seat.organisation_id for seat in seats])
    return theirs | Q(organisation__in=[seat.organisation_id for seat in seats if seat.role in ANSWERS])


def seen_by(person: Person) -> Q:
    """The same, and those that `person` asked."""
    answered = answered_by(person)
    return answered | Q(asker=person) if answered else answered


def speaks_for(person: Person, reply: OwedReply) -> Organisation | None:
    """In whose name `person` would answer today: the organisation that owes it, else the coordinator where they sit there.

    Without a seat at either, nobody's.
    """
    if owners.sits_at(person, reply.organisation):
        return reply.organisation
    coordinator = organisations.coordinator()
    return coordinator if coordinator and owners.sits_at(person, coordinator) else None


def may_speak(person: Person, reply: OwedReply) -> bool:
    """Its owner while they have a seat, and whoever leads or edits for the organisation that owes it. Officers may help out."""
    if reply.owner_id == person.pk:
        return speaks_for(person, reply) is not None
    return organisation_rules.may_edit(person, reply.organisation)


def may_answer(person: Person, reply: OwedReply) -> bool:
    """Whether `person` may answer it, pass it on or close it now."""
    return reply.is_owed and may_speak(person, reply)


def may_dispute(person: Person, reply: OwedReply) -> bool:
    """Only who asked can say that an answer was none."""
    return reply.state == OwedReply.State.ANSWERED and reply.asker_id == person.pk
