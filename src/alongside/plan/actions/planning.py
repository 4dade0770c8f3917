"""The plan is written: priorities, workstreams, roles and actions."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.plan import policy
from alongside.plan.errors import CannotPlan, ChangedMeanwhile
from alongside.plan.models import Action, Keeps, Need, Plan, Priority, Role, StreamPartner, Workstream
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person
    from alongside.places.models import Patch

KEEPS, NEEDS = "plan.keeps", "plan.needs"


@transaction.atomic
def begin(*, title: str, starts: dt.date, now_until: dt.date, ends: dt.date, long_until: dt.date, about: str = "",
          by: Person | None) -> Plan:  # fmt: skip
    """A plan is begun as a draft."""
    if not starts < now_until <= ends <= long_until:
        raise CannotPlan(_("“Now” ends before the year, and the year before the long term."))
    plan = Plan.objects.create(
        slug=_slug(title), title=title, about=about, starts=starts, now_until=now_until, ends=ends, long_until=long_until,
        begun_at=clock.now(), begun_by=by,
    )  # fmt: skip
    record.write("plan.begun", on=plan, by=by)
    return plan


def _slug(title: str) -> str:
    stem = slugify(title)[:100] or "plan"
    taken = set(Plan.objects.filter(slug__startswith=stem).order_by().values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)


@transaction.atomic
def publish(plan: Plan, *, by: Person | None) -> Plan:
    """The plan with all its actions is there for everybody."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != Plan.State.DRAFT:
        raise CannotPlan(_("This plan is published already."))
    if not plan.actions.exists():
        raise CannotPlan(_("A plan without an action cannot be published."))
    now = clock.now()
    plan.state, plan.published_at = Plan.State.PUBLISHED, now
    plan.save(update_fields=["state", "published_at"])
    number = plan.actions.filter(published_at=None).update(published_at=now)
    record.write("plan.published", on=plan, by=by, facts={"actions": number})
    return plan


@transaction.atomic
def close(plan: Plan, *, by: Person | None) -> Plan:
    """The year is over: it stays to be read, and nobody reports any more."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != Plan.State.PUBLISHED:
        raise CannotPlan(_("Only a published plan can be closed."))
    plan.state = Plan.State.CLOSED
    plan.save(update_fields=["state"])
    record.write("plan.closed", on=plan, by=by)
    return plan


@transaction.atomic
def add_priority(plan: Plan, *, title: str, about: str = "", known_by: str = "", by: Person | None) -> Priority:
    """One more of the few things that matter most."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    count = plan.priorities.count()
    if count >= policy.MOST_PRIORITIES:
        raise CannotPlan(
            _("There are %(most)s priorities already. Say less, or take one away.") % {"most": policy.MOST_PRIORITIES}
        )
    if plan.priorities.filter(title=title).exists():
        raise CannotPlan(_("There is a priority of this name already."))
    priority = Priority.objects.create(plan=plan, order=count, title=title, about=about, known_by=known_by)
    record.write("plan.priority_added", on=plan, by=by, facts={"priority": priority.pk})
    return priority


@transaction.atomic
def add_stream(plan: Plan, *, title: str, lead: Organisation, about: str = "", partners: Collection[Organisation] = (),
               by: Person | None) -> Workstream:  # fmt: skip
    """A workstream with the organisation that leads it and those that work beside it."""
    if plan.workstreams.filter(title=title).exists():
        raise CannotPlan(_("There is a workstream of this name already."))
    stream = Workstream.objects.create(plan=plan, order=plan.workstreams.count(), title=title, about=about, lead=lead)
    _set_partners(stream, partners)
    record.write("plan.stream_added", on=plan, by=by, facts={"stream": stream.pk, "lead": lead.pk})
    return stream


@transaction.atomic
def change_stream(stream: Workstream, *, title: str, lead: Organisation, about: str, partners: Collection[Organisation],
                  by: Person | None) -> Workstream:  # fmt: skip
    """What it is called, who leads it and who works in it."""
    if stream.plan.workstreams.filter(title=title).exclude(pk=stream.pk).exists():
        raise CannotPlan(_("There is a workstream of this name already."))
    stream.title, stream.lead, stream.about = title, lead, about
    stream.save()
    _set_partners(stream, partners)
    record.write("plan.stream_changed", on=stream.plan, by=by, facts={"stream": stream.pk, "lead": lead.pk})
    return stream


def _set_partners(stream: Workstream, partners: Collection[Organisation]) -> None:
    wanted = {one.pk for one in partners} - {stream.lead_id}
    stream.partners.exclude(organisation__in=wanted).delete()
    known = set(stream.partners.order_by().values_list("organisation", flat=True))
    StreamPartner.objects.bulk_create(StreamPartner(workstream=stream, organisation_id=one) for one in sorted(wanted - known))


@transaction.atomic
def add_role(stream: Workstream, *, organisation: Organisation, title: str, holder: Person | None = None,
             deputy: Person | None = None, by: Person | None) -> Role:  # fmt: skip
    """Somebody who answers for actions, by what they are."""
    if stream.roles.filter(organisation=organisation, title=title).exists():
        raise CannotPlan(_("There is such a role already."))
    _another(holder, deputy)
    role = Role.objects.create(workstream=stream, organisation=organisation, title=title, holder=holder, deputy=deputy)
    record.write("plan.role_added", on=role, by=by, facts={"organisation": organisation.pk})
    return role


@transaction.atomic
def hand_over(role: Role, *, holder: Person | None, deputy: Person | None, handover: str, by: Person | None) -> Role:
    """People change, the role stays, with all that it answers for."""
    _another(holder, deputy)
    role.holder, role.deputy, role.handover = holder, deputy, handover
    role.save(update_fields=["holder", "deputy", "handover"])
    record.write("plan.handed_over", on=role, by=by, facts={"held": holder is not None, "deputy": deputy is not None})
    return role


def _another(holder: Person | None, deputy: Person | None) -> None:
    if holder is not None and holder == deputy:
        raise CannotPlan(_("The deputy is somebody else than who holds the role."))


@transaction.atomic
def add_action(stream: Workstream, *, patches: Iterable[Patch] = (), keeps: Collection[uuid.UUID] = (),
               needs: Collection[Action] = (), by: Person | None, **facts: Any) -> Action:  # fmt: skip
    """One more action, as a draft. `keeps` are clauses by their keys, `needs` the actions that come first."""
    plan = Plan.objects.select_for_update().get(pk=stream.plan_id)
    if plan.state == Plan.State.CLOSED:
        raise CannotPlan(_("This plan is closed."))
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
    """What the action is, never how it goes. `seen` is the edition that was changed: two people do not write over each other."""
    _fits(facts, action.workstream)
    changed = [name for name, value in facts.items() if getattr(action, name) != value]
    if not Action.objects.filter(pk=action.pk, edition=seen).update(edition=F("edition") + 1, **facts):
        raise ChangedMeanwhile
    action.refresh_from_db()
    action.patches.set(patches)
    record.write("plan.action_changed", on=action, by=by, facts={"fields": sorted(changed)})
    _keep(action, keeps, by)
    _need(action, needs, by)
    return action


@transaction.atomic
def publish_action(action: Action, *, by: Person | None) -> Action:
    """An action that was added to a plan that everybody reads."""
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
    Plan.objects.select_for_update().get(pk=action.plan_id)
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
