"""Giving up one's own seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.journeys import actions
from alongside.journeys.forms import Leaving
from alongside.organisations import actions as organisations
from alongside.organisations import queries
from alongside.organisations.acting import Request

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request, slug: str) -> HttpResponse:
    """Leave; the last lead hands over, or says openly that nobody leads."""
    one = get_object_or_404(queries.visible_to(request.user), slug=slug)
    seat = queries.seats_at(one).filter(person=request.user).first()
    if seat is None and request.method == "POST" and queries.ended_lately(one).filter(person=request.user).exists():
        return _left(request, one)
    if seat is None or one.closed_at is not None:
        raise PermissionDenied(_("You have no seat here."))
    is_last = seat.role == "lead" and len(queries.leads_of(one)) == 1
    form = Leaving(request.POST if request.method == "POST" else None, is_last=is_last)
    page = {"form": form, "organisation": one, "seat": seat, "is_last": is_last}
    page["others"] = queries.seats_at(one).exclude(pk=seat.pk).exists()
    if not form.is_valid():
        return render(request, "journeys/leave.html", page)
    try:
        actions.leave(seat, by=request.user, nobody_leads=is_last)
    except organisations.Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "journeys/leave.html", page)
    return _left(request, one)


def _left(request: Request, one: Organisation) -> HttpResponse:
    """The same for who pressed the button twice."""
    messages.success(request, _("You no longer have a seat at %(name)s. Thank you for what you did there.") % {"name": one.name})
    return redirect(settings.LOGIN_REDIRECT_URL)
