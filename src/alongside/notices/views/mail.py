"""For officers: how the mail is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kit.paging import page_of
from alongside.notices import actions, choosing, proving, queries, rules
from alongside.places import queries as places

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.people.requests import Request


@require_safe
@never_cache
def mail(request: Request) -> HttpResponse:
    """What waits, what did not go, what came back, and how many want which mails no more; never what a mail says."""
    allow(request)
    facts = {
        "state": queries.state(),
        "page": page_of(queries.troubled(), request.GET.get("page")),
        "returned": page_of(queries.returned(), request.GET.get("returned")),
        "stopped": choosing.counts(),
    }
    return render(request, "notices/mails.html", facts)


@require_POST
def again(request: Request, id: UUID) -> HttpResponse:
    """Try a failed mail once more."""
    allow(request)
    found = get_object_or_404(queries.troubled().failed(), pk=id)
    try:
        actions.send_again(found, by=request.user)
    except actions.WordsAreGone:
        messages.warning(request, _("The words of this mail were deleted in their time, so it cannot be sent again."))
    else:
        messages.success(request, _("It is in the outbox again."))
    return redirect("notices:mail")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def test(request: Request) -> HttpResponse:
    """How mail goes out, and a mail to find out whether it arrives."""
    allow(request)
    state = queries.state()
    if request.method == "POST":
        if not state.set_up:
            messages.warning(request, _("There is no mail server yet, so a test mail would wait."))
        else:
            proving.send_test(by=request.user)
            messages.success(request, _("The test mail is on its way to you."))
        return redirect("notices:test")
    last = proving.last()
    facts = {"sender": settings.DEFAULT_FROM_EMAIL, "answers_to": places.the_place().email}
    proven = last is not None and last.arrived_at is not None
    return render(request, "notices/test.html", {"state": state, "last": last, "proven": proven, **facts})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def arrived(request: HttpRequest, token: str) -> HttpResponse:
    """The page that a test mail leads to."""
    proof = proving.opened(token)
    if proof is None:
        return render(request, "notices/link_old.html", status=410)
    if request.method == "POST":
        proving.arrived(proof)
        return redirect("notices:arrived", token=token)
    return render(request, "notices/arrived.html", {"proof": proof})


def allow(request: Request) -> None:
    """Officers only."""
    if not rules.may_see_mail(request.user):
        raise PermissionDenied
