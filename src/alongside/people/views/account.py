"""A person's own account: their name, and where they are signed in."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.people import actions, queries
from alongside.people.forms import Name
from alongside.people.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    """Who I am here, and where I am signed in."""
    form = Name(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(request.user, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Your name is changed."))
        return redirect("people:account")
    return render(request, "people/account.html", {
        "form": form,
        "has": queries.ways_of(request.user),
        "sessions": queries.sessions_of(request.user)[:50],
        "here": queries.kept_key(request.session),
    })  # fmt: skip


@require_POST
def end_session(request: Request) -> HttpResponse:
    if actions.end_session(request.user, key=request.POST.get("session", ""), by=request.user):
        messages.success(request, _("That device is signed out."))
    return redirect("people:account")


@require_POST
def end_others(request: Request) -> HttpResponse:
    actions.end_others(request.user, here=queries.kept_key(request.session), by=request.user)
    messages.success(request, _("Every other device is signed out."))
    return redirect("people:account")


@require_POST
def sign_out_everywhere(request: Request) -> HttpResponse:
    actions.sign_out_everywhere(request.user, by=request.user)
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("account_login")
