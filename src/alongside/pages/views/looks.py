"""For officers: who looked at what is kept about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.kit.guard import only
from alongside.pages import looks as queries
from alongside.people.rules import KEEP_DATA

if TYPE_CHECKING:
    from django.http import HttpResponse

    from alongside.organisations.acting import Request


@require_safe
@never_cache
@only(KEEP_DATA)
def looks(request: Request) -> HttpResponse:
    """Each look, the latest first."""
    return render(request, "pages/looks.html", {"page": queries.looks(request.user, number=request.GET.get("page"))})
