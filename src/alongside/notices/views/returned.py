"""For officers: what came back after our mails, and what they did about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.notices import queries, receiving
from alongside.notices.views.mail import allow

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.people.requests import Request


@require_POST
def settle(request: Request, id: UUID) -> HttpResponse:
    """It is dealt with; mail goes to that address again."""
    allow(request)
    found = receiving.settle(get_object_or_404(queries.returned(), pk=id), by=request.user)
    said = _("Mail goes to %(address)s again. If it comes back once more, it stands here again.") if found.stops else _("Done.")
    messages.success(request, said % {"address": found.address})
    return redirect("notices:mail")
