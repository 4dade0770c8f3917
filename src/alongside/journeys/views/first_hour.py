"""The first hour: the list, and what to know about the web address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alongside.journeys import first_hour
from alongside.organisations import rules

if TYPE_CHECKING:
    from django.http import HttpResponse

    from alongside.organisations.acting import Request


@require_safe
@never_cache
def tasks(request: Request) -> HttpResponse:
    """What is done, what is to do, and what cannot start yet."""
    _officers_only(request)
    return render(request, "journeys/first_hour.html", {"hour": first_hour.look()})


@require_safe
@never_cache
def web_address(request: Request) -> HttpResponse:
    """Where the place believes that it is, and how to change that."""
    _officers_only(request)
    seen = f"{request.scheme}://{request.get_host()}"
    facts = {"address": settings.ADDRESS, "seen": seen, "is_own": first_hour.has_own_address()}
    return render(request, "journeys/web_address.html", facts)


def _officers_only(request: Request) -> None:
    if not rules.is_officer(request.user):
        raise PermissionDenied
