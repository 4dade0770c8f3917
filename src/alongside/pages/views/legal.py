"""What a person may want to know about this site: who runs it, what it keeps, how it is used, whom to ring."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from alongside.kit import clock
from alongside.pages import doors, policy, queries
from alongside.places import queries as places

ROBOTS = "User-agent: *\nDisallow: /account/\nDisallow: /desk\nDisallow: /files/\nDisallow: /support?\n"


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html", {"side_by_side": queries.side_by_side()})


@login_not_required
@require_safe
def help_(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html", {"find": doors.address("directory:find")})


@login_not_required
@require_safe
def worried(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/worried.html", {"helplines": places.numbers_to_ring()})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    due = policy.REVIEWED + policy.REVIEW_EVERY
    facts = {"issues": policy.ISSUES, "reviewed": policy.REVIEWED, "due": due, "overdue": due < clock.today()}
    return render(request, "pages/accessibility.html", facts)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html", {"kept": queries.kept_about_people(), "place": places.the_place()})


@login_not_required
@require_safe
@cache_control(public=True, max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone: pages of signed-in people, and the endless answers of a search."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
