"""Roles: who answers for actions by what they are, and the pack that is handed over when people change."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.plan import actions, rules
from alongside.plan import paper as papers
from alongside.plan.forms.planning import HandOver, RoleForm, RoleName
from alongside.plan.queries import pack as packs
from alongside.plan.queries import plans
from alongside.plan.views import found, pictures
from alongside.plan.views.found import READ_AND_SEND

if TYPE_CHECKING:
    from alongside.organisations import acting
    from alongside.plan.models import Role


@require_http_methods(READ_AND_SEND)
@never_cache
def add(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """Somebody who answers for actions."""
    stream = found.stream(request, id)
    form = RoleForm(request.POST if request.method == "POST" else None, plan=stream.plan, person=request.user)
    if made := found.done(form, lambda: actions.add_role(stream, **form.cleaned_data, by=request.user)):
        return redirect(made.get_absolute_url())
    back = stream.get_absolute_url()
    return found.form_page(
        request, form, heading=_("Add a role"), button=_("Go on to who holds it"), back=back, label=stream.title
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def role(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """The handover pack: all that a role answers for, who holds it, and what they should know."""
    one = _readable(request, id)
    may_keep = rules.may_keep_role(request.user, one)
    held = {"holder": str(one.holder_id or ""), "deputy": str(one.deputy_id or ""), "handover": one.handover}
    form = HandOver(request.POST if request.method == "POST" else None, initial=held, role=one)
    if request.method == "POST" and not may_keep:
        raise PermissionDenied(_("Those who speak for its organisation say who holds this role."))
    if found.done(form, lambda: actions.hand_over(one, **form.facts(), by=request.user)):
        messages.success(request, _("Kept."))
        return redirect(one.get_absolute_url())
    facts = {
        "role": one,
        "pack": packs.of(one, request.user),
        "form": form,
        "may_keep": may_keep,
        "may_plan": rules.may_plan_in(request.user, one.workstream),
    }
    return render(request, "plan/role.html", facts)


@require_safe
@never_cache
def paper(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """The same on paper."""
    one = _readable(request, id)
    return pictures.pdf(papers.pack(packs.of(one, request.user)), "handover.pdf")


def _readable(request: acting.Request, id: uuid.UUID) -> Role:
    one: Role = get_object_or_404(plans.roles_for(request.user), pk=id)
    if not rules.may_read_pack(request.user, one):
        raise PermissionDenied(_("Those who hold this role and its organisation read this."))
    return one


@require_http_methods(READ_AND_SEND)
@never_cache
def rename(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """The role is called otherwise."""
    one = found.role(request, id)
    form = RoleName(request.POST if request.method == "POST" else None, initial={"title": one.title})
    if found.done(form, lambda: actions.rename_role(one, **form.cleaned_data, by=request.user)):
        return redirect(one.get_absolute_url())
    back = one.get_absolute_url()
    return found.form_page(request, form, heading=_("Rename this role"), button=_("Keep this"), back=back, label=one.title)


@require_http_methods(READ_AND_SEND)
@never_cache
def remove(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """A role that answers for nothing."""
    one = found.role(request, id)
    asked = found.Question(
        heading=_("Remove the role “%(title)s”?") % {"title": one.title},
        lede=_("What its holders wrote for those who come next goes with it."),
        button=_("Remove it"),
        back=one.get_absolute_url(),
        label=one.title,
        no=_("It answers for actions. Give them to another role first.") if one.actions.exists() else "",
    )
    return found.sure_page(
        request,
        lambda: actions.remove_role(one, by=request.user),
        asked,
        then=one.workstream.get_absolute_url(),
        said=_("The role is gone."),
    )
