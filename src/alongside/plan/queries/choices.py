"""What whoever plans may choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.text import Truncator

from alongside.agreements.queries import texts
from alongside.organisations import queries as organisations
from alongside.organisations.queries import standings
from alongside.plan import rules
from alongside.plan.models import Plan, StreamPartner, Workstream

if TYPE_CHECKING:
    import uuid

    from django.db.models import QuerySet

    from alongside.organisations.models import Organisation, OrganisationQuerySet
    from alongside.organisations.rules import Somebody
    from alongside.people.models import Person
    from alongside.plan.models import Action


def partners(person: Somebody, plan: Plan | None = None) -> OrganisationQuerySet:
    """Who may lead or work in a plan: partners of the place, of the agreement in force, of the plan itself, the coordinator."""
    wanted = Q(is_coordinator=True)
    for kind in rules.PARTNERS:
        wanted |= Q(pk__in=standings.holding(kind).order_by().values("organisation"))
    if agreement := texts.main():
        wanted |= Q(pk__in=[one.organisation_id for one in texts.parties_of(agreement)])
    if plan is not None:
        wanted |= Q(pk__in=Workstream.objects.filter(plan=plan).order_by().values("lead"))
        wanted |= Q(pk__in=StreamPartner.objects.filter(workstream__plan=plan).order_by().values("organisation"))
    return organisations.visible_to(person).open().filter(wanted).order_by("name", "id")


def people_of(organisation: Organisation) -> list[Person]:
    """Who may hold a role there: whoever has a seat in it."""
    return [seat.person for seat in organisations.seats_at(organisation) if seat.person.is_active]


def commitments(action: Action | None, person: Somebody) -> list[tuple[uuid.UUID, str]]:
    """The commitments in force, with those that the action keeps already, each by its number and the beginning of its words.

    Where several agreements are in force their title says which is meant.
    """
    rows = list(texts.commitments()[:500])
    several = len({one.version.agreement_id for one in rows}) > 1
    found = {
        one.clause_id: (f"{one.version.agreement.title}, {one.number}:" if several else one.number, one.wording.text)
        for one in rows
    }
    if action is not None:
        held = {one.clause_id for one in action.keeps.all()} - found.keys()
        found |= texts.read_texts(held, person) if held else {}
    return [(key, f"{number} {Truncator(words).chars(110)}".strip()) for key, (number, words) in found.items()]


def may_be_kept(clause: uuid.UUID) -> bool:
    """Whether a clause is among the commitments in force."""
    return texts.commitments().filter(clause=clause).exists()


def first_of(stream: Workstream, action: Action | None) -> QuerySet[Action]:
    """The actions of the plan that may come before this one."""
    found = stream.plan.actions.order_by("number")
    return found.exclude(pk=action.pk) if action else found
