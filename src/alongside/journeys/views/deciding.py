"""A claim's own page, for who answers it and for who made it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside.journeys import actions
from alongside.journeys.views.talking import Talk
from alongside.organisations import actions as organisations
from alongside.organisations import queries
from alongside.organisations.acting import Request


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: Request, id: uuid.UUID) -> HttpResponse:
    """Read it; say yes, no or ask back; or, for who made it, say more or take it back."""
    found = get_object_or_404(queries.claims_seen_by(request.user), pk=id)
    talk = Talk(request, found, person=request.user)
    if request.method == "POST":
        if "place" in request.POST:
            return _place(request, talk)
        if found.is_undecided and not talk.sent:
            raise PermissionDenied(_("You may not decide this, or no longer."))
        if talk.done():
            return redirect("journeys:claim", id=found.pk)
        if not talk.sent:
            messages.warning(request, _("Somebody has decided this already."))
            return redirect("journeys:claim", id=found.pk)
    return render(request, "journeys/mine.html" if talk.is_own else "journeys/decide.html", talk.page())


def _place(request: Request, talk: Talk) -> HttpResponse:
    """What was proposed is one that is listed."""
    if not talk.is_officer or not talk.answers:
        raise PermissionDenied
    slug = request.POST["place"]
    one = get_object_or_404(queries.visible_to(request.user).open(), slug=slug)
    try:
        actions.place(talk.claim, one, by=request.user)
    except organisations.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The claim is on %(name)s now. Decide on it below.") % {"name": one.name})
    return redirect("journeys:claim", id=talk.claim.pk)
