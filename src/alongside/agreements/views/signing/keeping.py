"""What officers do: ask, ask again, enter a paper, take back; and a partner leaving or joining."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.agreements import signing_rules
from alongside.agreements.actions import signing
from alongside.agreements.forms import signing as forms
from alongside.agreements.models import Agreement, Invitation, Party, Version
from alongside.agreements.queries import signing as queries
from alongside.agreements.views.signing.room import found
from alongside.agreements.views.signing.signatory import READ_AND_SEND
from alongside.files.actions import Refused
from alongside.kit import words
from alongside.organisations import queries as organisations

if TYPE_CHECKING:
    from alongside.organisations.acting import Request

NO = {
    "signed": gettext_lazy("They have signed meanwhile."),
    "declined": gettext_lazy("They have said no meanwhile."),
    "delegated": gettext_lazy("They have passed it on meanwhile."),
    "withdrawn": gettext_lazy("This was taken back meanwhile."),
    "asked": gettext_lazy("Somebody is asked already for this partner. Take that back first."),
    "party_signed": gettext_lazy("This partner has signed already. Nothing was entered twice."),
    "ended": gettext_lazy("This agreement has ended. Its register stays as it is."),
    "closed": gettext_lazy("This organisation has closed. Open it again first."),
    "left": gettext_lazy("This partner is no longer party to the agreement."),
    "replaced": gettext_lazy("This version is not open for signing."),
    "party": gettext_lazy("This organisation is a partner already."),
}


@require_safe
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """Where every partner is with signing."""
    agreement, version = _kept(request, slug)
    rows = sorted(
        queries.standings(version), key=lambda one: one.signature is not None
    )  # first those with whom there is something to do
    counted = {
        "signed": sum(one.signature is not None for one in rows), "parties": len(rows),
        "not_asked": sum(not one.signature and not one.is_open for one in rows), "is_past": queries.is_past(version),
    }  # fmt: skip
    return render(request, "agreements/signing/table.html", {"agreement": agreement, "version": version, "rows": rows, **counted})


@require_POST
def ask_everybody(request: HttpRequest, slug: str) -> HttpResponse:
    """A mail to a lead of everybody who has not signed and is not asked."""
    _agreement, version = _kept(request, slug)
    told = signing.ask_everybody(version, by=cast("Request", request).user)
    number = len(told.asked)
    if number:
        said = ngettext("%(n)d partner was asked.", "%(n)d partners were asked.", number)
        messages.success(request, said % {"n": number})
    if told.unreached:
        names = words.few([one.organisation.name for one in told.unreached])
        said = _("Nobody leads these here, so nobody was written to: %(names)s. Name somebody for each below.")
        messages.warning(request, said % {"names": names})
    return redirect("agreements:signing", slug=slug)


@require_http_methods(READ_AND_SEND)
def ask(request: HttpRequest, slug: str, party: uuid.UUID) -> HttpResponse:
    """Who signs for this partner, and in what capacity."""
    agreement, version = _kept(request, slug)
    one = _party(agreement, party)
    lead = next((seat for seat in organisations.seats_at(one.organisation) if seat.role == "lead"), None)
    first = {"name": str(lead.person), "email": lead.person.email, "capacity": lead.title} if lead else {}
    form = forms.Somebody(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        return _done(
            request, slug, _("%(name)s has a mail with a link to sign.") % {"name": told["name"]},
            lambda: signing.ask(
                version, one, name=told["name"], email=told["email"], capacity=told["capacity"], by=cast("Request", request).user
            ),
        )  # fmt: skip
    return render(
        request, "agreements/signing/ask.html", {"agreement": agreement, "version": version, "party": one, "form": form}
    )


@require_POST
def ask_again(request: HttpRequest, slug: str, invitation: uuid.UUID) -> HttpResponse:
    """The same by a new mail; older links and cards stop working."""
    one = _invitation(request, slug, invitation)
    words = _("%(name)s has a new mail. The old link no longer works.") % {"name": one.name}
    return _done(request, slug, words, lambda: signing.ask_again(one, by=cast("Request", request).user))


@require_POST
def take_back(request: HttpRequest, slug: str, invitation: uuid.UUID) -> HttpResponse:
    """Nobody signs by it any more."""
    one = _invitation(request, slug, invitation)
    words = _("%(name)s is not asked any more.") % {"name": one.name}
    return _done(request, slug, words, lambda: signing.take_back(one, by=cast("Request", request).user))


@require_http_methods(READ_AND_SEND)
def on_paper(request: HttpRequest, slug: str, party: uuid.UUID) -> HttpResponse:
    """A signature on paper, with its scan."""
    agreement, version = _kept(request, slug)
    one = _party(agreement, party)
    asked = queries.open_invitation(version, one)
    first = {"name": asked.name, "capacity": asked.capacity} if asked else {}
    form = forms.OnPaper(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            return _done(
                request, slug, _("%(name)s has signed, on paper.") % {"name": one.organisation.name},
                lambda: signing.on_paper(
                    version, one, said=form.said(), signed_on=told["signed_on"], scan=told["scan"], by=cast("Request", request).user
                ),
            )  # fmt: skip
        except Refused as refused:
            form.add_error("scan", str(refused))
    return render(
        request, "agreements/signing/on_paper.html", {"agreement": agreement, "version": version, "party": one, "form": form}
    )


@require_http_methods(READ_AND_SEND)
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """A new partner joins an agreement that others have signed."""
    agreement, version = _kept(request, slug)
    form = forms.Joins(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = organisations.listed_as(form.cleaned_data["organisation"])
        if organisation is not None:
            words = _("%(name)s joins. Now ask somebody there to sign.") % {"name": organisation.name}
            return _done(request, slug, words, lambda: signing.accede(agreement, organisation, by=cast("Request", request).user))
        form.add_error("organisation", _("No organisation here has this name. Add it to the list of organisations first"))
    return render(request, "agreements/signing/join.html", {"agreement": agreement, "version": version, "form": form})


@require_http_methods(READ_AND_SEND)
def withdraw(request: HttpRequest, slug: str, party: uuid.UUID) -> HttpResponse:
    """A partner leaves, by its lead or by an officer, and says why."""
    request = cast("Request", request)
    agreement, _version = found(slug)
    one = _party(agreement, party)
    if not signing_rules.may_withdraw(request.user, one):
        raise PermissionDenied
    label = _("Why %(organisation)s leaves") % {"organisation": one.organisation.name}
    form = forms.Why(request.POST or None, label=label, help_text=_("This is published with the register."))
    if request.method == "POST" and form.is_valid():
        try:
            signing.withdraw(one, why=form.cleaned_data["why"], by=request.user)
        except signing.NotNow as no:
            messages.error(request, NO[no.why])
        else:
            messages.success(request, _("%(name)s has left the agreement.") % {"name": one.organisation.name})
        return redirect("agreements:register", slug=slug)
    return render(request, "agreements/signing/withdraw.html", {"agreement": agreement, "party": one, "form": form})


def _kept(request: HttpRequest, slug: str) -> tuple[Agreement, Version]:
    agreement, version = found(slug)
    if not signing_rules.keeps_signing(request.user):
        raise PermissionDenied
    return agreement, version


def _party(agreement: Agreement, id_: uuid.UUID) -> Party:
    return get_object_or_404(Party.objects.select_related("organisation", "agreement"), agreement=agreement, pk=id_, until=None)


def _invitation(request: HttpRequest, slug: str, id_: uuid.UUID) -> Invitation:
    agreement, _version = _kept(request, slug)
    return get_object_or_404(Invitation.objects.select_related("version__agreement"), version__agreement=agreement, pk=id_)


def _done(request: HttpRequest, slug: str, words: str, do: Callable[[], object]) -> HttpResponse:
    try:
        do()
    except signing.NotNow as no:
        messages.error(request, NO.get(no.why, NO["replaced"]))
    else:
        messages.success(request, words)
    return redirect("agreements:signing", slug=slug)
