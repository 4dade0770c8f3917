"""Who plans, who reports, who may say that it is so. Each is written once, as a condition that narrows a list."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db.models import Q

from alongside.kit import clock
from alongside.organisations import queries as organisations
from alongside.organisations import rules as organisation_rules
from alongside.organisations.queries import standings
from alongside.plan.models import Action, Evidence, Plan, Role, StreamPartner, Workstream
from alongside.replies import queries as replies

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.organisations.rules import Somebody

SPEAKS = ("lead", "editor")
PARTNERS = ("partner", "steering")
"""The standings with which an organisation is a partner in the plan, also where it works in no workstream."""


def _seats(person: Somebody) -> set[uuid.UUID]:
    """The organisations that somebody speaks for."""
    if not person.is_authenticated:
        return set()
    return {seat.organisation_id for seat in organisations.seats_of(person) if seat.role in SPEAKS}


def speaks_for(person: Somebody, organisation: Organisation) -> bool:
    """A lead or an editor there, and who covers for one that is away."""
    if organisation.pk in _seats(person):
        return True
    return person.is_authenticated and any(
        cover.organisation == organisation
        and cover.away.starts <= clock.today()
        and replies.answers_for(cover.away.person, organisation) == person
        for cover in replies.covered_by(person)
    )


def may_plan(person: Somebody) -> bool:
    """Officers begin a plan, name its priorities and workstreams, and publish it."""
    return organisation_rules.is_officer(person)


def streams_planned_by(person: Somebody) -> Q:
    """Workstreams whose actions somebody writes: those that their organisation leads; an officer, all."""
    return Q() if may_plan(person) else Q(lead__in=_seats(person))


def may_plan_in(person: Somebody, stream: Workstream) -> bool:
    """Whether somebody writes the actions of a workstream."""
    return stream.plan.state != Plan.State.CLOSED and (may_plan(person) or stream.lead_id in _seats(person))


def plans_seen_by(person: Somebody) -> Q:
    """What is published, everybody sees; drafts only those who plan."""
    public = ~Q(state=Plan.State.DRAFT)
    if may_plan(person):
        return Q()
    own = _seats(person)
    return public | Q(pk__in=Workstream.objects.filter(lead__in=own).order_by().values("plan")) if own else public


def actions_seen_by(person: Somebody) -> Q:
    """The same, of one action after another: one that was written later is a draft until it is published."""
    public = Q(published_at__isnull=False) & ~Q(plan__state=Plan.State.DRAFT)
    if may_plan(person):
        return Q()
    own = _seats(person)
    return public | Q(workstream__lead__in=own) if own else public


def may_report(person: Somebody, action: Action) -> bool:
    """Whoever leads or edits for the lead organisation, and who holds the role that owns it or is its deputy."""
    if action.published_at is None or action.plan.state != Plan.State.PUBLISHED or not person.is_authenticated:
        return False
    return speaks_for(person, action.lead) or bool(action.owner and _holds(person, action.owner, action))


def _holds(person: Somebody, role: Role, action: Action) -> bool:
    """A role without a seat in the lead organisation any more holds no longer."""
    return person.pk in (role.holder_id, role.deputy_id) and organisation_rules.sits(person, action.lead)


def reporters(person: Somebody) -> set[uuid.UUID]:
    """The organisations for which somebody reports."""
    return _seats(person)


def is_partner(organisation: Organisation, plan: Plan) -> bool:
    """Whether an organisation has a part in the plan: it works in a workstream, or is a partner of the place."""
    if Workstream.objects.filter(plan=plan, lead=organisation).exists():
        return True
    if StreamPartner.objects.filter(workstream__plan=plan, organisation=organisation).exists():
        return True
    return any(standings.holding(kind).filter(organisation=organisation).exists() for kind in PARTNERS)


def may_witness(person: Somebody, action: Action, organisation: Organisation) -> bool:
    """Another sector than the lead's says whether it sees it too. Nobody does who sits in the lead organisation as well."""
    if action.published_at is None or action.last_id is None or not speaks_for(person, organisation):
        return False
    if organisation.sector == action.lead.sector or organisation_rules.sits(person, action.lead):
        return False
    return action.plan.state == Plan.State.PUBLISHED and is_partner(organisation, action.plan)


def may_bring(person: Somebody, action: Action, organisation: Organisation) -> bool:
    """Evidence is brought by the lead and by any partner."""
    if action.published_at is None or action.plan.state != Plan.State.PUBLISHED:
        return False
    return organisation.pk in _seats(person) and (organisation.pk == action.lead_id or is_partner(organisation, action.plan))


def may_verify(person: Somebody, evidence: Evidence, organisation: Organisation) -> bool:
    """A partner outside the lead organisation, and another person than the one who brought it."""
    action = evidence.action
    outside = organisation.pk != action.lead_id and not organisation_rules.sits(person, action.lead)
    open_ = evidence.verified_at is None and evidence.withdrawn_at is None and action.plan.state == Plan.State.PUBLISHED
    return (
        open_ and outside and evidence.by_id != person.pk and organisation.pk in _seats(person)
        and is_partner(organisation, action.plan)
    )  # fmt: skip


def may_withdraw(person: Somebody, evidence: Evidence) -> bool:
    """Who brought it may take it back, as long as nobody has verified it; so may those who speak for the same organisation."""
    return evidence.verified_at is None and evidence.withdrawn_at is None and evidence.organisation_id in _seats(person)


def may_read_pack(person: Somebody, role: Role) -> bool:
    """The handover pack: who holds the role or did, who speaks for its organisation, and officers."""
    if not person.is_authenticated:
        return False
    own = person.pk in (role.holder_id, role.deputy_id)
    return own or role.organisation_id in _seats(person) or may_plan(person)


def may_keep_role(person: Somebody, role: Role) -> bool:
    """Who says who holds a role: those who speak for its organisation, and officers."""
    return role.organisation_id in _seats(person) or may_plan(person)
