"""What is being written on, found through what the reader may know of; and the two shapes of a page that writes: a form, and "sure?"."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.organisations import acting
from alongside.plan import rules
from alongside.plan.errors import CannotPlan, ChangedMeanwhile
from alongside.plan.queries import plans

if TYPE_CHECKING:
    from django import forms

    from alongside.plan.models import Action, Plan, Priority, Role, Workstream

READ_AND_SEND = ["GET", "HEAD", "POST"]


def plan(request: acting.Request, slug: str, *, also_closed: bool = False) -> Plan:
    """A plan that the reader may know of, and writes."""
    found: Plan = get_object_or_404(plans.plans_for(request.user), slug=slug)
    if not rules.may_plan(request.user) or (found.state == found.State.CLOSED and not also_closed):
        raise PermissionDenied(_("Officers write a plan, until it is closed."))
    return found


def all_plans() -> str:
    """The page of all plans."""
    return reverse("plan:list")


def priority(request: acting.Request, id: uuid.UUID) -> Priority:
    """A priority of a plan that the reader writes."""
    found: Priority = get_object_or_404(plans.priorities_for(request.user), pk=id)
    plan(request, found.plan.slug)
    return found


def stream(request: acting.Request, id: uuid.UUID) -> Workstream:
    """A workstream that the reader may know of, and plans."""
    found: Workstream = get_object_or_404(plans.streams_for(request.user), pk=id)
    if not rules.may_plan_in(request.user, found):
        raise PermissionDenied(_("Officers and those who lead a workstream plan in it."))
    return found


def role(request: acting.Request, id: uuid.UUID) -> Role:
    """A role in a workstream that the reader plans."""
    found: Role = get_object_or_404(plans.roles_for(request.user), pk=id)
    stream(request, found.workstream_id)
    return found


def action(request: acting.Request, id: uuid.UUID) -> Action:
    """An action in a workstream that the reader plans."""
    found: Action = get_object_or_404(plans.actions_for(request.user), pk=id)
    stream(request, found.workstream_id)
    return found


def done(form: forms.Form, do: Callable[[], Any]) -> Any:
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


def form_page(
    request: acting.Request, form: forms.Form, *, heading: str, button: str, back: str, label: str, lede: str = ""
) -> HttpResponse:
    """A form on a page of its own; the long one of an action in parts."""
    facts = {"form": form, "heading": heading, "button": button, "back": back, "label": label, "lede": lede}
    return render(request, "plan/action_form.html" if hasattr(form, "parts") else "plan/form.html", facts)


@dataclass(frozen=True)
class Question:
    """What is asked before something goes: in which words, and from where. Where it cannot be done, `no` says why."""

    heading: str
    lede: str
    button: str
    back: str
    label: str
    no: str = ""


def sure_page(request: acting.Request, do: Callable[[], Any], asked: Question, *, then: str, said: str) -> HttpResponse:
    """What happens is read before it is pressed; `then` is where one finds oneself, with what was `said`."""
    if request.method != "POST":
        return render(request, "plan/sure.html", {"asked": asked})
    try:
        do()
    except CannotPlan as why:
        messages.error(request, str(why))
        return redirect(asked.back)
    messages.success(request, said)
    return redirect(then)
