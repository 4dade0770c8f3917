"""The assurance desk, for officers: what should be looked at, whom to ring, and the share that is assured."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.design import plots
from alongside.directory import rules
from alongside.directory.queries import desk
from alongside.kit import clock
from alongside.kit.paging import page_of
from alongside.organisations import acting


def for_officers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only who keeps the directory assured."""

    @wraps(view)
    def asking(request: acting.Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rules.may_assure(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return asking


@require_safe
@for_officers
def assurance(request: acting.Request) -> HttpResponse:
    """What should be looked at, the worst first."""
    wanted = desk.Wanted.of(request.GET)
    page = page_of(desk.found(wanted), request.GET.get("page"), desk.SHOWN)
    facts = {"wanted": wanted, "page": page, "rows": desk.rows(page.rows), "choices": desk.choices(wanted)}
    return render(request, "directory/assurance.html", facts)


@require_safe
@for_officers
def assurance_sheet(request: acting.Request) -> HttpResponse:
    """The same, as CSV."""
    return sheet(desk.sheet(desk.Wanted.of(request.GET)), "to-look-at.csv")


@require_safe
@for_officers
def ring(request: acting.Request) -> HttpResponse:
    """The same, to print and to ring along."""
    wanted = desk.Wanted.of(request.GET)
    page = page_of(desk.found(wanted), request.GET.get("page"), desk.RING)
    facts = {"wanted": wanted, "page": page, "rows": desk.rows(page.rows), "today": clock.today()}
    return render(request, "directory/ring.html", facts)


@require_safe
@for_officers
def share(request: acting.Request) -> HttpResponse:
    """How many of the services are assured, by patch and by sector."""
    shares = desk.shares()
    number = _("Assured within three months")
    facts = {
        "shares": shares,
        "patches": plots.bars([one.bar for one in shares.patches], caption=_("By patch"), number=number, told=True, most=100),
        "sectors": plots.bars([one.bar for one in shares.sectors], caption=_("By sector"), number=number, told=True, most=100),
    }
    return render(request, "directory/share.html", facts)


@require_safe
@for_officers
def share_sheet(request: acting.Request) -> HttpResponse:
    """The same, as CSV."""
    return sheet(desk.shares_sheet(), "assured.csv")


def sheet(text: str, name: str) -> HttpResponse:
    """A sheet to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text.encode("utf-8-sig"), content_type="text/csv", headers=headers)
