"""In the room: the wall that fills, the way onto it by phone, and the order of signing on paper."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from typing import TYPE_CHECKING, cast

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.agreements import signing_links, signing_mails, signing_rules
from alongside.agreements.forms import signing as forms
from alongside.agreements.models import Agreement, Signature, Version
from alongside.agreements.queries import register, signing
from alongside.agreements.views.signing.signatory import READ_AND_SEND
from alongside.kit import clock, limits, words
from alongside.kit.public import public

if TYPE_CHECKING:
    from alongside.organisations.acting import Request

TRIES, PER = 400, dt.timedelta(minutes=10)
"""A whole room stands behind one address; a code has forty bits."""
MAILS = 3
"""To one address in so long: whoever is asked to sign is not written to without end by somebody in the room."""
JUST_NOW = dt.timedelta(hours=1)
"""After that the wall says who was the last, as it does for who opens it weeks later."""
A_MOMENT = 1.0
"""Seconds for which a wall holds before it is asked whether somebody has signed."""
_walls: dict[tuple[uuid.UUID, str], tuple[str, str, float]] = {}


@login_not_required
@never_cache
@require_safe
def ceremony(request: HttpRequest, slug: str) -> HttpResponse:
    """The page for the projector. Without script it opens itself anew every fifteen seconds."""
    agreement, version = found(slug)
    wall_ = mark_safe(_wall(version))  # noqa: S308 a template's
    page = {"agreement": agreement, "version": version, "wall": wall_, "today": words.date(clock.today())}
    return render(request, "agreements/signing/ceremony.html", page)


@public
@require_safe
def wall(request: HttpRequest, slug: str) -> HttpResponse:
    """What changes on it. Who has it already gets no more than that: 304, for the price of one small query.

    While a whole room signs it is made at most once a second, however many ask and however many sign.
    """
    agreement = get_object_or_404(signing_rules.public(), slug=slug)
    key = (agreement.pk, get_language() or "")
    edition, html, made_at = _walls.get(key, ("", "", 0.0))
    if time.monotonic() - made_at > A_MOMENT:
        now = f"{agreement.state}-{register.edition(agreement, clock.now() - JUST_NOW)}-{key[1]}"
        if now != edition:
            edition, html = now, _wall(found(slug)[1])
        _walls[key] = (edition, html, time.monotonic())
    tag = f'"{edition}"'
    answer = HttpResponseNotModified() if request.headers.get("If-None-Match") == tag else HttpResponse(html)
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-cache"
    return answer


def _wall(version: Version) -> str:
    return render_to_string("agreements/signing/wall.html", _told(version))


def _told(version: Version) -> dict[str, object]:
    told, agreement = register.of(version), version.agreement
    is_whole = told.parties > 0 and told.signed == told.parties
    is_open = not is_whole and not told.is_past
    link = _link(agreement) if is_open else settings.ADDRESS + _home_of(agreement)
    last = max((line.signature for one in told.sectors for line in one.lines), key=lambda one: one.entry.position, default=None)
    return {
        "register": told, "last": last, "wide": max((one.parties for one in told.sectors), default=0),
        "just_now": last is not None and not told.is_past and clock.now() - last.entry.at < JUST_NOW, "is_whole": is_whole, "is_open": is_open,
        "qr": qr(link), "link": _typed(link),
    }  # fmt: skip


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def room(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the code on the wall leads: by the code on one's card, signed in, or by the mail, which can be sent again."""
    agreement, version = found(slug)
    mine = signing.waiting_for(request.user) if request.user.is_authenticated else []
    by_code = forms.Code(request.POST if "code" in request.POST else None)
    by_mail = forms.Resend(request.POST if "email" in request.POST else None)
    if request.method == "POST":
        if refusal := limits.limited(request, "agreements.room", times=TRIES, per=PER):
            return refusal
        if by_code.is_bound and by_code.is_valid():
            invitation = signing_links.of_code(by_code.cleaned_data["code"], signing.open_invitations())
            if invitation:
                return redirect(signing_links.path(invitation, proof="card", method=Signature.Method.ROOM))
            by_code.add_error("code", _("No card has this code. Compare it letter by letter; there is no O, I, 0 or 1 in it"))
        elif by_mail.is_bound and by_mail.is_valid():
            address = by_mail.cleaned_data["email"].lower()
            too_often = limits.often("agreements.resend", address, times=MAILS, per=PER)
            for invitation in signing.open_invitations().filter(email__iexact=address) if not too_often else ():
                signing_mails.asked(invitation)
            messages.success(request, _("If you were asked at this address, the mail with your link is on its way."))
            return redirect("agreements:room", slug=slug)
    own = [
        (one, signing_links.path(one, proof="signed_in", method=Signature.Method.ROOM))
        for one in mine
        if one.version_id == version.pk
    ]
    page = {"agreement": agreement, "version": version, "own": own, "by_code": by_code, "by_mail": by_mail}
    page["form"] = by_code if by_code.is_bound else by_mail
    return render(request, "agreements/signing/room.html", page)


@require_safe
def order(request: HttpRequest, slug: str) -> HttpResponse:
    """The order of signing, to print: who signs for whom, with the code of each card and room for ink."""
    request = cast("Request", request)
    agreement, version = found(slug)
    if not signing_rules.keeps_signing(request.user):
        raise PermissionDenied
    rows = [
        (one, signing_links.code(one.invitation) if one.is_open and one.invitation else "") for one in signing.standings(version)
    ]
    link = _link(agreement)
    page = {
        "agreement": agreement,
        "version": version,
        "rows": rows,
        "qr": qr(link),
        "link": _typed(link),
    }
    return render(request, "agreements/signing/order.html", page)


@login_not_required
@never_cache
@require_safe
def main(request: HttpRequest) -> HttpResponse:
    """The short address that one types from the wall: where the agreement of the place is signed."""
    return redirect("agreements:room", slug=get_object_or_404(signing_rules.public(), is_main=True).slug)


def _link(agreement: Agreement) -> str:
    """The address on the wall, as short as it can be."""
    return settings.ADDRESS + (
        reverse("agreements:sign_here") if agreement.is_main else reverse("agreements:room", args=[agreement.slug])
    )


def _typed(link: str) -> SafeString:
    """An address as one types it; a long one breaks where it has a slash."""
    return mark_safe(escape(link.partition("://")[2].rstrip("/")).replace("/", "/<wbr>"))  # noqa: S308 escaped


def _home_of(agreement: Agreement) -> str:
    """Where one reads it afterwards, as short as it can be."""
    in_force = agreement.is_main and agreement.state == Agreement.State.IN_FORCE
    return reverse("agreements:main") if in_force else agreement.get_absolute_url()


def found(slug: str) -> tuple[Agreement, Version]:
    """An agreement whose register is open to all, with the version that is signed; else there is nothing here."""
    agreement = get_object_or_404(signing_rules.public(), slug=slug)
    version = signing.shown_version(agreement) or signing.last_version(agreement)
    if version is None:
        return agreement, get_object_or_404(Version.objects.none())
    version.agreement = agreement
    return agreement, version


def qr(link: str) -> SafeString:
    """An address to point a phone at. Always dark on light: phones read nothing else."""
    drawn = segno.make(link, micro=False).svg_inline(
        border=2, omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    label = _("Code that opens this address on a phone")
    return mark_safe(drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1))  # noqa: S308 made by segno from our own address
