"""What a person should report on, and to which reports of others their organisation may say whether it sees it too."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet, UUIDField, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.kit import clock, words
from alongside.organisations import queries as organisations
from alongside.plan import policy, rules
from alongside.plan.models import Action, ActionQuerySet, Plan, Status, Witness
from alongside.replies.confirmations import Confirmation, Shown

if TYPE_CHECKING:
    from alongside.people.models import Person

REPORT, WITNESS = "plan.report", "plan.witness"
SAY_WITHIN = dt.timedelta(days=28)
MOST = 100


def to_report(person: Person) -> Iterator[Confirmation]:
    """The actions that this person reports on, for their organisation or by a role, and whose report is due, or soon will be."""
    own = rules.reported_by(person)
    if own is None:
        return
    soon = clock.today() + policy.ASK_AHEAD()
    due = _running().filter(own, review_on__lte=soon).exclude(status__in=Status.ended())
    for one in due.select_related("lead", "last", "plan").order_by("review_on", "number", "pk")[:MOST]:
        report = reverse("plan:report", args=[one.pk])
        silent = {"day": words.date(one.review_on + dt.timedelta(days=1))}
        yield Confirmation(
            title=one.title,
            url=one.get_absolute_url(),
            line=_("The plan: %(status)s") % {"status": one.get_status_display()},
            due_on=one.review_on,
            otherwise=_("Its page says “Not reported”.") if one.is_silent(clock.today()) else _("From %(day)s its page says “Not reported”.") % silent,
            confirm_url=reverse("plan:as_before", args=[one.pk]),
            change_url=report if one.last_id else "",
            confirm_label=_("As before") if one.last_id else _("Report"),
            organisation_id=one.lead_id,
            kind=REPORT if one.last_id else "",
            key=str(one.pk),
        )  # fmt: skip


def to_witness(person: Person) -> Iterator[Confirmation]:
    """The last reports in workstreams of theirs, led by another sector, to which their organisation has said nothing."""
    seats = organisations.seats_of(person)
    speaks = {seat.organisation_id: seat.organisation for seat in seats if seat.role in rules.SPEAKS}
    if not speaks:
        return
    every = {seat.organisation_id for seat in seats}
    first, *others = (_unsaid(own.pk, own.sector).exclude(lead__in=every) for own in speaks.values())
    for one in first.union(*others, all=True).order_by(F("reported_at"), "pk")[:MOST]:
        yield Confirmation(
            title=one.title,
            url=one.get_absolute_url(),
            line=_("%(lead)s reports: %(status)s. Do you see it too?") % {"lead": one.lead.name, "status": one.get_status_display()},
            due_on=one.reported_at.astimezone(clock.LONDON).date() + SAY_WITHIN,
            otherwise=_("Your side says nothing to it."),
            confirm_url=reverse("plan:see_too", args=[one.last_id, one.asked]),
            change_url=reverse("plan:say", args=[one.pk]),
            confirm_label=_("We see it too"),
            organisation_id=one.asked,
            kind=WITNESS,
            key=f"{one.last_id}.{one.asked}",
        )  # fmt: skip


def to_follow(person: Person) -> Iterator[Confirmation]:
    """On the desks of officers: a year ends soon, or has ended. The next plan is begun from it, and it is closed."""
    if not rules.may_plan(person):
        return
    soon = clock.today() + policy.ASK_AHEAD()
    coordinator = organisations.coordinator()
    ending = Plan.objects.filter(state=Plan.State.PUBLISHED, ends__lte=soon).select_related("followed_by")
    for plan in ending.order_by("ends", "id")[:MOST]:
        is_followed = hasattr(plan, "followed_by")
        if is_followed and plan.ends >= clock.today():
            continue
        yield Confirmation(
            title=plan.title,
            url=plan.get_absolute_url(),
            line=_("Its year is over. Close it, so that it stands as it stood.") if is_followed else _("Its year ends. What is open may go on in the next plan."),
            due_on=plan.ends,
            otherwise=_("It goes on asking for reports."),
            confirm_url=reverse("plan:close" if is_followed else "plan:next", args=[plan.slug]),
            confirm_label=_("Close it") if is_followed else _("Begin the next plan"),
            organisation_id=coordinator.pk if coordinator else None,
        )  # fmt: skip


def _running() -> ActionQuerySet:
    """What goes on in the plan after is asked about there, and not twice."""
    running = Action.objects.filter(plan__state=Plan.State.PUBLISHED, published_at__isnull=False)
    return running.exclude(pk__in=running.exclude(carried_from=None).order_by().values("carried_from"))


def _unsaid(organisation: uuid.UUID, sector: str) -> QuerySet[Action, Any]:
    """Of the workstreams that it works in: what another sector reported since, and is not silent again. `asked` is who may say."""
    inside = Q(workstream__partners__organisation=organisation) | Q(workstream__lead=organisation)
    said = Witness.objects.filter(organisation=organisation).order_by().values("progress")
    found = _running().filter(inside, last__isnull=False, review_on__gte=clock.today()).exclude(lead__sector=sector)
    keys = found.exclude(last__in=said).order_by().values("pk")
    told = {"asked": Value(organisation, UUIDField()), "reported_at": F("last__at")}
    return Action.objects.filter(pk__in=keys).select_related("lead").order_by().annotate(**told)


def show_reports(keys: Sequence[str]) -> dict[str, Shown]:
    """These actions in short, as their lead last reported them."""
    rows = Action.objects.filter(pk__in=keys).select_related("last").order_by("pk")
    return {str(one.pk): Shown(facts=_facts(one)) for one in rows}


def show_witnesses(keys: Sequence[str]) -> dict[str, Shown]:
    """What the leads said, for those who say whether they see it too."""
    by_report = {key.partition(".")[0]: key for key in keys}
    rows = Action.objects.filter(last__in=list(by_report)).select_related("last").order_by("pk")
    return {by_report[str(one.last_id)]: Shown(facts=_facts(one)) for one in rows}


def _facts(one: Action) -> list[tuple[str, str]]:
    told = [(_("Lead says"), one.get_status_display())]
    if one.last:
        told += [(_("Why"), one.last.reason), (_("When"), words.date(one.last.at))]
        told += [(_("Where it stands"), one.last.reached)] if one.last.reached else []
    return told
