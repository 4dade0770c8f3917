"""What whoever signs sees: the text, the sentence, their name; or their no, or whom they pass it on to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside.agreements import chain, signing_links
from alongside.agreements.actions import signing
from alongside.agreements.forms import signing as forms
from alongside.agreements.queries import signing as queries
from alongside.kit import limits, words

if TYPE_CHECKING:
    from alongside.agreements.models import Invitation
    from alongside.agreements.signing_links import Opened
    from alongside.people.models import Person

READ_AND_SEND = ["GET", "HEAD", "POST"]


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a link to sign. Nothing happens before the button is pressed, since mail programs open links."""
    opened = signing_links.opened(token)
    if answer := _instead(request, opened):
        return answer
    assert opened is not None  # noqa: S101  # `_instead` answers where there is none
    invitation, changed = opened.invitation, False
    if request.method == "POST" and (typed := forms.Sign(request.POST)).is_valid():
        try:
            signing.sign(
                invitation, said=typed.said(), seen=typed.cleaned_data["seen"], proof=opened.proof, method=opened.method, by=_person(request),
                address=limits.visitor(request), agent=request.headers.get("User-Agent", ""),
            )  # fmt: skip
        except signing.NotNow as no:
            if no.why != "changed":
                return _closed(request, no.why, opened)
            changed = True
        else:
            return redirect(request.path)
    shown = queries.shown(invitation)
    form = _form(request, invitation, shown, changed=changed)
    page = {
        "invitation": invitation, "version": invitation.version, "agreement": invitation.version.agreement,
        "organisation": invitation.party.organisation, "clauses": queries.clauses(invitation.version), "shown": shown, "form": form,
        "token": token, "changed": changed, "day": words.day(invitation.expires_at), "covers_for": _covered(request, invitation),
    }  # fmt: skip
    return render(request, "agreements/signing/sign.html", page)


def _form(request: HttpRequest, invitation: Invitation, shown: queries.Shown, *, changed: bool) -> forms.Sign:
    """What was typed, with the fingerprint of what stands on the page now; where that has changed, the tick is set again."""
    if request.method != "POST":
        first = {"name": invitation.name, "capacity": invitation.capacity}
        return forms.Sign(consent=shown.consent, seen=shown.seen, initial=first)
    typed = request.POST.copy()
    typed["seen"] = shown.seen
    if changed:
        typed.pop("intend", None)
    return forms.Sign(typed, consent=shown.consent, seen=shown.seen)


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def decline(request: HttpRequest, token: str) -> HttpResponse:
    """The organisation does not sign, and why."""
    opened = signing_links.opened(token)
    if answer := _instead(request, opened):
        return answer
    assert opened is not None  # noqa: S101
    organisation = opened.invitation.party.organisation
    label = _("Why %(organisation)s does not sign") % {"organisation": organisation.name}
    form = forms.Why(request.POST or None, label=label, help_text=_("Whoever asked you reads this. It is not published."))
    if request.method == "POST" and form.is_valid():
        try:
            signing.decline(opened.invitation, why=form.cleaned_data["why"], by=_person(request))
        except signing.NotNow as no:
            return _closed(request, no.why, opened)
        return redirect("agreements:sign", token=token)
    page = {"invitation": opened.invitation, "organisation": organisation, "form": form, "token": token}
    return render(request, "agreements/signing/decline.html", page)


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def pass_on(request: HttpRequest, token: str) -> HttpResponse:
    """A colleague signs instead, by a link of their own."""
    opened = signing_links.opened(token)
    if answer := _instead(request, opened):
        return answer
    assert opened is not None  # noqa: S101
    form = forms.PassOn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            signing.pass_on(
                opened.invitation,
                name=told["name"],
                email=told["email"],
                capacity=told["capacity"],
                why=told["why"],
                by=_person(request),
            )
        except signing.NotNow as no:
            return _closed(request, no.why, opened)
        return redirect("agreements:sign", token=token)
    page = {"invitation": opened.invitation, "organisation": opened.invitation.party.organisation, "form": form, "token": token}
    return render(request, "agreements/signing/pass_on.html", page)


def _instead(request: HttpRequest, opened: Opened | None) -> HttpResponse | None:
    """What is answered where there is nothing to sign by this link: signed already, or why not."""
    if opened is None:
        return render(request, "agreements/signing/closed.html", {"why": "unknown"}, status=410)
    person = _person(request)
    if opened.proof == "signed_in" and person is None:
        return redirect_to_login(request.path)
    if why := queries.why_not(opened.invitation, person, round_=opened.invitation.round if opened.is_latest else 0):
        return _closed(request, why, opened)
    return None


def _closed(request: HttpRequest, why: str, opened: Opened) -> HttpResponse:
    invitation = queries.whole(opened.invitation.pk)
    signature = queries.signature_by(invitation) if why in {"signed", "moved"} else None
    if signature is not None:
        if request.method == "POST":
            return redirect(request.path)
        page = {"signature": signature, "version": signature.version, "agreement": signature.version.agreement}
        page["head"] = chain.head(signature.entry.position, signature.entry.hash)  # type: ignore[assignment]
        return render(request, "agreements/signing/signed.html", page)
    told = invitation if why not in {"other", "unknown"} else None
    facts = {"why": why, "invitation": told, "agreement": invitation.version.agreement if told else None}
    return render(request, "agreements/signing/closed.html", facts, status=403 if why == "other" else 410)


def _person(request: HttpRequest) -> Person | None:
    return request.user if request.user.is_authenticated else None


def _covered(request: HttpRequest, invitation: object) -> Person | None:
    """For whom the reader covers, where they were not asked themselves."""
    person, asked = _person(request), getattr(invitation, "person", None)
    return asked if person and asked and person.pk != asked.pk else None
