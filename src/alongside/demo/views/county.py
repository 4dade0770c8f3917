"""What this demonstration is, and the one button that takes all of it away."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.demo import actions, queries
from alongside.organisations import rules


@login_not_required
@never_cache
@require_safe
def county(request: HttpRequest) -> HttpResponse:
    """Who can be tried out here, where the mail goes, and how to remove it. Nowhere else does this page exist."""
    if not settings.DEMO:
        raise Http404
    facts = {
        "personas": queries.personas(),
        "stands": queries.stands(),
        "may_remove": rules.is_officer(request.user),
        "shifted": settings.CLOCK_SHIFT_DAYS,
    }
    return render(request, "demo/county.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """Ask once, then take the county away."""
    if not settings.DEMO:
        raise Http404
    if not rules.is_officer(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "demo/remove.html")
    logout(request)
    actions.remove()
    return redirect("demo:county")
