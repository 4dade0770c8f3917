"""Pages for when something did not work: what happened, why it may be, what to do next, who can help."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

from alongside.pages import doors


@login_not_required
def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


@login_not_required
def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Whoever refuses may say why, in words for the person who is refused."""
    return render(request, "403.html", {"reason": str(exception), "typed": _words(request)}, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"find": doors.address("directory:find")}, status=404)


@login_not_required
def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old."""
    return render(request, "pages/refused_form.html", status=403)


def _words(request: HttpRequest) -> list[str]:
    """What somebody had typed into a form that was then refused, such as by a seat that ended meanwhile: theirs to copy."""
    sent = (value.strip() for name in request.POST if name != "csrfmiddlewaretoken" for value in request.POST.getlist(name))
    return [value for value in sent if " " in value or "@" in value]


broken = server_error
"""Renders 500.html, which asks nothing of the database or the request."""
