"""The page for people who wish to use the data."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.directory.queries import imports
from alongside.openreferral import standard
from alongside.openreferral.queries import telling


@login_not_required
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is, under which licence, and how to take it."""
    facts = {
        "whole": telling.whole(),
        "attribution": telling.attribution(),
        "examples": telling.examples(),
        "sources": imports.sources()[:50],
        "licence_url": standard.LICENCE_URL,
        "base": request.build_absolute_uri(reverse("openreferral:details")),
        "described": reverse("openreferral:openapi"),
    }
    return render(request, "openreferral/open_data.html", facts)
