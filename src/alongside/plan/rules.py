"""Who plans, who reports, who may say that it is so. Each is written once, as a condition that narrows a list."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from alongside.kit import clock
from alongside.organisations import queries as organisations
from alongside.organisations import rules as organisation_rules
from alongside.organisations.queries import standings
from alongside.plan.models import Action, Evidence, Plan, Role, StreamPartner, Workstream
from alongside.positions import rules as positions
from alongside.replies import queries as replies

if TYPE_CHECKING:
    from django.db.models import QuerySet

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
    """Workstreams whose actions somebody writes, until their plan is closed: those that their organisation leads; an officer, all."""
    running = ~Q(plan__state=Plan.State.CLOSED)
    return running if may_plan(person) else running & Q(lead__in=_seats(person))


def may_plan_in(person: Somebody, stream: Workstream) -> bool:
    """Whether somebody writes the actions of a workstream."""
    return stream.plan.state != Plan.State.CLOSED and (may_plan(person) or stream.lead_id in _seats(person))


def _reads(reader: positions.Reader, field: str, plan: str) -> Q:
    """What is for the steering group or for partners, by `field` of something in `plan`: the levels of positions, and no others.

    Who works in a plan is a partner in it, also without a standing.
    """
    seen = Q(**{f"{field}__in": reader.levels})
    return seen | Q(**{field: "partners", f"{plan}__in": _worked_in(reader.own)}) if reader.own else seen


def _worked_in(own: Collection[uuid.UUID]) -> QuerySet[Plan, Any]:
    """The plans in which one of these organisations leads a workstream or works beside its lead."""
    inside = Workstream.objects.filter(Q(lead__in=own) | Q(partners__organisation__in=own))
    return Plan.objects.filter(pk__in=inside.order_by().values("plan")).order_by().values("pk")


def plans_seen_by(person: Somebody) -> Q:
    """What is published, everybody sees; a draft those who plan, and whom it is shown to."""
    if may_plan(person):
        return Q()
    seen = ~Q(state=Plan.State.DRAFT)
    if not person.is_authenticated:
        return seen
    return (
        seen
        | Q(pk__in=Workstream.objects.filter(lead__in=_seats(person)).order_by().values("plan"))
        | _reads(positions.reader(person), "readers", "pk")
    )


def actions_seen_by(person: Somebody) -> Q:
    """The same of an action: with a draft of a plan its actions are read; one that was written later has readers of its own."""
    if may_plan(person):
        return Q()
    in_draft = Q(plan__state=Plan.State.DRAFT)
    seen = Q(published_at__isnull=False) & ~in_draft
    if not person.is_authenticated:
        return seen
    reader = positions.reader(person)
    shown = in_draft & _reads(reader, "plan__readers", "plan") | ~in_draft & _reads(reader, "readers", "plan")
    return seen | Q(workstream__lead__in=_seats(person)) | shown


def evidence_seen_by(person: Somebody) -> Q:
    """What everybody reads, and what is for partners or the steering group; whoever brought it, and whoever leads the action."""
    if may_plan(person):
        return Q()
    if not person.is_authenticated:
        return Q(visibility=Evidence.Visibility.PUBLIC)
    own = _seats(person)
    return _reads(positions.reader(person), "visibility", "action__plan") | Q(organisation__in=own) | Q(action__lead__in=own)


def may_remove_action(person: Somebody, action: Action) -> bool:
    """A draft goes by whoever writes the actions there. What was published stays, and its lead may withdraw it."""
    return action.published_at is None and may_plan_in(person, action.workstream)


def may_report(person: Somebody, action: Action) -> bool:
    """Whoever leads or edits for the lead organisation, and who holds the role that owns it or is its deputy."""
    if action.published_at is None or action.plan.state != Plan.State.PUBLISHED or not person.is_authenticated:
        return False
    return speaks_for(person, action.lead) or bool(action.owner and _holds(person, action.owner, action))


def _holds(person: Somebody, role: Role, action: Action) -> bool:
    """A role without a seat in the lead organisation any more holds no longer."""
    return person.pk in (role.holder_id, role.deputy_id) and organisation_rules.sits(person, action.lead)


def reported_by(person: Somebody) -> Q | None:
    """The actions on which somebody reports: those that their organisation leads, and those of a role that they hold there."""
    if not person.is_authenticated:
        return None
    seats = organisations.seats_of(person)
    if not seats:
        return None
    held = Q(owner__holder=person.pk) | Q(owner__deputy=person.pk)
    speaks = {seat.organisation_id for seat in seats if seat.role in SPEAKS}
    return Q(lead__in=speaks) | Q(lead__in={seat.organisation_id for seat in seats}) & held


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
    if action.is_silent(clock.today()):  # there is no report of these days that anybody could see too
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
    """Who says who holds a role, while the plan runs: those who speak for its organisation, and officers."""
    if role.workstream.plan.state == Plan.State.CLOSED:
        return False
    return role.organisation_id in _seats(person) or may_plan(person)
