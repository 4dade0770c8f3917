"""Plans, workstreams and actions, as far as somebody may know of them; and their lines on a page."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, F, Prefetch, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.agreements.queries import texts
from alongside.kit import clock, words
from alongside.plan import rules
from alongside.plan.models import (
    Action,
    ActionQuerySet,
    Evidence,
    Keeps,
    Plan,
    PlanQuerySet,
    Priority,
    Role,
    Status,
    StreamPartner,
    Witness,
    Workstream,
)
from alongside.plan.queries import faces
from alongside.record.threads import Described

if TYPE_CHECKING:
    from django.db import models

    from alongside.organisations.rules import Somebody

IN_ORDER = ("done", "withdrawn")
ACTION, ROLE, PLAN = "plan.action", "plan.role", "plan.plan"


def plans_for(person: Somebody) -> PlanQuerySet:
    """The plans that somebody may read, the newest first."""
    return Plan.objects.filter(rules.plans_seen_by(person))


def current() -> Plan | None:
    """The plan of today: the last that was published and has begun; else the first that will."""
    published = Plan.objects.filter(state=Plan.State.PUBLISHED)
    begun = published.filter(starts__lte=clock.today()).order_by("-starts", "id").first()
    return begun or published.order_by("starts", "id").first() or Plan.objects.published().order_by("-starts", "id").first()


def actions_for(person: Somebody) -> ActionQuerySet:
    """The actions that somebody may know of, each with what a line says."""
    found = Action.objects.filter(rules.actions_seen_by(person))
    return found.select_related("lead", "last", "workstream", "priority", "plan", "owner").order_by("plan_id", "number")


def actions_of(plan: Plan, person: Somebody) -> ActionQuerySet:
    """Those of one plan, in their order."""
    return actions_for(person).filter(plan=plan).order_by("number")


def open_actions(plan: Plan) -> ActionQuerySet:
    """Those that everybody reads and that have not ended: nobody reports on them once it is closed, and the next plan may take them over."""
    return Action.objects.filter(plan=plan, published_at__isnull=False).exclude(status__in=Status.ended()).order_by("number")


def priorities_for(person: Somebody) -> QuerySet[Priority]:
    """The priorities of the plans that somebody may read."""
    return (
        Priority.objects.filter(plan__in=plans_for(person).order_by().values("pk")).select_related("plan").order_by("order", "id")
    )


def streams_for(person: Somebody) -> QuerySet[Workstream]:
    """The workstreams of the plans that somebody may read."""
    plans = plans_for(person).order_by().values("pk")
    return Workstream.objects.filter(plan__in=plans).select_related("plan", "lead").order_by("order", "id")


def streams_planned_by(person: Somebody) -> list[Workstream]:
    """Those in which somebody may carry a promise to an action, the newest plan first."""
    found = streams_for(person).filter(rules.streams_planned_by(person))
    return list(found.order_by("-plan__starts", "plan", "order", "id")[:20])


def streams_of(plan: Plan) -> list[Workstream]:
    """Its workstreams with their partners."""
    partners = Prefetch("partners", beside())
    return list(plan.workstreams.select_related("lead").prefetch_related(partners).order_by("order", "id"))


def beside() -> QuerySet[StreamPartner]:
    """Who works in workstreams beside their leads. A partner that was made part of the lead is no other than that."""
    others = StreamPartner.objects.exclude(organisation=F("workstream__lead"))
    return others.select_related("organisation").order_by("organisation__name", "id")


def roles_for(person: Somebody) -> QuerySet[Role]:
    """The roles in the workstreams of plans that somebody may read."""
    streams = streams_for(person).order_by().values("pk")
    related = ("workstream__plan", "organisation", "holder", "deputy")
    return Role.objects.filter(workstream__in=streams).select_related(*related).order_by("title", "id")


def evidence_for(person: Somebody) -> QuerySet[Evidence]:
    """What was brought to actions that somebody may know of, as far as it is for them."""
    seen = Action.objects.filter(rules.actions_seen_by(person)).order_by().values("pk")
    return Evidence.objects.filter(rules.evidence_seen_by(person), action__in=seen).select_related(
        "action__plan", "action__lead", "organisation", "verified_for", "file"
    )


@dataclass(frozen=True)
class Line:
    """One action as it stands in a list."""

    action: Action
    lead: faces.Key
    others: faces.Key
    clauses: list[tuple[str, str]]
    is_late: bool
    in_doubt: bool
    """Whether anybody of another sector sees it differently, whatever the lead itself says."""
    shown: Sequence[Evidence] = ()
    """What was verified of it, where that is told too."""

    @property
    def begins(self) -> str:
        """The day when it begins; without one of its own, that of its plan."""
        return words.near_date(self.action.starts or self.action.plan.starts)

    @property
    def due(self) -> str:
        """The day when it is due."""
        return words.near_date(self.action.due_on)


def lines(actions: Iterable[Action], person: Somebody) -> list[Line]:
    """What a list says of each, in a constant number of questions."""
    found, today = list(actions), clock.today()
    said = witnesses(found)
    verified = dict(
        Evidence.objects.filter(action__in=[one.pk for one in found], verified_at__isnull=False)
        .order_by()
        .values_list("action")
        .annotate(Count("pk"))
    )
    kept = clauses_kept(found, person)
    heard = {one.pk: [] if one.is_silent(today) else said[one.pk] for one in found}
    return [
        Line(
            one,
            faces.lead(one, today),
            faces.others(one, heard[one.pk], verified.get(one.pk, 0), today),
            kept[one.pk],
            one.is_late(today),
            any(they.says == Witness.Says.DISPUTES for they in heard[one.pk]),
        )
        for one in found
    ]


def witnesses(actions: Iterable[Action]) -> dict[uuid.UUID, list[Witness]]:
    """What others say to each action: of each organisation the last, doubts first.

    Who saw it too spoke of one report, and is asked anew with the next. A doubt stays until whoever has it says otherwise:
    no lead can report it away.
    """
    last_of = {one.pk: one.last_id for one in actions}
    latest = Window(
        RowNumber(), partition_by=[F("progress__action"), F("organisation")], order_by=[F("at").desc(), F("id").desc()]
    )
    rows = Witness.objects.filter(progress__action__in=list(last_of)).alias(latest=latest).filter(latest=1)
    found: dict[uuid.UUID, list[Witness]] = defaultdict(list)
    for one in rows.select_related("organisation", "progress").order_by("-says", "at", "id"):
        if one.says == Witness.Says.DISPUTES or one.progress_id == last_of[one.progress.action_id]:
            found[one.progress.action_id].append(one)
    return found


def clauses_kept(actions: Sequence[Action], person: Somebody) -> dict[uuid.UUID, list[tuple[str, str]]]:
    """The clauses that each action keeps: number and page, as far as somebody reads them."""
    rows = list(Keeps.objects.filter(action__in=[one.pk for one in actions]).order_by("id").values_list("action", "clause"))
    numbers = texts.read_texts({clause for _action, clause in rows}, person) if rows else {}
    found: dict[uuid.UUID, list[tuple[str, str]]] = defaultdict(list)
    for action, clause in rows:
        if clause in numbers:
            found[action].append((numbers[clause][0] or _("preamble"), reverse("agreements:clause", args=[clause])))
    for some in found.values():
        some.sort()
    return found


DUE_FIRST = (Case(When(status__in=Status.ended(), then=Value(1)), default=Value(0)), F("due_on"), F("number"), F("pk"))
"""What is due first stands first; what has ended stands last."""


def in_order(actions: ActionQuerySet) -> ActionQuerySet:
    """The order of every list of actions."""
    return actions.order_by(*DUE_FIRST)


def keeping(clause: uuid.UUID, person: Somebody) -> ActionQuerySet:
    """The actions that keep a clause."""
    return in_order(actions_for(person).filter(keeps__clause=clause))


def led_by(organisation: uuid.UUID, person: Somebody) -> ActionQuerySet:
    """The actions that an organisation leads, in the plans of all years, the newest first."""
    return actions_for(person).filter(lead=organisation).order_by("-plan__starts", "number", "pk")


def described_actions(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """What actions are called in threads and histories, for those who may know of them."""
    rows = Action.objects.filter(rules.actions_seen_by(_somebody(person)), pk__in=ids).order_by("pk").values_list("pk", "title")
    return {pk: Described(title, reverse("plan:action", args=[pk])) for pk, title in rows}


def described_plans(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """The same of plans."""
    rows = plans_for(_somebody(person)).filter(pk__in=ids).order_by("pk")
    return {one.pk: Described(one.title, one.get_absolute_url()) for one in rows}


def _somebody(person: models.Model | None) -> Somebody:
    return cast("Somebody", person) if person else AnonymousUser()


def today() -> dt.date:
    """The day on which a page counts."""
    return clock.today()


def may_open_evidence(owner_id: uuid.UUID, person: models.Model | None) -> bool:
    """Who sees an action may open what shows it, unless it was taken back."""
    return evidence_for(_somebody(person)).filter(pk=owner_id, withdrawn_at=None).exists()
