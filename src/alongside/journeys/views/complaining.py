"""Complaining about what we do with one's data."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.journeys import actions
from alongside.journeys.data_forms import Complaining
from alongside.kit.limits import limited
from alongside.replies import queries, receipts


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """One page, no account, and it may be sent by whoever helps."""
    by = request.user if request.user.is_authenticated else None
    form = Complaining(request.POST if request.method == "POST" else None, by=by)
    if not form.is_valid():
        return render(request, "journeys/complain.html", {"form": form})
    if refusal := limited(request, "journeys.complain", times=5, per=dt.timedelta(hours=1)):
        return refusal
    try:
        reply = actions.complain(**form.cleaned_data, by=by)
    except actions.NobodyAnswers:
        form.add_error(
            None, _("Nobody runs this place yet, so nobody could answer. Turn to the Information Commissioner’s Office.")
        )
        return render(request, "journeys/complain.html", {"form": form})
    return redirect("journeys:complained", token=receipts.token(reply))


@login_not_required
@require_safe
@never_cache
def complained(request: HttpRequest, token: str) -> HttpResponse:
    """It has arrived: its reference, who answers, by when, and who watches over us."""
    reply = receipts.find(token)
    if reply is None:
        raise Http404
    return render(request, "journeys/complained.html", {"row": queries.row(reply)})
