"""An officer reads what matters before it is shown: how it is, how it would be, side by side."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.directory import actions, rules
from alongside.directory.forms import Reason
from alongside.directory.models import Change, Service
from alongside.directory.queries import changes, facts, telling
from alongside.directory.queries.services import with_all
from alongside.kit.paging import page_of
from alongside.organisations import acting


@require_safe
def waiting(request: acting.Request) -> HttpResponse:
    """All that waits, the oldest first."""
    _officers_only(request)
    return render(request, "directory/changes.html", {"page": page_of(changes.waiting(), request.GET.get("page"))})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """One change: approve it, or say why not."""
    _officers_only(request)
    one = get_object_or_404(Change.objects.select_related("service__organisation"), pk=pk)
    form = Reason(request.POST if "decline" in request.POST else None)
    if request.method == "POST" and ("approve" in request.POST or form.is_valid()):
        try:
            return _decide(request, one, form)
        except (actions.StaleEdit, actions.WrongMove) as refused:
            messages.warning(request, str(refused))
            one.refresh_from_db()
    return _show(request, one, form)


def _decide(request: acting.Request, one: Change, form: Reason) -> HttpResponse:
    if "approve" in request.POST:
        version = request.POST.get("version", "")
        actions.approve(one, by=request.user, version=int(version) if version.isdigit() else None)
        messages.success(request, _("“%(name)s” is on the site. Whoever sent it has been told.") % {"name": one.service.name})
    else:
        actions.decline(one, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("It stays as it was, and whoever sent it has your reason."))
    return redirect("directory:changes")


def _show(request: acting.Request, one: Change, form: Reason) -> HttpResponse:
    service = with_all(Service.objects.filter(pk=one.service_id)).get()
    now = facts.facts_of(service)
    is_new = changes.is_new(one)
    context = {
        "change": one,
        "service": service,
        "is_new": is_new,
        "rows": [] if is_new else changes.rows(now, one.proposed),
        "told": telling.told(now) if is_new else [],
        "who": changes.proposer(one),
        "form": form,
        "decided": one.state != Change.State.WAITING,
    }
    return render(request, "directory/change.html", context)


def _officers_only(request: acting.Request) -> None:
    if not rules.may_approve(request.user):
        raise PermissionDenied
