"""The plan is written: its year, priorities, workstreams and roles."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.plan import policy
from alongside.plan.errors import CannotPlan
from alongside.plan.models import Plan, Priority, Readers, Role, StreamPartner, Workstream
from alongside.record import actions as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

RESERVED = {"begin"}
"""The page where plans are begun stands where a plan of this name would."""
HORIZONS = ("starts", "now_until", "ends", "long_until")


@transaction.atomic
def begin(*, title: str, starts: dt.date, now_until: dt.date, ends: dt.date, long_until: dt.date, about: str = "",
          readers: str = Readers.PLANNERS, follows: Plan | None = None, by: Person | None) -> Plan:  # fmt: skip
    """A plan is begun as a draft."""
    days = dict(zip(HORIZONS, (starts, now_until, ends, long_until), strict=True))
    _follow_each_other(days)
    said_once(Plan.objects.filter(title=title, state=Plan.State.DRAFT), _("There is a draft of this name already."))
    plan = Plan.objects.create(
        slug=_slug(title), title=title, about=about, readers=readers, follows=follows, begun_at=clock.now(), begun_by=by, **days
    )
    record.write("plan.begun", on=plan, by=by, facts={"follows": follows.pk} if follows else {})
    return plan


def _slug(title: str) -> str:
    stem = slugify(title)[:100] or "plan"
    taken = RESERVED | set(Plan.objects.filter(slug__startswith=stem).order_by().values_list("slug", flat=True))
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


def held(plan_id: uuid.UUID) -> Plan:
    """The plan, held until this is written; a closed one is written no more."""
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    if plan.state == Plan.State.CLOSED:
        raise CannotPlan(_("This plan is closed."))
    return plan


@transaction.atomic
def change(plan: Plan, *, by: Person | None, **facts: Any) -> Plan:
    """What the plan is called, how far its horizons reach, and who reads its draft. Its address stays."""
    plan = held(plan.pk)
    _follow_each_other({name: getattr(plan, name) for name in HORIZONS} | facts)
    changed = sorted(name for name, value in facts.items() if getattr(plan, name) != value)
    for name in changed:
        setattr(plan, name, facts[name])
    if changed:
        plan.save(update_fields=changed)
        record.write("plan.changed", on=plan, by=by, facts={"fields": changed})
    return plan


def _follow_each_other(days: dict[str, Any]) -> None:
    if not days["starts"] < days["now_until"] <= days["ends"] <= days["long_until"]:
        raise CannotPlan(_("“Now” ends before the year, and the year before the long term."))


@transaction.atomic
def add_priority(plan: Plan, *, title: str, about: str = "", known_by: str = "", by: Person | None) -> Priority:
    """One more of the few things that matter most."""
    held(plan.pk)
    if plan.priorities.count() >= policy.MOST_PRIORITIES:
        raise CannotPlan(
            _("There are %(most)s priorities already. Say less, or take one away.") % {"most": policy.MOST_PRIORITIES}
        )
    said_once(plan.priorities.filter(title=title), _("There is a priority of this name already."))
    priority = Priority.objects.create(plan=plan, order=_next(plan.priorities), title=title, about=about, known_by=known_by)
    record.write("plan.priority_added", on=plan, by=by, facts={"priority": priority.pk})
    return priority


@transaction.atomic
def change_priority(priority: Priority, *, title: str, about: str, known_by: str, by: Person | None) -> Priority:
    """The same priority, said better."""
    plan = held(priority.plan_id)
    said_once(plan.priorities.filter(title=title).exclude(pk=priority.pk), _("There is a priority of this name already."))
    priority.title, priority.about, priority.known_by = title, about, known_by
    priority.save(update_fields=["title", "about", "known_by"])
    record.write("plan.priority_changed", on=plan, by=by, facts={"priority": priority.pk})
    return priority


def _next(rows: Any) -> int:
    """After the last, also where one in between was taken away."""
    last = rows.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def said_once(others: QuerySet[Any], words: str) -> None:
    """Nothing of this name beside it: two people who think of the same, and a form that is sent twice."""
    if others.exists():
        raise CannotPlan(words)


@transaction.atomic
def add_stream(plan: Plan, *, title: str, lead: Organisation, about: str = "", partners: Collection[Organisation] = (),
               by: Person | None) -> Workstream:  # fmt: skip
    """A workstream with the organisation that leads it and those that work beside it."""
    held(plan.pk)
    said_once(plan.workstreams.filter(title=title), _("There is a workstream of this name already."))
    stream = Workstream.objects.create(plan=plan, order=_next(plan.workstreams), title=title, about=about, lead=lead)
    set_partners(stream, partners)
    record.write("plan.stream_added", on=plan, by=by, facts={"stream": stream.pk, "lead": lead.pk})
    return stream


@transaction.atomic
def change_stream(stream: Workstream, *, title: str, lead: Organisation, about: str, partners: Collection[Organisation],
                  by: Person | None) -> Workstream:  # fmt: skip
    """What it is called, who leads it and who works in it."""
    plan = held(stream.plan_id)
    said_once(plan.workstreams.filter(title=title).exclude(pk=stream.pk), _("There is a workstream of this name already."))
    stream.title, stream.lead, stream.about = title, lead, about
    stream.save(update_fields=["title", "lead", "about"])
    set_partners(stream, partners)
    record.write("plan.stream_changed", on=stream.plan, by=by, facts={"stream": stream.pk, "lead": lead.pk})
    return stream


def set_partners(stream: Workstream, partners: Collection[Organisation]) -> None:
    """Those that work beside its lead, and no others."""
    wanted = {one.pk for one in partners} - {stream.lead_id}
    stream.partners.exclude(organisation__in=wanted).delete()
    known = set(stream.partners.order_by().values_list("organisation", flat=True))
    StreamPartner.objects.bulk_create(StreamPartner(workstream=stream, organisation_id=one) for one in sorted(wanted - known))


@transaction.atomic
def add_role(stream: Workstream, *, organisation: Organisation, title: str, holder: Person | None = None,
             deputy: Person | None = None, by: Person | None) -> Role:  # fmt: skip
    """Somebody who answers for actions, by what they are."""
    held(stream.plan_id)
    said_once(stream.roles.filter(organisation=organisation, title=title), _("There is such a role already."))
    _another(holder, deputy)
    role = Role.objects.create(workstream=stream, organisation=organisation, title=title, holder=holder, deputy=deputy)
    record.write("plan.role_added", on=role, by=by, facts={"organisation": organisation.pk})
    return role


@transaction.atomic
def rename_role(role: Role, *, title: str, by: Person | None) -> Role:
    """The role is called otherwise; who holds it and what it answers for stay."""
    held(role.workstream.plan_id)
    same = Role.objects.filter(workstream=role.workstream_id, organisation=role.organisation_id, title=title)
    said_once(same.exclude(pk=role.pk), _("There is such a role already."))
    role.title = title
    role.save(update_fields=["title"])
    record.write("plan.role_renamed", on=role, by=by)
    return role


@transaction.atomic
def hand_over(role: Role, *, holder: Person | None, deputy: Person | None, handover: str, by: Person | None) -> Role:
    """People change, the role stays, with all that it answers for."""
    held(role.workstream.plan_id)
    _another(holder, deputy)
    role.holder, role.deputy, role.handover = holder, deputy, handover
    role.save(update_fields=["holder", "deputy", "handover"])
    record.write("plan.handed_over", on=role, by=by, facts={"held": holder is not None, "deputy": deputy is not None})
    return role


def _another(holder: Person | None, deputy: Person | None) -> None:
    if holder is not None and holder == deputy:
        raise CannotPlan(_("The deputy is somebody else than who holds the role."))
