"""The page of one service."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from alongside.design import maps
from alongside.directory import queries, rules
from alongside.directory.models import Change, Service
from alongside.directory.queries import changes, duplicates, page
from alongside.directory.views.codes import qr
from alongside.directory.views.editing import STEPS
from alongside.directory.views.shortlists import chosen
from alongside.places import queries as places

ASKED = ("need", "near", "within", "day", "part", "cost", "access", "age", "room", "confirmed", "any", "sort", "page")
"""What of a question to the directory is carried along, so that the way back leads to the same answer."""


@login_not_required
@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """What, for whom, when next, where, what it costs, how to start, and how sure we are."""
    found = queries.for_page(request.user).filter(slug=slug).first()
    if found is None or (found.status == Service.Status.WITHDRAWN and not _keeps(request, found)):
        return _gone(request, slug)
    shown = page.page(found)
    link = request.build_absolute_uri(request.path)
    return render(
        request,
        "directory/service.html",
        {
            "page": shown,
            "service": found,
            **_way_back(request),
            "map": _map(shown),
            "others": page.others(found),
            "link": link,
            "qr": qr(link),
            "sms": f"sms:?&body={quote(f'{found.name}: {link}')}",
            "listable": found.status in Service.SHOWN,
            "listed": (listed := chosen(request)),
            "listed_here": str(found.pk) in listed,
            **_for_providers(request, found),
        },
    )


def _for_providers(request: HttpRequest, found: Service) -> dict[str, Any]:
    """What those see who keep it: the parts to change, and what waits."""
    if not rules.may_edit(request.user, found):
        return {"may_edit": False}
    waiting = found.changes.filter(state=Change.State.WAITING).first()
    return {"may_edit": True, "steps": STEPS, "waits": changes.waits(waiting) if waiting else ""}


def _keeps(request: HttpRequest, found: Service) -> bool:
    """Whether this reader may bring a withdrawn service back. What was made part of another leads there for all."""
    return rules.may_edit(request.user, found) and duplicates.kept_for(found.pk) is None


def _gone(request: HttpRequest, slug: str) -> HttpResponse:
    """A service that is no more says so and leads on. One that was never shown is not known here."""
    gone = queries.withdrawn().prefetch_related("locations", "terms").filter(slug=slug).first()
    if gone is None:
        raise Http404
    if kept := duplicates.kept_for(gone.pk):
        return redirect("directory:service", kept.slug)
    context = {"service": gone, "others": page.others(gone), **_way_back(request)}
    return render(request, "directory/withdrawn.html", context, status=HTTPStatus.GONE)


def back(request: HttpRequest) -> str:
    """The question that this reader came from, as part of an address; nothing where there was none."""
    asked = {name: request.GET[name] for name in ASKED if request.GET.get(name)}
    return urlencode(asked)


def _way_back(request: HttpRequest) -> dict[str, str]:
    asked = back(request)
    return {"back": asked, "find_url": reverse("directory:find") + (f"?{asked}" if asked else "")}


def _map(shown: page.Page) -> SafeString | str:
    pins = [
        maps.Pin(spot.latitude, spot.longitude)
        for spot in shown.spots
        if spot.latitude is not None and spot.longitude is not None
    ]
    return maps.svg(pins=pins, outlines=places.outlines(), towns=places.towns()) if pins else ""
