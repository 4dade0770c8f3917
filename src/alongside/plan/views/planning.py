"""Writing the plan: officers, and those who lead a workstream."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.organisations import acting
from alongside.plan import actions, rules
from alongside.plan.errors import CannotPlan, ChangedMeanwhile
from alongside.plan.forms.planning import ActionForm, Begin, HandOver, PriorityForm, RoleForm, StreamForm
from alongside.plan.queries import plans

if TYPE_CHECKING:
    from django import forms

    from alongside.plan.models import Action, Plan, Workstream

READ_AND_SEND = ["GET", "HEAD", "POST"]


def _done(form: forms.Form, do: Callable[[], Any]) -> Any:
    """What the action gave; None where it could not be, with its words in the form."""
    if not form.is_valid():
        return None
    try:
        return do()
    except CannotPlan as why:
        form.add_error(None, str(why))
    except ChangedMeanwhile:
        form.add_error(
            None, _("Somebody else changed this while you were writing. Look at it again: what you typed is still here.")
        )
    return None


def _form(
    request: acting.Request, form: forms.Form, *, heading: str, button: str, back: str, label: str, lede: str = ""
) -> HttpResponse:
    facts = {"form": form, "heading": heading, "button": button, "back": back, "label": label, "lede": lede}
    return render(request, "plan/form.html", facts)


@require_http_methods(READ_AND_SEND)
@never_cache
def begin(request: acting.Request) -> HttpResponse:
    """A new plan, as a draft."""
    if not rules.may_plan(request.user):
        raise PermissionDenied(_("Officers begin a plan."))
    form = Begin(request.POST if request.method == "POST" else None)
    if made := _done(form, lambda: actions.begin(**form.cleaned_data, by=request.user)):
        return redirect(made.get_absolute_url())
    lede = _(
        "First its name and its horizons; then priorities, workstreams and actions. Nobody else sees it before you publish it."
    )
    return _form(request, form, heading=_("Begin a plan"), button=_("Begin"), back=_plans(), label=_("All plans"), lede=lede)


def _plans() -> str:
    return reverse("plan:list")


def _plan(request: acting.Request, slug: str) -> Plan:
    """A plan that the reader may know of, and writes."""
    plan: Plan = get_object_or_404(plans.plans_for(request.user), slug=slug)
    if not rules.may_plan(request.user) or plan.state == plan.State.CLOSED:
        raise PermissionDenied(_("Officers write a plan, until it is closed."))
    return plan


def _stream(request: acting.Request, id: uuid.UUID) -> Workstream:
    """A workstream that the reader may know of, and plans."""
    stream: Workstream = get_object_or_404(plans.streams_for(request.user), pk=id)
    if not rules.may_plan_in(request.user, stream):
        raise PermissionDenied(_("Officers and those who lead a workstream plan in it."))
    return stream


def _action(request: acting.Request, id: uuid.UUID) -> Action:
    action: Action = get_object_or_404(plans.actions_for(request.user), pk=id)
    _stream(request, action.workstream_id)
    return action


@require_http_methods(READ_AND_SEND)
@never_cache
def add_priority(request: acting.Request, slug: str) -> HttpResponse:
    """One more of the few things that matter."""
    plan = _plan(request, slug)
    form = PriorityForm(request.POST if request.method == "POST" else None)
    if _done(form, lambda: actions.add_priority(plan, **form.cleaned_data, by=request.user)):
        return redirect(plan.get_absolute_url())
    return _form(request, form, heading=_("Add a priority"), button=_("Add it"), back=plan.get_absolute_url(), label=plan.title)


@require_http_methods(READ_AND_SEND)
@never_cache
def add_stream(request: acting.Request, slug: str) -> HttpResponse:
    """One more workstream."""
    plan = _plan(request, slug)
    form = StreamForm(request.POST if request.method == "POST" else None, plan=plan, person=request.user)
    if made := _done(form, lambda: actions.add_stream(plan, **form.cleaned_data, by=request.user)):
        return redirect(made.get_absolute_url())
    return _form(request, form, heading=_("Add a workstream"), button=_("Add it"), back=plan.get_absolute_url(), label=plan.title)


@require_http_methods(READ_AND_SEND)
@never_cache
def change_stream(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """Who leads it and who works in it: officers say so."""
    stream = _stream(request, id)
    _plan(request, stream.plan.slug)
    held = {"title": stream.title, "about": stream.about, "lead": stream.lead}
    held["partners"] = list(stream.partners.order_by("id").values_list("organisation", flat=True))
    form = StreamForm(request.POST if request.method == "POST" else None, initial=held, plan=stream.plan, person=request.user)
    if _done(form, lambda: actions.change_stream(stream, **form.cleaned_data, by=request.user)):
        return redirect(stream.get_absolute_url())
    back = stream.get_absolute_url()
    return _form(request, form, heading=_("Change this workstream"), button=_("Keep this"), back=back, label=stream.title)


@require_http_methods(READ_AND_SEND)
@never_cache
def add_role(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """Somebody who answers for actions."""
    stream = _stream(request, id)
    form = RoleForm(request.POST if request.method == "POST" else None, plan=stream.plan, person=request.user)
    if made := _done(form, lambda: actions.add_role(stream, **form.cleaned_data, by=request.user)):
        return redirect(made.get_absolute_url())
    back = stream.get_absolute_url()
    return _form(request, form, heading=_("Add a role"), button=_("Go on to who holds it"), back=back, label=stream.title)


@require_http_methods(READ_AND_SEND)
@never_cache
def role(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """The handover pack: all that a role answers for, who holds it, and what they should know."""
    found = get_object_or_404(plans.roles_for(request.user), pk=id)
    if not rules.may_read_pack(request.user, found):
        raise PermissionDenied(_("Those who hold this role and its organisation read this."))
    may_keep = rules.may_keep_role(request.user, found)
    held = {"holder": str(found.holder_id or ""), "deputy": str(found.deputy_id or ""), "handover": found.handover}
    form = HandOver(request.POST if request.method == "POST" else None, initial=held, role=found)
    if request.method == "POST" and not may_keep:
        raise PermissionDenied(_("Those who speak for its organisation say who holds this role."))
    if _done(form, lambda: actions.hand_over(found, **form.facts(), by=request.user)):
        messages.success(request, _("Kept."))
        return redirect(found.get_absolute_url())
    rows = plans.lines(plans.in_order(plans.actions_for(request.user).filter(owner=found))[:100], request.user)
    return render(request, "plan/role.html", {"role": found, "lines": rows, "form": form, "may_keep": may_keep})


@require_http_methods(READ_AND_SEND)
@never_cache
def add_action(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """One more action, as a draft."""
    stream = _stream(request, id)
    form = ActionForm(request.POST if request.method == "POST" else None, stream=stream, person=request.user)
    if made := _done(form, lambda: actions.add_action(stream, **form.facts(), by=request.user)):
        return redirect(made.get_absolute_url())
    back = stream.get_absolute_url()
    lede = _("It is a draft until it is published. How it goes is reported later, by whoever leads it.")
    return _form(request, form, heading=_("Add an action"), button=_("Add it"), back=back, label=stream.title, lede=lede)


@require_http_methods(READ_AND_SEND)
@never_cache
def change_action(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """What it is; never how it goes."""
    action = _action(request, id)
    form = ActionForm(
        request.POST if request.method == "POST" else None, stream=action.workstream, person=request.user, action=action
    )

    def change() -> Action:
        seen = form.cleaned_data["seen"] or 0
        return actions.change_action(action, seen=seen, **form.facts(), by=request.user)

    if _done(form, change):
        return redirect(action.get_absolute_url())
    back = action.get_absolute_url()
    return _form(request, form, heading=_("Change this action"), button=_("Keep this"), back=back, label=action.title)


@require_POST
def publish_action(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """Put it into the plan that everybody reads."""
    action = _action(request, id)
    try:
        actions.publish_action(action, by=request.user)
    except CannotPlan as why:
        messages.error(request, str(why))
    return redirect(action.get_absolute_url())


@require_POST
def publish(request: acting.Request, slug: str) -> HttpResponse:
    """The plan is there for everybody."""
    plan = _plan(request, slug)
    try:
        actions.publish(plan, by=request.user)
    except CannotPlan as why:
        messages.error(request, str(why))
    return redirect(plan.get_absolute_url())
