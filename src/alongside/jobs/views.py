"""Where officers see the work that failed, try it again or let go of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.jobs import actions, queries
from alongside.jobs.rules import for_keepers
from alongside.kit.guard import Request
from alongside.kit.paging import page_of


@require_safe
@for_keepers
@never_cache
def failed(request: Request) -> HttpResponse:
    """What was given up: what it should have done, when, how often it was tried and what went wrong."""
    return render(request, "jobs/failed.html", {"page": page_of(queries.failed(), request.GET.get("page"))})


@require_POST
@for_keepers
def again(request: Request, pk: int) -> HttpResponse:
    """Try it once more, from the beginning."""
    job = get_object_or_404(queries.failed(), pk=pk)
    actions.again(job, by=request.user)
    messages.success(request, _("“%(title)s” is tried again now.") % {"title": job.title})
    return redirect("jobs:failed")


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def drop(request: Request, pk: int) -> HttpResponse:
    """Asks once, then lets go of it."""
    job = get_object_or_404(queries.failed(), pk=pk)
    if request.method != "POST":
        return render(request, "jobs/drop.html", {"job": job})
    if actions.drop(job, by=request.user):
        messages.success(request, _("“%(title)s” is off the list.") % {"title": job.title})
    return redirect("jobs:failed")
