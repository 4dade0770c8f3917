"""The first page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.pages import doors, queries


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where help is looked for, who is here, and what else stands."""
    facts = {"find": doors.address("directory:find"), "side_by_side": queries.side_by_side(), "doors": doors.standing()}
    return render(request, "pages/home.html", facts)
