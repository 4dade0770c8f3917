"""Showing again who one is, before something that could give the account away."""

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.people import forms, mailed, queries
from alongside.people.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: Request) -> HttpResponse:
    """By a passkey, or a code of the app, or a recovery code; by a mailed code for whoever has none of these."""
    has = queries.ways_of(request.user)
    form = _form(request, strong=has.second_step)
    if request.method == "POST" and request.POST.get("action") == "send":
        return _send(request)
    if form.is_valid():
        form.save()
        return redirect(get_next_redirect_url(request) or "people:account")
    page = {"form": form, "has": has, "next": get_next_redirect_url(request) or "", "sent": mailed.is_waiting(request)}
    if has.passkeys:
        page["options"] = webauthn.begin_authentication(request.user)
    return render(request, "people/prove.html", page)


def _form(request: Request, *, strong: bool) -> forms.ProveByCode | forms.ProveByPasskey | forms.ProveByMail:
    if not strong:
        return forms.ProveByMail(request.POST if "code" in request.POST else None, request=request)
    if "credential" in request.POST:
        return forms.ProveByPasskey(user=request.user, data=request.POST)
    return forms.ProveByCode(user=request.user, data=request.POST if "code" in request.POST else None)


def _send(request: Request) -> HttpResponse:
    if queries.has_second_step(request.user):
        return redirect("people:prove")
    if not mailed.send(request):
        messages.error(request, _("You have tried too often just now. Wait some minutes, then try again."))
    return redirect(f"{request.get_full_path()}")
