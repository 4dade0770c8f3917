"""Signing in by a link, and a person's own account."""

from typing import ClassVar

from allauth.account import views as theirs
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.people import actions, entrance, queries
from alongside.people.forms import Name
from alongside.people.requests import Request


class SignIn(theirs.RequestLoginCodeView):  # type: ignore[misc]
    """Asks for an address. Also when a code is on its way already: perhaps the address was the wrong one."""

    extra_context: ClassVar = {"sign_up_open": settings.SIGN_UP_OPEN}

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
        person = actions.use_link(token)
    except actions.LinkClosed:
        return render(request, "people/link_closed.html", status=410)
    return entrance.let_in(request, person)


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    """Who I am here, and where I am signed in."""
    form = Name(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(request.user, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Your name is changed."))
        return redirect("people:account")
    sessions = queries.sessions_of(request.user)[:50]
    return render(request, "people/account.html", {"form": form, "sessions": sessions, "here": queries.kept_key(request.session)})


@require_POST
def end_session(request: Request) -> HttpResponse:
    if actions.end_session(request.user, key=request.POST.get("session", ""), by=request.user):
        messages.success(request, _("That device is signed out."))
    return redirect("people:account")


@require_POST
def sign_out_everywhere(request: Request) -> HttpResponse:
    actions.sign_out_everywhere(request.user, by=request.user)
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("account_login")
