"""An officer looks after feeds that are read by themselves: adds, tries, starts, pauses, reads now; and chooses where words differ."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.directory import actions, rules
from alongside.directory.actions import differing
from alongside.directory.actions.importing import sources
from alongside.directory.forms.harvest import Feed, NewFeed
from alongside.directory.models import Difference, Source
from alongside.directory.queries import harvests, imports
from alongside.kit.paging import page_of
from alongside.organisations import acting

DOES: dict[str, Callable[..., object]] = {"start": sources.start, "pause": sources.pause, "read": sources.read}


@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: acting.Request) -> HttpResponse:
    """Every feed, and the form for another."""
    _officers_only(request)
    form = NewFeed(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = sources.add(by=request.user, **form.cleaned_data)
        except actions.WrongMove as refused:
            form.add_error("address", str(refused))
        else:
            return redirect("directory:source", made.pk)
    page = page_of(harvests.feeds(), request.GET.get("page"))
    return render(request, "directory/sources.html", {"form": form, "page": page, "differing": harvests.differences().count()})


@require_http_methods(["GET", "HEAD", "POST"])
def feed(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """One feed: how it stands, every time it was read, and what may be changed of it."""
    source = _found(request, pk)
    now = {"name": source.name, "licence": source.licence, "every_days": source.every_days}
    form = Feed(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        sources.change(source, by=request.user, **form.cleaned_data)
        messages.success(request, _("It is written down."))
        return redirect("directory:source", source.pk)
    page = page_of(harvests.runs(source), request.GET.get("page"))
    context = {
        "source": source,
        "form": form,
        "page": page,
        "rows": [(row, imports.said(row)) for row in page.rows],
        "standing": harvests.standing(source),
        "differing": harvests.differences(source).count(),
        "is_tried": source.imports.filter(state="done").exists(),
    }
    return render(request, "directory/source.html", context)


@require_POST
def do(request: acting.Request, pk: uuid.UUID, name: str) -> HttpResponse:
    """Start it, pause it, read it now."""
    source = _found(request, pk)
    said = {
        "start": _("It is read by itself from now on. The first reading has begun."),
        "pause": _("It is not read any more. What came from it stays."),
        "read": _("It is being read."),
    }
    try:
        DOES[name](source, by=request.user)
    except actions.WrongMove as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, said[name])
    return redirect("directory:source", source.pk)


@require_safe
def differences(request: acting.Request) -> HttpResponse:
    """What feeds say otherwise of what was changed here, side by side."""
    _officers_only(request)
    page = page_of(harvests.differences(), request.GET.get("page"))
    return render(request, "directory/differences.html", {"page": page, "choices": harvests.choices(page.rows)})


@require_POST
def difference(request: acting.Request, pk: uuid.UUID) -> HttpResponse:
    """Theirs or ours."""
    _officers_only(request)
    one = get_object_or_404(Difference.objects.select_related("record"), pk=pk)
    try:
        if request.POST.get("take") == "theirs":
            service = differing.take_theirs(one, by=request.user)
            messages.success(request, _("“%(name)s” is now as the feed says.") % {"name": service.name})
        else:
            service = differing.keep_ours(one, by=request.user)
            messages.success(request, _("“%(name)s” stays as it is here.") % {"name": service.name})
    except actions.WrongMove as refused:
        messages.warning(request, str(refused))
    return redirect("directory:differences")


def _found(request: acting.Request, pk: uuid.UUID) -> Source:
    _officers_only(request)
    return get_object_or_404(harvests.feeds(), pk=pk)


def _officers_only(request: acting.Request) -> None:
    if not rules.may_import(request.user):
        raise PermissionDenied
