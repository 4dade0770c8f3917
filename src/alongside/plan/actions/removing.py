"""What was written by mistake goes: drafts, and what nothing hangs on. That it was there stays on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.plan.actions.action import KEEPS
from alongside.plan.actions.planning import held
from alongside.plan.errors import CannotPlan
from alongside.plan.models import Action, Plan, Role, Workstream
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person
    from alongside.plan.models import Priority


@transaction.atomic
def remove_plan(plan: Plan, *, by: Person | None) -> None:
    """A draft goes with all that stands in it. What everybody has read is closed, never removed."""
    plan = held(plan.pk)
    if plan.state != Plan.State.DRAFT:
        raise CannotPlan(_("Everybody has read this plan. It can be closed, and stays."))
    for action in plan.actions.order_by("number"):
        _untie(action, by)
    record.write("plan.removed", on=plan, by=by, facts={"actions": plan.actions.count()})
    plan.delete()


@transaction.atomic
def remove_priority(priority: Priority, *, by: Person | None) -> int:
    """It goes, and its actions stay, without a priority. How many those are."""
    plan = held(priority.plan_id)
    number = priority.actions.update(priority=None)
    record.write("plan.priority_removed", on=plan, by=by, facts={"priority": priority.pk, "actions": number})
    priority.delete()
    return number


@transaction.atomic
def remove_stream(stream: Workstream, *, by: Person | None) -> None:
    """A workstream without an action, with its roles."""
    plan = held(stream.plan_id)
    if stream.actions.exists():
        raise CannotPlan(_("It has actions. Only an empty workstream goes."))
    record.write("plan.stream_removed", on=plan, by=by, facts={"stream": stream.pk})
    stream.delete()


@transaction.atomic
def remove_role(role: Role, *, by: Person | None) -> None:
    """A role that answers for nothing."""
    plan = held(role.workstream.plan_id)
    if role.actions.exists():
        raise CannotPlan(_("It answers for actions. Give them to another role first."))
    record.write("plan.role_removed", on=plan, by=by, facts={"role": role.pk, "organisation": role.organisation_id})
    role.delete()


@transaction.atomic
def remove_action(action: Action, *, by: Person | None) -> None:
    """A draft goes, and what waited for it waits no longer. Its number is not given again."""
    plan = held(action.plan_id)
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.published_at is not None:
        raise CannotPlan(_("It is in the plan that everybody reads, and stays. Its lead may report it as withdrawn."))
    _untie(action, by)
    record.write("plan.action_removed", on=plan, by=by, facts={"action": action.pk, "number": action.number})
    action.delete()


def _untie(action: Action, by: Person | None) -> None:
    """The clauses that it would have kept lead to it no longer."""
    for one in action.keeps.select_related("clause").order_by("id"):
        record.untie(action, one.clause, why=KEEPS, by=by)
