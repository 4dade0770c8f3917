"""A person's own account: their name, and where they are signed in."""

from typing import Any

from allauth.account import views as theirs
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.people import actions, forgetting, proof, queries, whose
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
        "asked": forgetting.asked_by(whose.of_person(request.user)),
    })  # fmt: skip


@method_decorator(proof.needed, name="dispatch")
class ChangeAddress(theirs.EmailView):  # type: ignore[misc]
    """Another address, once its code shows that it is theirs; the old one is told."""

    request: Request

    def post(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super(theirs.EmailView, self).post(request, *args, **kwargs)  # of its buttons only the one
        return answer


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
