"""What everybody may read and check: the register, its papers, its bundle, and whether a copy is whole."""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.agreements import bundle, sealing
from alongside.agreements.bundle import verify
from alongside.agreements.forms import signing as forms
from alongside.agreements.models import Agreement, Party, Version
from alongside.agreements.queries import register as queries
from alongside.agreements.views.signing.room import found
from alongside.agreements.views.signing.signatory import READ_AND_SEND
from alongside.files import queries as files
from alongside.kit import limits
from alongside.kit.public import public
from alongside.organisations import queries as organisations

TIMES, PER = 40, dt.timedelta(hours=1)


@login_not_required
@require_safe
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has signed, by sector, with reservations."""
    agreement, version = found(slug)
    page = {"agreement": agreement, "version": version, "register": queries.of(version), "own": _own(request, agreement)}
    return render(request, "agreements/signing/register.html", page)


@public
@require_safe
def register_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for programs: every entry with its hashes."""
    agreement, _version = found(slug)
    told = {
        "agreement": {
            "id": str(agreement.pk),
            "title": agreement.title,
            "address": settings.ADDRESS + agreement.get_absolute_url(),
        },
        "head": queries.head_of(agreement),
        "seal": sealing.fingerprint(),
        "entries": queries.entries(agreement),
    }
    return HttpResponse(msgspec.json.encode(told), content_type="application/json")


@login_not_required
@require_safe
def paper(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The paper of a version that is shown to whoever signs."""
    return _file(_version(slug, number), "pdf")


@login_not_required
@require_safe
def sealed(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The paper with its register, sealed."""
    return _file(_version(slug, number), "sealed_pdf")


@login_not_required
@require_safe
def closing(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The same, as it was when the agreement had ended."""
    return _file(_version(slug, number), "closing_pdf")


@login_not_required
@require_safe
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """The bundle: all that is needed to check the agreement without us."""
    _agreement, version = found(slug)
    packed = queries.bundle_of(version)
    if packed is None:
        raise Http404
    answer = HttpResponse(bundle.pack(packed.files()), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-{version.number}.zip"'
    return answer


@login_not_required
@require_http_methods(READ_AND_SEND)
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Is the copy in your hand what we signed? Runs for anyone and keeps nothing."""
    agreement, version = found(slug)
    form = forms.Check(request.POST or None, request.FILES or None)
    page = {
        "agreement": agreement,
        "version": version,
        "form": form,
        "register": queries.head_of(agreement),
        "seal": sealing.fingerprint(),
    }
    if request.method == "POST":
        if refusal := limits.limited(request, "agreements.verify", times=TIMES, per=PER):
            return refusal
        if form.is_valid():
            page |= _checked(agreement, form.cleaned_data["file"], form.cleaned_data["fingerprint"])
    return render(request, "agreements/signing/verify.html", page)


def _checked(agreement: Agreement, file: object, fingerprint: str) -> dict[str, object]:
    """What the page says: what it is and whole, or what was altered, or that we do not know it."""
    if not file:
        return {"known": queries.known(agreement, fingerprint.rpartition(":")[2]), "asked": fingerprint}
    content = file.read()  # type: ignore[attr-defined]
    sha256 = hashlib.sha256(content).hexdigest()
    if known := queries.known(agreement, sha256):
        return {"known": known, "asked": sha256}
    problems: list[str] = []
    if at := queries.first_other_byte(agreement, content):
        told = {"at": f"{at[0] + 1:,}", "of": f"{len(content):,}", "number": at[1].number}
        problems.append(_("Byte %(at)s of %(of)s is not the one in our paper of version %(number)s.") % told)
    try:
        looked = verify.verify(content, [sealing.fingerprint()], trusted=sealing.fingerprint())
    except verify.NotOurs as why:
        return {"asked": sha256, "problems": problems, "not_ours": "" if problems else str(why)}
    ours = looked.manifest is not None and looked.manifest.agreement.id == str(agreement.pk)
    return {
        "asked": sha256,
        "problems": problems + looked.problems,
        "whole": looked if looked.holds and ours else None,
        "not_ours": "",
    }


def _version(slug: str, number: int) -> Version:
    agreement, _shown = found(slug)
    return get_object_or_404(Version.objects.select_related(*queries.PAPERS), agreement=agreement, number=number)


def _file(version: Version, name: str) -> HttpResponseBase:
    file = getattr(version, name)
    if file is None:
        raise Http404
    return FileResponse(files.content_of(file).open("rb"), filename=file.name, content_type=file.type)


def _own(request: HttpRequest, agreement: Agreement) -> list[Party]:
    """The partners for which the reader may say that they leave."""
    if not request.user.is_authenticated or agreement.state == Agreement.State.ENDED:
        return []
    led = [seat.organisation_id for seat in organisations.seats_of(request.user) if seat.role == "lead"]
    return list(Party.objects.filter(agreement=agreement, until=None, organisation__in=led).select_related("organisation"))
