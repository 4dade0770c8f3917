"""What holds for everybody who is signed in, on every page."""

import datetime as dt
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from alongside.kit import clock
from alongside.people import policy


class SignedInMiddleware:
    """Ends a session that has lasted too long, keeps the day it was last used, and lets no signed-in page be stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _tend(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response


def _tend(request: HttpRequest) -> None:
    today = clock.today()
    since = dt.date.fromisoformat(request.session.get("signed_in_on", today.isoformat()))
    if today - since > policy.SIGNED_IN_AT_MOST:
        logout(request)
    elif request.session.get("seen_on") != today.isoformat():
        # Once a day: it also moves the cookie's own end, so that a device in use stays signed in.
        request.session["seen_on"] = today.isoformat()
