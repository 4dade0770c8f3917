"""Forms that need no token of their own: those that a visitor's page holds, which is the same for everybody and sets no cookie."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_callable
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def from_here(view: View) -> View:
    """Take a form that a page of ours sent, as the browser says, and refuse one that another site made.

    For what is about a visitor's own session alone. Every browser says where a form comes from since 2020; what says
    nothing is no browser, and carries no cookie of anybody. Source: OWASP, Cross-Site Request Forgery Prevention, Fetch
    Metadata; the same order of questions as net/http.CrossOriginProtection of Go 1.25.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if is_from_here(request):
            return view(request, *args, **kwargs)
        refused: HttpResponse = get_callable(settings.CSRF_FAILURE_VIEW)(request, reason="another site sent it")
        return refused

    return csrf_exempt(guarded)


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent this, or a program that is no browser."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site:
        return site in ("same-origin", "none")
    return not origin or origin == f"{request.scheme}://{request.get_host()}"
