"""What holds for everybody who is signed in, on every page."""

import datetime as dt
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.kit import clock
from alongside.people import entrance, policy, queries, rules
from alongside.people.models import Person

View = Callable[..., HttpResponse]
OPEN_WITHOUT = frozenset({
    "mfa_index", "mfa_add_webauthn", "mfa_activate_totp", "people:prove", "people:codes", "people:download_codes",
    "account_logout", "design:place_css",
})  # fmt: skip
"""What somebody may open who must first set up a second step."""


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

    def process_view(self, request: HttpRequest, view: View, args: object, kwargs: object) -> HttpResponse | None:
        """Who must have a second step and has none is led to set one up; nothing else opens before."""
        person = request.user
        match = request.resolver_match
        if not isinstance(person, Person) or match is None or match.view_name in OPEN_WITHOUT or queries.has_second_step(person):
            return None
        if not rules.needs_second_step(person):
            return None
        if request.method == "GET":
            entrance.held_up(request)
        return redirect("mfa_index")


def _tend(request: HttpRequest) -> None:
    today = clock.today()
    since = dt.date.fromisoformat(request.session.get("signed_in_on", today.isoformat()))
    if today - since > policy.SIGNED_IN_AT_MOST:
        logout(request)
    elif request.session.get("seen_on") != today.isoformat():
        # Once a day: it also moves the cookie's own end, so that a device in use stays signed in.
        request.session["seen_on"] = today.isoformat()
