"""An officer brings a list in: send, say what its columns mean, read what it would do, decide, bring in, take back."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kit.paging import page_of
from alongside.organisations import acting, actions
from alongside.organisations.actions import importing
from alongside.organisations.forms.bringing import Meanings, Send, decisions
from alongside.organisations.queries import bringing

if TYPE_CHECKING:
    from alongside.organisations.models import Import


@require_http_methods(["GET", "HEAD", "POST"])
def all_of_them(request: acting.Request) -> HttpResponse:
    """Every list so far, and the form for another."""
    _officers_only(request)
    form = Send(request.POST, request.FILES) if request.method == "POST" else Send()
    if form.is_bound and form.is_valid() and (run := _sent(request, form)):
        return redirect("organisations:import", run.pk)
    page = page_of(bringing.all_of_them(), request.GET.get("page"))
    rows = [(run, bringing.said(run)) for run in page.rows]
    return render(request, "organisations/imports.html", {"form": form, "page": page, "rows": rows})


def _sent(request: acting.Request, form: Send) -> Import | None:
    file = form.cleaned_data["file"]
    try:
        return importing.send((str(file.name), file.read()), by=request.user)[0]
    except importing.ListError as why:
        form.add_error("file", str(why))
        return None


@require_safe
def one(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """One list: what its columns mean, how far it is, what it would do or did. It looks again by itself while it runs."""
    run = _found(request, pk)
    if run.state == run.State.COLUMNS:
        return render(request, "organisations/import_columns.html", {"run": run, "form": Meanings.of(run)})
    seen = bringing.seen(run, show=request.GET.get("show", ""), page=request.GET.get("page"))
    return render(request, "organisations/import.html", {"run": run, "seen": seen})


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """What each column means, and whose word counts where they differ."""
    run = _found(request, pk)
    form = Meanings.of(run, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "organisations/import_columns.html", {"run": run, "form": form})
    try:
        importing.understand(run, columns=form.columns, takes_file=form.takes_file, by=request.user)
    except actions.WrongMove as wrong:
        messages.warning(request, str(wrong))
    return redirect("organisations:import", run.pk)


@require_POST
def decide(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """What an officer says of the rows on one page: the same, another one, or passed over; whose word is taken."""
    run = _found(request, pk)
    try:
        importing.decide(run, *decisions(request.POST), by=request.user)
        messages.success(request, _("Your answers are kept. Nothing is changed before you bring the list in."))
    except actions.WrongMove as wrong:
        messages.warning(request, str(wrong))
    return redirect(bringing.address(run, show=request.POST.get("show", ""), page=request.POST.get("page", "")))


@require_POST
def bring_in(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """What was looked at is brought in."""
    run = _found(request, pk)
    try:
        importing.bring_in(run, by=request.user)
    except actions.WrongMove as wrong:
        messages.warning(request, str(wrong))
    return redirect("organisations:import", run.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """What was brought in goes again."""
    run = _found(request, pk)
    if request.method != "POST":
        return render(request, "organisations/import_undo.html", {"run": run, "seen": bringing.seen(run)})
    try:
        importing.take_back(run, by=request.user)
    except actions.WrongMove as wrong:
        messages.warning(request, str(wrong))
    return redirect("organisations:import", run.pk)


@require_safe
def report(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """What became of every row, as a sheet."""
    run = _found(request, pk)
    sheet = bringing.report_csv(run).encode("utf-8-sig")
    return HttpResponse(sheet, content_type="text/csv", headers={"Content-Disposition": 'attachment; filename="report.csv"'})


def _found(request: acting.Request, pk: uuid.UUID) -> Import:
    _officers_only(request)
    return get_object_or_404(bringing.all_of_them(), pk=pk)


def _officers_only(request: acting.Request) -> None:
    if not request.user.has_perm("organisations.import"):
        raise PermissionDenied
