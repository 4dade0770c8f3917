"""Getting in: by a passkey, a code or a link, and the second step of whoever has one."""

from allauth.account import views as theirs
from allauth.mfa.base import views as second
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside.people import actions, entrance, queries


class SignIn(theirs.RequestLoginCodeView):  # type: ignore[misc]
    """Asks for an address. Also when a code is on its way already: perhaps the address was the wrong one."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        page = super().get_context_data(**kwargs)
        return {**page, "sign_up_open": settings.SIGN_UP_OPEN, "outside": settings.OUTSIDE}

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        return None


class SignUp(theirs.SignupView):  # type: ignore[misc]
    """Asks for a name and an address; the same holds here."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        return None


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    """One button. Nothing happens before it is pressed, since mail programs open links to look at them."""
    found = queries.open_link(token)
    if found is None:
        return render(request, "people/link_closed.html", status=410)
    if request.method != "POST":
        return render(request, "people/link.html", {"person": found.person})
    try:
        person, address = actions.use_link(token)
    except actions.LinkClosed:
        return render(request, "people/link_closed.html", status=410)
    return entrance.let_in(request, person, mailed_to=address)


class SecondStep(second.AuthenticateView):  # type: ignore[misc]
    """After a code by mail or a link, for whoever has said that this is not enough."""

    template_name = "people/second_step.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {**super().get_context_data(**kwargs), "has": queries.ways_of(self.stage.login.user)}
