"""Putting right what was written, and leading one year on to the next. What goes for good is asked about first."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.plan import actions
from alongside.plan.errors import CannotPlan
from alongside.plan.forms.planning import Begin, Next, PriorityForm
from alongside.plan.queries import plans
from alongside.plan.views import found
from alongside.plan.views.found import READ_AND_SEND

if TYPE_CHECKING:
    from alongside.organisations import acting
    from alongside.plan.models import Plan


@require_http_methods(READ_AND_SEND)
@never_cache
def change_plan(request: acting.Request, slug: str) -> HttpResponse:
    """What it is called, its horizons, and who reads its draft."""
    plan = found.plan(request, slug)
    held = {name: getattr(plan, name) for name in ("title", "about", "starts", "now_until", "ends", "long_until", "readers")}
    form = Begin(request.POST if request.method == "POST" else None, initial=held, draft=plan.state == plan.State.DRAFT)
    if found.done(form, lambda: actions.change(plan, **form.cleaned_data, by=request.user)):
        return redirect(plan.get_absolute_url())
    lede = _("Its address stays as it is, so that links to it hold.")
    back = plan.get_absolute_url()
    return found.form_page(
        request, form, heading=_("Change this plan"), button=_("Keep this"), back=back, label=plan.title, lede=lede
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def remove_plan(request: acting.Request, slug: str) -> HttpResponse:
    """A draft goes with all that stands in it."""
    plan = found.plan(request, slug)
    number = plan.actions.count()
    lede = ngettext(
        "Its priorities, workstreams, roles and %(n)s action go with it. Nobody can bring them back.",
        "Its priorities, workstreams, roles and %(n)s actions go with it. Nobody can bring them back.",
        number,
    ) % {"n": number}
    asked = found.Question(
        heading=_("Remove this draft?"),
        lede=lede,
        button=_("Remove it"),
        back=plan.get_absolute_url(),
        label=plan.title,
        no="" if plan.state == plan.State.DRAFT else _("Everybody has read this plan. It can be closed, and stays."),
    )
    return found.sure_page(
        request, lambda: actions.remove_plan(plan, by=request.user), asked, then=found.all_plans(), said=_("The draft is gone.")
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def close(request: acting.Request, slug: str) -> HttpResponse:
    """The year is over."""
    plan = found.plan(request, slug, also_closed=True)
    number = plans.open_actions(plan).count()
    lede = _("It stays to be read, as it stands today. Nobody can report, doubt or verify in it any more.")
    if number:
        lede += " " + ngettext(
            "%(n)s action is still open: you can take it over into the next plan, before or after.",
            "%(n)s actions are still open: you can take them over into the next plan, before or after.",
            number,
        ) % {"n": number}
    asked = found.Question(
        heading=_("Close this plan?"),
        lede=lede,
        button=_("Close it"),
        back=plan.get_absolute_url(),
        label=plan.title,
        no="" if plan.state == plan.State.PUBLISHED else _("Only a published plan can be closed."),
    )
    return found.sure_page(
        request, lambda: actions.close(plan, by=request.user), asked, then=plan.get_absolute_url(), said=_("The plan is closed.")
    )


@require_POST
def open_again(request: acting.Request, slug: str) -> HttpResponse:
    """It was closed too early."""
    plan = found.plan(request, slug, also_closed=True)
    try:
        actions.open_again(plan, by=request.user)
    except CannotPlan as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("The plan is open again."))
    return redirect(plan.get_absolute_url())


@require_http_methods(READ_AND_SEND)
@never_cache
def carry_on(request: acting.Request, slug: str) -> HttpResponse:
    """The next plan is begun from this one."""
    plan = found.plan(request, slug, also_closed=True)
    left = list(plans.open_actions(plan))
    sent = request.POST if "title" in request.POST else None  # from the desk one comes here by a button
    form = Next(sent, initial=_days_after(plan), left=left)
    if made := found.done(form, lambda: actions.carry_on(plan, **form.facts(), by=request.user)):
        messages.success(request, _("The next plan is a draft. Look through what came over before you publish it."))
        return redirect(made.get_absolute_url())
    lede = _(
        "Priorities, workstreams and roles come over as they are, and the open actions that you choose, with the promises that "
        "they keep. Each says where it comes from. What was due before is late there too, until somebody gives it a new day."
    )
    back = plan.get_absolute_url()
    return found.form_page(
        request, form, heading=_("Begin the next plan"), button=_("Begin it"), back=back, label=plan.title, lede=lede
    )


def _days_after(plan: Plan) -> dict[str, dt.date]:
    """The horizons of this plan, moved on to the day after it ends."""
    on = plan.ends - plan.starts + dt.timedelta(days=1)
    return {name: getattr(plan, name) + on for name in ("starts", "now_until", "ends", "long_until")}


@require_http_methods(READ_AND_SEND)
@never_cache
def change_priority(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """The same, said better."""
    one = found.priority(request, id)
    held = {name: getattr(one, name) for name in ("title", "about", "known_by")}
    form = PriorityForm(request.POST if request.method == "POST" else None, initial=held)
    if found.done(form, lambda: actions.change_priority(one, **form.cleaned_data, by=request.user)):
        return redirect(one.plan.get_absolute_url())
    back = one.plan.get_absolute_url()
    return found.form_page(
        request, form, heading=_("Change this priority"), button=_("Keep this"), back=back, label=one.plan.title
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def remove_priority(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """It goes, and its actions stay."""
    one = found.priority(request, id)
    number = one.actions.count()
    lede = ngettext(
        "Its %(n)s action stays in the plan, without a priority.",
        "Its %(n)s actions stay in the plan, without a priority.",
        number,
    ) % {"n": number}
    there = one.plan.get_absolute_url()
    asked = found.Question(
        heading=_("Remove the priority “%(title)s”?") % {"title": one.title},
        lede=lede if number else _("No action is for it."),
        button=_("Remove it"),
        back=there,
        label=one.plan.title,
    )
    return found.sure_page(
        request, lambda: actions.remove_priority(one, by=request.user), asked, then=there, said=_("The priority is gone.")
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def remove_stream(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """A workstream without an action."""
    one = found.stream(request, id)
    plan = found.plan(request, one.plan.slug)
    asked = found.Question(
        heading=_("Remove the workstream “%(title)s”?") % {"title": one.title},
        lede=_("Its roles go with it. Nobody can bring them back."),
        button=_("Remove it"),
        back=one.get_absolute_url(),
        label=one.title,
        no=_("It has actions. Only an empty workstream goes.") if one.actions.exists() else "",
    )
    return found.sure_page(
        request,
        lambda: actions.remove_stream(one, by=request.user),
        asked,
        then=plan.get_absolute_url(),
        said=_("The workstream is gone."),
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def remove_action(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """A draft of an action."""
    one = found.action(request, id)
    stays = _("It is in the plan that everybody reads, and stays. Its lead may report it as withdrawn.")
    asked = found.Question(
        heading=_("Remove this draft?"),
        lede=_("“%(title)s” goes. Nobody can bring it back.") % {"title": one.title},
        button=_("Remove it"),
        back=one.get_absolute_url(),
        label=one.title,
        no=stays if one.published_at else "",
    )
    return found.sure_page(
        request,
        lambda: actions.remove_action(one, by=request.user),
        asked,
        then=one.workstream.get_absolute_url(),
        said=_("The draft is gone."),
    )
