"""The plan as everybody reads it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alongside.agreements.queries import texts
from alongside.kit import clock
from alongside.kit.paging import page_of
from alongside.organisations import acting
from alongside.organisations import queries as organisations
from alongside.plan import rules
from alongside.plan.models import Action, Plan, Status, Workstream
from alongside.plan.queries import choices, glance, one, plans


@login_not_required
@require_safe
def current(request: acting.Request) -> HttpResponse:
    """The plan of today, at an address that stays."""
    found = plans.current()
    if found is None:
        return render(request, "plan/none.html", {"may_plan": rules.may_plan(request.user)})
    return _plan(request, found)


@login_not_required
@require_safe
def year(request: acting.Request, slug: str) -> HttpResponse:
    """One plan."""
    return _plan(request, get_object_or_404(plans.plans_for(request.user), slug=slug))


def _plan(request: acting.Request, plan: Plan) -> HttpResponse:
    actions, readable = plans.actions_of(plan, request.user), plans.plans_for(request.user)
    may_plan = rules.may_plan(request.user)
    facts = {
        "plan": plan,
        "has_actions": actions.exists(),
        "glance": glance.at_a_glance(plan, actions),
        "priorities": glance.priorities(plan, actions),
        "streams": glance.streams(plan, actions, request.user),
        "balance": glance.balance(actions),
        "counted_on": plan.as_of(clock.today()),
        "may_plan": may_plan,
        "may_write": may_plan and plan.state != Plan.State.CLOSED,
        "is_over": plan.state == Plan.State.PUBLISHED and plan.ends < clock.today(),
        "follows": readable.filter(pk=plan.follows_id).first() if plan.follows_id else None,
        "followed_by": readable.filter(follows=plan).first(),
        "carried": actions.exclude(carried_from=None).count(),
        "drafts": glance.drafts(Action.objects.filter(plan=plan), actions),
        "others": readable.exclude(pk=plan.pk).exists(),
    }
    return render(request, "plan/plan.html", facts)


@login_not_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The plans of all years."""
    page = page_of(plans.plans_for(request.user).order_by("-starts", "id"), request.GET.get("page"))
    return render(request, "plan/list.html", {"page": page, "may_plan": rules.may_plan(request.user)})


@login_not_required
@require_safe
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a table, narrowed by what was asked for."""
    plan = get_object_or_404(plans.plans_for(request.user), slug=slug)
    rows = plans.in_order(plans.actions_of(plan, request.user))
    page = page_of(rows, request.GET.get("page"), size=50)
    return render(request, "plan/table.html", {"plan": plan, "page": page, "lines": plans.lines(page.rows, request.user)})


@login_not_required
@require_safe
def stream(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """A workstream with its lead, its people and its actions."""
    found = get_object_or_404(plans.streams_for(request.user), pk=id)
    actions = plans.actions_for(request.user).filter(workstream=found)
    page = page_of(plans.in_order(actions), request.GET.get("page"), size=100)
    counts = {value: some for (value,), some in glance.stand(actions, "horizon").items()}
    rows = plans.lines(page.rows, request.user)
    facts = {
        "stream": found,
        "plan": found.plan,
        "horizons": [one for one in glance.horizons(found.plan, counts, rows) if one.lines],
        "page": page,
        "drawn": glance.drawn(actions),
        "partners": list(plans.beside().filter(workstream=found)),
        "roles": [(role, rules.may_read_pack(request.user, role)) for role in _roles(request, found)],
        "drafts": glance.drafts(Action.objects.filter(workstream=found), actions),
        "may_plan": rules.may_plan_in(request.user, found),
        "is_officer": rules.may_plan(request.user),
    }
    return render(request, "plan/stream.html", facts)


def _roles(request: HttpRequest, found: Workstream) -> Any:
    return plans.roles_for(request.user).filter(workstream=found)[:100]


@login_not_required
@require_safe
def action(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """One action: what was promised, how it goes by both keys, and what shows it."""
    seen = plans.actions_for(request.user)
    found = get_object_or_404(seen, pk=id)
    reports = page_of(one.reports(found), request.GET.get("page"), size=10)
    evidence = list(one.evidence_of(found, request.user)[:100])
    facts = {
        "action": found,
        "line": plans.lines([found], request.user)[0],
        "reports": reports,
        "told": one.told(list(reports.rows)),
        "evidence": [(shown, _may_with(request, shown)) for shown in evidence],
        "withheld": one.withheld(found, evidence),
        "before": plans.lines(one.before(found, seen), request.user),
        "next": seen.filter(carried_from=found).first(),
        "first": plans.lines(one.first(found, seen), request.user),
        "after": plans.lines(one.after(found, seen), request.user),
        "patches": list(found.patches.order_by("name", "pk")),
        "clauses": texts.read_texts(list(found.keeps.order_by("id").values_list("clause", flat=True)), request.user),
        **_may(request, found),
    }
    return render(request, "plan/action.html", facts)


def _may(request: acting.Request, found: Action) -> dict[str, bool]:
    """What the reader may do here, for the organisation that they act for."""
    own = request.acting.organisation if request.acting else None
    return {
        "may_report": found.status != Status.WITHDRAWN and rules.may_report(request.user, found),
        "may_say": own is not None and rules.may_witness(request.user, found, own),
        "may_bring": own is not None and rules.may_bring(request.user, found, own),
        "may_change": rules.may_plan_in(request.user, found.workstream) and found.status not in Status.ended(),
        "may_remove": rules.may_remove_action(request.user, found),
    }


def _may_with(request: acting.Request, shown: Any) -> dict[str, bool]:
    own = request.acting.organisation if request.acting else None
    return {
        "verify": own is not None and rules.may_verify(request.user, shown, own),
        "take_back": rules.may_withdraw(request.user, shown),
    }


@login_not_required
@require_safe
def clause(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """All that came of one clause."""
    found = get_object_or_404(texts.clauses_for(request.user), pk=id)
    number, words = texts.read_texts([found.pk], request.user).get(found.pk, ("", ""))
    page = page_of(plans.keeping(found.pk, request.user), request.GET.get("page"))
    facts = {
        "clause": found,
        "number": number,
        "words": words,
        "page": page,
        "lines": plans.lines(page.rows, request.user),
        "drawn": glance.drawn(plans.keeping(found.pk, request.user)),
        "streams": plans.streams_planned_by(request.user) if choices.may_be_kept(found.pk) else [],
    }
    return render(request, "plan/clause.html", facts)


@login_not_required
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """What an organisation promised, and how it goes."""
    found = get_object_or_404(organisations.visible_to(request.user), slug=slug)
    page = page_of(plans.led_by(found.pk, request.user), request.GET.get("page"))
    facts = {
        "organisation": found,
        "page": page,
        "lines": plans.lines(page.rows, request.user),
        "drawn": glance.drawn(plans.led_by(found.pk, request.user)),
        "promised": page_of(texts.promised_by(found), request.GET.get("promises"), size=20),
    }
    return render(request, "plan/organisation.html", facts)
