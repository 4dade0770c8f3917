"""Writing the plan: officers, and those who lead a workstream."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.organisations import acting
from alongside.plan import actions, rules
from alongside.plan.errors import CannotPlan
from alongside.plan.forms.planning import ActionForm, Begin, PriorityForm, StreamForm
from alongside.plan.views import found
from alongside.plan.views.found import READ_AND_SEND

if TYPE_CHECKING:
    from alongside.plan.models import Action


@require_http_methods(READ_AND_SEND)
@never_cache
def begin(request: acting.Request) -> HttpResponse:
    """A new plan, as a draft."""
    if not rules.may_plan(request.user):
        raise PermissionDenied(_("Officers begin a plan."))
    form = Begin(request.POST if request.method == "POST" else None, draft=True)
    if made := found.done(form, lambda: actions.begin(**form.cleaned_data, by=request.user)):
        return redirect(made.get_absolute_url())
    lede = _(
        "First its name and its horizons; then priorities, workstreams and actions. Nobody else sees it before you publish it."
    )
    return found.form_page(
        request, form, heading=_("Begin a plan"), button=_("Begin"), back=found.all_plans(), label=_("All plans"), lede=lede
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def add_priority(request: acting.Request, slug: str) -> HttpResponse:
    """One more of the few things that matter."""
    plan = found.plan(request, slug)
    form = PriorityForm(request.POST if request.method == "POST" else None)
    if found.done(form, lambda: actions.add_priority(plan, **form.cleaned_data, by=request.user)):
        return redirect(plan.get_absolute_url())
    return found.form_page(
        request, form, heading=_("Add a priority"), button=_("Add it"), back=plan.get_absolute_url(), label=plan.title
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def add_stream(request: acting.Request, slug: str) -> HttpResponse:
    """One more workstream."""
    plan = found.plan(request, slug)
    form = StreamForm(request.POST if request.method == "POST" else None, plan=plan, person=request.user)
    if made := found.done(form, lambda: actions.add_stream(plan, **form.cleaned_data, by=request.user)):
        return redirect(made.get_absolute_url())
    return found.form_page(
        request, form, heading=_("Add a workstream"), button=_("Add it"), back=plan.get_absolute_url(), label=plan.title
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def change_stream(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """Who leads it and who works in it: officers say so."""
    stream = found.stream(request, id)
    found.plan(request, stream.plan.slug)
    held = {"title": stream.title, "about": stream.about, "lead": stream.lead}
    held["partners"] = list(stream.partners.order_by("id").values_list("organisation", flat=True))
    form = StreamForm(request.POST if request.method == "POST" else None, initial=held, plan=stream.plan, person=request.user)
    if found.done(form, lambda: actions.change_stream(stream, **form.cleaned_data, by=request.user)):
        return redirect(stream.get_absolute_url())
    back = stream.get_absolute_url()
    return found.form_page(
        request, form, heading=_("Change this workstream"), button=_("Keep this"), back=back, label=stream.title
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def add_action(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """One more action, as a draft."""
    stream = found.stream(request, id)
    asked = {"keeps": request.GET.getlist("keeps")}
    form = ActionForm(request.POST if request.method == "POST" else None, initial=asked, stream=stream, person=request.user)
    if made := found.done(form, lambda: actions.add_action(stream, **form.facts(), by=request.user)):
        return redirect(made.get_absolute_url())
    back = stream.get_absolute_url()
    lede = _("It is a draft until it is published. How it goes is reported later, by whoever leads it.")
    return found.form_page(
        request, form, heading=_("Add an action"), button=_("Add it"), back=back, label=stream.title, lede=lede
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def change_action(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """What it is; never how it goes."""
    action = found.action(request, id)
    form = ActionForm(
        request.POST if request.method == "POST" else None, stream=action.workstream, person=request.user, action=action
    )

    def change() -> Action:
        seen = form.cleaned_data["seen"] or 0
        return actions.change_action(action, seen=seen, **form.facts(), by=request.user)

    if found.done(form, change):
        return redirect(action.get_absolute_url())
    back = action.get_absolute_url()
    return found.form_page(request, form, heading=_("Change this action"), button=_("Keep this"), back=back, label=action.title)


@require_POST
def publish_action(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """Put it into the plan that everybody reads."""
    action = found.action(request, id)
    try:
        actions.publish_action(action, by=request.user)
    except CannotPlan as why:
        messages.error(request, str(why))
    return redirect(action.get_absolute_url())


@require_POST
def publish(request: acting.Request, slug: str) -> HttpResponse:
    """The plan is there for everybody."""
    plan = found.plan(request, slug)
    try:
        actions.publish(plan, by=request.user)
    except CannotPlan as why:
        messages.error(request, str(why))
    return redirect(plan.get_absolute_url())
