"""Asking to be forgotten, and changing one's mind."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.people import forgetting, holds, leaving, mentions, policy, proof, whose
from alongside.people.data_forms import Leave
from alongside.people.models import Forgetting
from alongside.people.requests import Request
from alongside.people.whose import Somebody


@require_http_methods(["GET", "HEAD", "POST"])
@proof.needed
def forget(request: Request) -> HttpResponse:
    """The one door out: says what is erased, what is kept and why; then in some days or now, one tick and one button."""
    somebody = whose.of_person(request.user)
    form = Leave(request.POST if request.method == "POST" else None)
    if form.is_valid():
        at_once = form.cleaned_data["when"] == "now"
        if not forgetting.forget(forgetting.ask(somebody, at_once=True)) if at_once else forgetting.ask(somebody):
            return redirect("people:forget")
        logout(request)
        return redirect("people:gone")
    page = told(somebody) | {"form": form, "matters": leaving.matters(request.user)}
    return render(request, "people/yours/forget.html", page)


@require_POST
def keep(request: Request) -> HttpResponse:
    """They changed their mind."""
    asked = forgetting.asked_by(whose.of_person(request.user))
    if asked and forgetting.undo(asked, by=request.user):
        messages.success(request, _("Nothing is erased. All is as it was."))
    return redirect("people:yours")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keep_me(request: HttpRequest, token: str) -> HttpResponse:
    """The same from the mail, without signing in. Nothing happens before the button is pressed."""
    asked = forgetting.unsealed(token)
    if asked is None:
        return render(request, "people/link_closed.html", status=410)
    if request.method == "POST" and asked.is_open:
        forgetting.undo(asked, by=None)
        asked.refresh_from_db()
    if not asked.is_open:
        return redirect("people:gone" if asked.state == Forgetting.State.DONE else "people:kept")
    return render(request, "people/yours/keep_me.html", {"asked": asked})


@login_not_required
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """For those who came from a mail; says nothing about anybody."""
    return render(request, "people/yours/kept.html")


@login_not_required
@require_safe
def gone(request: HttpRequest) -> HttpResponse:
    """For those who left at once; says nothing about anybody."""
    return render(request, "people/yours/gone.html")


def told(somebody: Somebody) -> dict[str, object]:
    """What a page says before somebody decides."""
    return {
        "becomes": list(forgetting.said(somebody)),
        "asked": forgetting.asked_by(somebody),
        "held": holds.of(somebody).exists(),
        "days": policy.FORGET_AFTER.days,
        "named": mentions.count(somebody.person.name) if somebody.person else 0,
    }
