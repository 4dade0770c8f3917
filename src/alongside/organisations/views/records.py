"""The officers' list of everybody, and all that is known of one organisation."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.files import actions as files
from alongside.organisations import acting, rules
from alongside.organisations.actions import address as addresses
from alongside.organisations.actions import papers
from alongside.organisations.forms.whole import AddressEntry, Logo, Paper
from alongside.organisations.queries import records
from alongside.organisations.queries import whole as queries
from alongside.organisations.views import found

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation

TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def _wanted(request: HttpRequest) -> records.Wanted:
    asked = {
        key: request.GET.get(key, "")[:200].replace("\0", "")
        for key in ("q", "sector", "kind", "size", "patch", "standing", "state")
    }
    return records.Wanted(words=asked.pop("q"), **asked)


@require_safe
def all_of_them(request: acting.Request) -> HttpResponse:
    """Everybody, as officers sort and count them."""
    _officers_only(request)
    return render(request, "organisations/records.html", {"found": records.listed(_wanted(request), request.GET.get("page"))})


@require_safe
def sheet(request: acting.Request, kind: str) -> HttpResponse:
    """The same list as a sheet, whole."""
    _officers_only(request)
    headers = {"Content-Disposition": f'attachment; filename="organisations.{kind}"'}
    return HttpResponse(records.sheet(_wanted(request), kind), content_type=TYPES[kind], headers=headers)


def _officers_only(request: acting.Request) -> None:
    if not rules.is_officer(request.user):
        raise PermissionDenied


@require_safe
def one(request: acting.Request, slug: str) -> HttpResponse:
    """All that is known of one: for those with a seat there, and for officers."""
    organisation = found.organisation(request, slug, may=rules.may_read)
    officer = rules.is_officer(request.user)
    return render(request, "organisations/record.html", {
        "organisation": organisation,
        "whole": queries.whole(organisation),
        "log": queries.log_of(organisation, request.GET.get("page")) if officer else None,
        "merges": queries.undoable(queries.merges_of(organisation)[:50]) if officer else [],
        "may_merge": request.user.has_perm("organisations.merge"),
        "may_edit": rules.may_edit(request.user, organisation),
        "paper": Paper(),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: acting.Request, slug: str) -> HttpResponse:
    """Where it is, and whether that may be shown."""
    organisation = found.organisation(request, slug, may=rules.may_edit)
    held = queries.address_of(organisation)
    start = {key: getattr(held, key) for key in AddressEntry.base_fields} if held else {"publish": "unknown"}
    form = AddressEntry(request.POST or None, initial=start)
    if not form.is_valid():
        return render(request, "organisations/address.html", {"form": form, "organisation": organisation})
    addresses.set_address(organisation, by=request.user, **form.cleaned_data)
    messages.success(request, _("It is kept."))
    return redirect("organisations:record", slug=organisation.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def logo(request: acting.Request, slug: str) -> HttpResponse:
    """Its logo: another one, or none."""
    organisation = found.organisation(request, slug, may=rules.may_edit)
    form = Logo(request.POST, request.FILES) if request.method == "POST" else Logo()
    if "remove" in request.POST:
        papers.set_logo(organisation, None, by=request.user)
        return redirect("organisations:record", slug=organisation.slug)
    if form.is_bound and form.is_valid():
        try:
            papers.set_logo(organisation, form.cleaned_data["file"], by=request.user)
        except files.Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("The logo is kept."))
            return redirect("organisations:record", slug=organisation.slug)
    return render(request, "organisations/logo.html", {"form": form, "organisation": organisation})


@require_POST
def add_paper(request: acting.Request, slug: str) -> HttpResponse:
    """Keep a paper with it."""
    organisation = found.organisation(request, slug, may=rules.may_edit)
    form = Paper(request.POST, request.FILES)
    if form.is_valid():
        try:
            papers.keep_paper(organisation, form.cleaned_data["file"], by=request.user)
        except files.Refused as refused:
            messages.error(request, str(refused))
    else:
        messages.error(request, _("Choose a file"))
    return _back(organisation)


@require_POST
def remove_paper(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """Let go of a paper."""
    organisation = found.organisation(request, slug, may=rules.may_edit)
    papers.remove_paper(get_object_or_404(queries.papers_of(organisation), pk=id), by=request.user)
    return _back(organisation)


def _back(organisation: Organisation) -> HttpResponse:
    return redirect("organisations:record", slug=organisation.slug)
