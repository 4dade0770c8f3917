"""What somebody agreed to: to read, to withdraw and to give; and what officers write down for them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kit.guard import only
from alongside.kit.paging import page_of
from alongside.people import consent
from alongside.people.data_forms import WriteDownConsent
from alongside.people.requests import Request
from alongside.people.rules import KEEP_DATA


@require_safe
def consents(request: Request) -> HttpResponse:
    """Everything that I agreed to, with its words and its day."""
    earlier = consent.of(request.user).exclude(withdrawn_at=None).order_by("-withdrawn_at", "id")
    page = {"asked": consent.asked_of(request.user), "earlier": page_of(earlier, request.GET.get("page"))}
    return render(request, "people/consents.html", page)


@require_POST
def give(request: Request, purpose: str) -> HttpResponse:
    """One tap agrees to the words on the page, and to no others."""
    if purpose not in consent.purposes():
        raise Http404
    try:
        consent.give(request.user, purpose, shown=request.POST.get("shown", ""), by=request.user)
    except consent.Reworded:
        messages.error(request, _("The words have changed since you saw them. Read them again, then agree if you wish."))
    else:
        messages.success(request, _("You agree. You can withdraw it here at any time."))
    return redirect("people:consents")


@require_POST
def withdraw(request: Request, purpose: str) -> HttpResponse:
    """One tap withdraws."""
    if consent.withdraw(request.user, purpose, by=request.user):
        messages.success(request, _("You no longer agree. You can agree again here at any time."))
    return redirect("people:consents")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same from a mail, without signing in. Nothing happens before the button is pressed."""
    found = consent.unsealed(token)
    if found is None:
        return render(request, "people/link_closed.html", status=410)
    if request.method == "POST":
        if found.withdrawn_at is None:
            consent.withdraw_by_link(found)
        return redirect("people:no_longer", token=token)
    return render(request, "people/no_longer.html", {"consent": found})


@require_http_methods(["GET", "HEAD", "POST"])
@only(KEEP_DATA)
def add(request: Request) -> HttpResponse:
    """What somebody said on the telephone, or signed on paper."""
    form = WriteDownConsent(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.save(by=request.user):
            messages.success(request, _("Written down. A mail tells them so."))
        else:
            messages.success(request, _("Nothing had to change: they had not agreed to this."))
        return redirect("people:data")
    return render(request, "people/data/consent.html", {"form": form})
