"""Actions are written: what is done, by whom, until when, what comes first, and what they keep."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.plan import policy
from alongside.plan.actions.planning import held, said_once
from alongside.plan.errors import CannotPlan, ChangedMeanwhile
from alongside.plan.models import Action, Keeps, Need, Plan, Status, Workstream
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person
    from alongside.places.models import Patch

KEEPS = "plan.keeps"


@transaction.atomic
def add_action(stream: Workstream, *, patches: Iterable[Patch] = (), keeps: Collection[uuid.UUID] = (),
               needs: Collection[Action] = (), by: Person | None, **facts: Any) -> Action:  # fmt: skip
    """One more action, as a draft. `keeps` are clauses by their keys, `needs` the actions that come first."""
    plan = held(stream.plan_id)
    said_once(stream.actions.filter(title=facts["title"]), _("There is an action of these words in this workstream already."))
    if plan.actions.count() >= policy.MOST_ACTIONS:
        raise CannotPlan(_("There are %(most)s actions already.") % {"most": policy.MOST_ACTIONS})
    plan.last_number += 1
    plan.save(update_fields=["last_number"])
    facts.setdefault("review_on", _first_review(facts["due_on"]))
    _fits(facts, stream)
    action = Action.objects.create(workstream=stream, plan=plan, number=plan.last_number, made_at=clock.now(), **facts)
    action.patches.set(patches)
    record.write("plan.action_added", on=action, by=by, facts={"lead": action.lead_id, "plan": plan.pk})
    _keep(action, keeps, by)
    _need(action, needs, by)
    return action


def _first_review(due_on: dt.date) -> dt.date:
    """A quarter from now, or when it is due if that is sooner; never before tomorrow."""
    today = clock.today()
    return max(min(today + policy.REPORT_EVERY(), due_on), today + dt.timedelta(days=1))


def _fits(facts: dict[str, Any], stream: Workstream) -> None:
    owner, priority = facts.get("owner"), facts.get("priority")
    if owner is not None and owner.organisation_id != facts["lead"].pk:
        raise CannotPlan(_("Who owns an action has a role in the organisation that leads it."))
    if owner is not None and owner.workstream_id != stream.pk:
        raise CannotPlan(_("That role belongs to another workstream."))
    if priority is not None and priority.plan_id != stream.plan_id:
        raise CannotPlan(_("That priority belongs to another plan."))
    if facts.get("starts") and facts["starts"] > facts["due_on"]:
        raise CannotPlan(_("It cannot be due before it starts."))


@transaction.atomic
def change_action(action: Action, *, seen: int, patches: Iterable[Patch] = (), keeps: Collection[uuid.UUID] = (),
                  needs: Collection[Action] = (), by: Person | None, **facts: Any) -> Action:  # fmt: skip
    """What the action is, never how it goes. `seen` is the edition that was changed: two people do not write over each other.

    What has ended stays as it was when it was looked at: who would change it opens it again first, by a report.
    """
    held(action.plan_id)
    before = Action.objects.select_for_update(of=("self",)).select_related("workstream").get(pk=action.pk)
    if before.edition != seen:
        raise ChangedMeanwhile
    if before.status in Status.ended():
        raise CannotPlan(_("What is done or withdrawn stays as it was. Its lead opens it again by a report."))
    _fits(
        {"owner": before.owner, "lead": before.lead, "starts": before.starts, "due_on": before.due_on} | facts, before.workstream
    )
    changed = sorted(name for name, value in facts.items() if getattr(before, name) != value)
    Action.objects.filter(pk=action.pk).update(edition=F("edition") + 1, **facts)
    action.refresh_from_db()
    action.patches.set(patches)
    told: dict[str, Any] = {"fields": changed}
    if "due_on" in changed and before.published_at:
        told |= {"was_due": before.due_on, "due": action.due_on}
    record.write("plan.action_changed", on=action, by=by, facts=told)
    _keep(action, keeps, by)
    _need(action, needs, by)
    return action


@transaction.atomic
def publish_action(action: Action, *, by: Person | None) -> Action:
    """An action that was added to a plan that everybody reads."""
    action.plan = held(action.plan_id)
    if action.plan.state != Plan.State.PUBLISHED:
        raise CannotPlan(_("It is published with its plan."))
    if not Action.objects.filter(pk=action.pk, published_at=None).update(published_at=clock.now()):
        raise CannotPlan(_("This action is published already."))
    record.write("plan.action_published", on=action, by=by)
    action.refresh_from_db()
    return action


def _keep(action: Action, clauses: Collection[uuid.UUID], by: Person | None) -> None:
    """The threads to the clauses that it keeps are drawn and taken away."""
    held = {one.clause_id: one for one in action.keeps.select_related("clause")}
    for key in [key for key in held if key not in set(clauses)]:
        record.untie(action, held[key].clause, why=KEEPS, by=by)
        held[key].delete()
    for key in [key for key in dict.fromkeys(clauses) if key not in held]:
        made = Keeps.objects.create(action=action, clause_id=key)
        record.tie(action, made.clause, why=KEEPS, by=by)


def _need(action: Action, first: Collection[Action], by: Person | None) -> None:
    """What comes first. Nothing may wait for itself, however long the way round."""
    wanted = {one.pk for one in first}
    if any(one.plan_id != action.plan_id for one in first):
        raise CannotPlan(_("Actions of another plan cannot come first."))
    action.needs.exclude(first__in=wanted).delete()
    edges: dict[uuid.UUID, set[uuid.UUID]] = {}
    for waits, before in Need.objects.filter(action__plan=action.plan_id).order_by().values_list("action", "first"):
        edges.setdefault(waits, set()).add(before)
    for one in first:
        if _leads_to(one.pk, action.pk, edges):
            raise CannotPlan(_("“%(first)s” waits for this action itself, so it cannot come before it.") % {"first": one.title})
    known = set(action.needs.order_by().values_list("first", flat=True))
    Need.objects.bulk_create(Need(action=action, first_id=one) for one in sorted(wanted - known))
    if wanted != known:
        record.write("plan.needs_set", on=action, by=by, facts={"first": sorted(wanted)})


def _leads_to(start: uuid.UUID, end: uuid.UUID, edges: dict[uuid.UUID, set[uuid.UUID]]) -> bool:
    waiting, seen = [start], set()
    while waiting:
        one = waiting.pop()
        if one == end:
            return True
        if one not in seen:
            seen.add(one)
            waiting += edges.get(one, ())
    return False
