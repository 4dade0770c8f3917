"""Saying that one is away and who covers, coming back, and declining to cover."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.kit import words
from alongside.replies import away as leave
from alongside.replies import away_mails, queries
from alongside.replies.away_forms import AwayForm

if TYPE_CHECKING:
    from alongside.organisations.acting import Request

READ_AND_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_SEND)
@never_cache
def away(request: Request) -> HttpResponse:
    """From when until when, and who covers."""
    if not request.seats:
        raise PermissionDenied
    said = queries.away_of(request.user)
    form = AwayForm(request.user, said, request.POST if request.method == "POST" else None)
    if form.is_valid() and _left(form, request):
        messages.success(request, _("Saved. Nobody waits while you are away."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    facts = {"form": form, "away": said, **queries.away_days(said), "desk_url": settings.LOGIN_REDIRECT_URL}
    return render(request, "replies/away.html", facts)


def _left(form: AwayForm, request: Request) -> bool:
    starts, ends = form.cleaned_data["starts"], form.cleaned_data["ends"]
    try:
        leave.leave(request.user, starts=starts, ends=ends, covers=form.covers, by=request.user)
    except leave.NotColleague:
        form.add_error(None, _("Somebody you chose has no seat there any more. Choose again."))
    return form.is_valid()


@require_POST
def end(request: Request) -> HttpResponse:
    """Back again, or not going after all."""
    if said := queries.away_of(request.user):
        leave.come_back(said, by=request.user)
        messages.success(request, _("You are here. What is yours to answer is on your desk."))
    return redirect(settings.LOGIN_REDIRECT_URL)


@login_not_required
@require_http_methods(READ_AND_SEND)
@never_cache
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """Who was asked to cover says that they cannot. Nothing happens before the button is pressed."""
    cover = away_mails.unsealed(token)
    if cover is None:
        return render(request, "replies/gone.html", {"desk_url": settings.LOGIN_REDIRECT_URL}, status=410)
    if request.method == "POST":
        with suppress(leave.NotCovering):  # pressed twice at once: it is declined all the same
            leave.decline(cover)
        return redirect("replies:thanked")
    facts = {"cover": cover, "starts": words.day(cover.away.starts), "ends": words.day(cover.away.ends)}
    return render(request, "replies/decline_cover.html", {**facts, "desk_url": settings.LOGIN_REDIRECT_URL})
