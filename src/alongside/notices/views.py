"""For officers: how the mail is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from alongside.kit.paging import page_of
from alongside.notices import actions, queries, rules

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.people.requests import Request


@require_safe
@never_cache
def mail(request: Request) -> HttpResponse:
    """What waits and what did not go, without what it says."""
    _allow(request)
    page = page_of(queries.troubled(), request.GET.get("page"))
    return render(request, "notices/mails.html", {"state": queries.state(), "page": page})


@require_POST
def again(request: Request, id: UUID) -> HttpResponse:
    """Try a failed mail once more."""
    _allow(request)
    found = get_object_or_404(queries.troubled().failed(), pk=id)
    try:
        actions.send_again(found, by=request.user)
    except actions.WordsAreGone:
        messages.warning(request, _("The words of this mail were deleted in their time, so it cannot be sent again."))
    else:
        messages.success(request, _("It is in the outbox again."))
    return redirect("notices:mail")


def _allow(request: Request) -> None:
    if not rules.may_see_mail(request.user):
        raise PermissionDenied
