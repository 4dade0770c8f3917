"""One year after the other: a plan is closed, and the next is begun from it with what is open."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.plan.actions import action as writing
from alongside.plan.actions import planning
from alongside.plan.errors import CannotPlan
from alongside.plan.models import Action, Need, Plan, Priority, Role, Workstream
from alongside.plan.queries import plans
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person

Row = TypeVar("Row", Priority, Workstream, Role)

AS_IT_WAS = (
    "title", "about", "horizon", "kind", "lead", "proposed_by", "resource_pence", "resource", "measure", "baseline", "target", "starts", "due_on",
)  # fmt: skip
"""What an action takes with it. How it went stays where it was reported, a link away; what was due then is late now."""


@transaction.atomic
def close(plan: Plan, *, by: Person | None) -> Plan:
    """The year is over: it stays to be read as it stands today, and nobody reports any more."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != Plan.State.PUBLISHED:
        raise CannotPlan(_("Only a published plan can be closed."))
    plan.state, plan.closed_on = Plan.State.CLOSED, clock.today()
    plan.save(update_fields=["state", "closed_on"])
    record.write("plan.closed", on=plan, by=by, facts={"open": plans.open_actions(plan).count()})
    return plan


@transaction.atomic
def open_again(plan: Plan, *, by: Person | None) -> Plan:
    """It was closed too early. What nobody reported on since then says so at once."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != Plan.State.CLOSED:
        raise CannotPlan(_("This plan is not closed."))
    plan.state, plan.closed_on = Plan.State.PUBLISHED, None
    plan.save(update_fields=["state", "closed_on"])
    record.write("plan.opened_again", on=plan, by=by)
    return plan


@transaction.atomic
def carry_on(before: Plan, *, take: Collection[uuid.UUID], by: Person | None, **facts: Any) -> Plan:
    """The next plan, as a draft: priorities, workstreams and roles as they are, and of the open actions those to `take`.

    Each says where it comes from, and the one before says where it went.
    """
    before = Plan.objects.select_for_update().get(pk=before.pk)
    if before.state == Plan.State.DRAFT:
        raise CannotPlan(_("The next plan is begun from one that is published."))
    if Plan.objects.filter(follows=before).exists():
        raise CannotPlan(_("The plan after this one is begun already."))
    plan = planning.begin(**facts, follows=before, by=by)
    priorities = {one.pk: _again(one, plan=plan) for one in before.priorities.order_by("order", "id")}
    streams, roles = _streams(before, plan)
    actions = [one for one in plans.open_actions(before).select_related("lead", "proposed_by", "owner") if one.pk in set(take)]
    made = {one.pk: _taken(one, priorities, streams, roles, by) for one in actions}
    _wait_again(made)
    record.write("plan.carried_on", on=before, by=by, facts={"plan": plan.pk, "actions": len(made)})
    return plan


def _again(row: Row, **otherwise: Any) -> Row:
    """The same row under an id of its own."""
    facts = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)._default_manager.create(**facts | otherwise)  # noqa: SLF001


def _streams(before: Plan, plan: Plan) -> tuple[dict[uuid.UUID, Workstream], dict[uuid.UUID, Role]]:
    streams, roles = {}, {}
    for one in before.workstreams.order_by("order", "id"):
        streams[one.pk] = made = _again(one, plan=plan)
        planning.set_partners(made, [partner.organisation for partner in one.partners.select_related("organisation")])
        for role in one.roles.order_by("id"):
            roles[role.pk] = _again(role, workstream=made)
    return streams, roles


def _taken(
    one: Action,
    priorities: dict[uuid.UUID, Priority],
    streams: dict[uuid.UUID, Workstream],
    roles: dict[uuid.UUID, Role],
    by: Person | None,
) -> Action:
    return writing.add_action(
        streams[one.workstream_id],
        **{name: getattr(one, name) for name in AS_IT_WAS},
        priority=priorities[one.priority_id] if one.priority_id else None,
        owner=roles[one.owner.pk] if one.owner and one.owner.organisation_id == one.lead_id else None,
        carried_from=one,
        patches=list(one.patches.order_by("pk")),
        keeps=list(one.keeps.order_by("id").values_list("clause", flat=True)),
        by=by,
    )


def _wait_again(made: dict[uuid.UUID, Action]) -> None:
    """What waited for another that comes over too waits for it there."""
    pairs = Need.objects.filter(action__in=made, first__in=made).order_by("id").values_list("action", "first")
    Need.objects.bulk_create(Need(action=made[waits], first=made[first]) for waits, first in pairs)
