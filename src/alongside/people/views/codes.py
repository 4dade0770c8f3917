"""Recovery codes: for the day when the passkey or the telephone is lost. They are shown once, just after they were made."""

import time

from allauth.mfa.recovery_codes.internal import flows
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.people import actions, entrance, policy, proof, queries
from alongside.people.requests import Request

NEW = "people.new_codes"
"""Since when this session, and no other, may still see the codes."""


@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: Request) -> HttpResponse:
    """The new codes, until somebody says that they have kept them; afterwards only how many are left."""
    has = queries.ways_of(request.user)
    if not has.codes:
        return redirect("mfa_index")
    if request.method == "POST":
        request.session.pop(NEW, None)
        messages.success(request, _("Good. Your recovery codes are not shown again."))
        return redirect(entrance.goes_on(request) or "mfa_index")
    return render(request, "people/codes.html", {"has": has, "codes": _shown(request)})


@require_POST
@proof.needed
def new(request: Request) -> HttpResponse:
    """Ten others; the old ones stop working."""
    if not queries.has_second_step(request.user):
        return redirect("mfa_index")
    flows.generate_recovery_codes(request)
    actions.way_added(request.user, way="recovery_codes")
    return redirect(after(request, made_codes=True))


@require_safe
def download(request: Request) -> HttpResponse:
    """The same as a file."""
    shown = _shown(request)
    if not shown:
        raise Http404
    answer = render(request, "people/codes.txt", {"codes": shown}, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
    return answer


def after(request: Request, *, made_codes: bool) -> str:
    """Where somebody goes who has added a way in: to the codes, when there are new ones."""
    if made_codes:
        request.session[NEW] = time.time()
    return reverse("people:codes") if made_codes else reverse("mfa_index")


def _shown(request: Request) -> list[str]:
    kept = queries.ways_of(request.user).codes
    if kept is None or time.time() - request.session.get(NEW, 0) > policy.CODES_SHOWN_FOR.total_seconds():
        return []
    return [f"{code[:4]} {code[4:]}" for code in kept.wrap().get_unused_codes()]
