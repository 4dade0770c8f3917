"""An officer brings services in: send, look at what would happen, bring in, read what became of each row."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.directory import actions, rules
from alongside.directory.forms import Bring
from alongside.directory.queries import imports
from alongside.kit.paging import page_of
from alongside.organisations import acting

if TYPE_CHECKING:
    from alongside.directory.models import Import


@require_http_methods(["GET", "HEAD", "POST"])
def all_of_them(request: acting.Request) -> HttpResponse:
    """Every import so far, and the form for another."""
    _officers_only(request)
    posted = request.method == "POST"
    form = Bring(request.POST, request.FILES) if posted else Bring()
    if posted and form.is_valid():
        return redirect("directory:import", _begin(request, form).pk)
    page = page_of(imports.all_of_them(), request.GET.get("page"))
    rows = [(row, imports.said(row)) for row in page.rows]
    return render(request, "directory/imports.html", {"form": form, "page": page, "rows": rows})


def _begin(request: acting.Request, form: Bring) -> Import:
    file = form.cleaned_data["file"]
    upload = (str(file.name), file.read()) if file else None
    return actions.try_out(address=form.cleaned_data["address"], name=form.source_name, upload=upload, by=request.user)


@require_safe
def one(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """One import: how far it is, what it would do or did, and every row that was left out. It reloads by itself while it runs."""
    row = _found(request, pk)
    problems = page_of(imports.problems(row), request.GET.get("page"), size=imports.SHOWN)
    return render(request, "directory/import.html", {"seen": imports.seen(row), "row": row, "page": problems})


@require_POST
def bring_in(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """What was tried is brought in."""
    row = _found(request, pk)
    try:
        actions.bring_in(row, by=request.user)
    except actions.WrongMove as wrong:
        messages.warning(request, str(wrong))
    return redirect("directory:import", row.pk)


@require_safe
def problems(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """The rows that were left out, as a sheet."""
    row = _found(request, pk)
    sheet = imports.problems_csv(row).encode("utf-8-sig")
    return HttpResponse(sheet, content_type="text/csv", headers={"Content-Disposition": 'attachment; filename="left-out.csv"'})


def _found(request: acting.Request, pk: uuid.UUID) -> Import:
    _officers_only(request)
    return get_object_or_404(imports.all_of_them(), pk=pk)


def _officers_only(request: acting.Request) -> None:
    if not rules.may_import(request.user):
        raise PermissionDenied
