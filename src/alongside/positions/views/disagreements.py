"""The open list of disagreements."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.kit import clock
from alongside.kit.cleaning import identifier
from alongside.kit.paging import page_of
from alongside.organisations import acting
from alongside.organisations import queries as organisations
from alongside.organisations.queries import standings
from alongside.positions import disagreeing, errors, links, queries, rules, sheets
from alongside.positions.forms import Looked, Open, Said
from alongside.positions.models import Disagreement
from alongside.positions.sheets import Text

READ_AND_SEND = ["GET", "HEAD", "POST"]


@login_not_required
@require_safe
def listed(request: acting.Request) -> HttpResponse:
    """All of them: a sign of health, with what holds meanwhile, who looks after each and when."""
    every = queries.disagreements(request.user)
    ended = request.GET.get("show") == "ended"
    chosen = every.filter(outcome__in=Disagreement.SETTLED).order_by("-ended_on", "id") if ended else every.open()
    page = page_of(chosen, request.GET.get("page"), size=10)
    facts = {
        "page": page,
        "rows": queries.rows(list(page.rows), request.user),
        "ended": ended,
        "number_open": every.open().count(),
        "number_ended": every.filter(outcome__in=Disagreement.SETTLED).count(),
        "number_overdue": every.overdue_on(clock.today()).count(),
        "may_open": rules.may_open(request.user),
    }
    return render(request, "positions/disagreements.html", facts)


@login_not_required
@require_safe
def disagreement(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """One of them, with each time it was looked at."""
    found = _found(request, id)
    facts = {
        "row": queries.rows([found], request.user)[0],
        "looks": page_of(queries.looks_of(found), request.GET.get("page")),
        "earlier": list(queries.earlier_sides(found)[:50]),
        "may_keep": rules.may_keep(request.user, found) and not found.is_settled,
        "may_say": rules.may_open(request.user) and not found.is_settled,
    }
    return render(request, "positions/disagreement.html", facts)


@require_http_methods(READ_AND_SEND)
@never_cache
def open_one(request: acting.Request) -> HttpResponse:
    """Put one on the list, about a text where the address names it."""
    if not rules.may_open(request.user):
        raise PermissionDenied
    text = _text(request)
    form = Open(request.POST if request.method == "POST" else None, organisations=_partners(request))
    if form.is_valid():
        made = disagreeing.open(form.cleaned_data["topic"], text=text, by=request.user, **form.facts())
        messages.success(request, _("It is on the list."))
        return redirect("positions:disagreement", id=made.pk)
    return render(request, "positions/open.html", {"form": form, "text": text})


@require_http_methods(READ_AND_SEND)
@never_cache
@acting.needed
def say(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """A partner says its side."""
    found, seat = _found(request, id), request.acting
    assert seat is not None  # noqa: S101  # acting.needed
    if not rules.may_say(request.user, seat.organisation):
        raise PermissionDenied(_("Only a lead or an editor of a partner says how it sees it."))
    form = Said(request.POST if request.method == "POST" else None, initial=_said_before(found, seat.organisation))
    if form.is_valid() and _done(form, lambda: disagreeing.say(found, seat.organisation, by=request.user, **form.facts())):
        return redirect("positions:disagreement", id=found.pk)
    return render(request, "positions/say.html", {"form": form, "disagreement": found, "organisation": seat.organisation})


@login_not_required
@require_http_methods(READ_AND_SEND)
@never_cache
def side_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The same from a mail, without signing in."""
    found, organisation, person = links.side_of(token)
    if found is None or organisation is None or found.is_settled:
        return render(request, "positions/gone.html", status=410)
    form = Said(request.POST if request.method == "POST" else None, initial=_said_before(found, organisation))
    if form.is_valid() and _done(form, lambda: disagreeing.say(found, organisation, by=person, **form.facts())):
        return redirect("positions:thanked")
    facts = {"form": form, "disagreement": found, "organisation": organisation, "by_mail": True}
    return render(request, "positions/say.html", facts)


@require_http_methods(READ_AND_SEND)
@never_cache
def look(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """What came of looking at it again."""
    found = _found(request, id)
    if not rules.may_keep(request.user, found):
        raise PermissionDenied
    form = Looked(request.POST if request.method == "POST" else None, initial={"outcome": found.outcome})
    if form.is_valid() and _done(form, lambda: disagreeing.look(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("It is kept."))
        return redirect("positions:disagreement", id=found.pk)
    return render(request, "positions/look.html", {"form": form, "disagreement": found})


def _found(request: acting.Request, id: uuid.UUID) -> Disagreement:
    return get_object_or_404(queries.disagreements(request.user), pk=id)


def _text(request: acting.Request) -> Text | None:
    kind, id_ = request.GET.get("kind", ""), identifier(request.GET.get("text", ""))
    if not kind and not request.GET.get("text"):
        return None
    known = sheets.readable(request.user).get(kind)
    if id_ is None or known is None or not known.filter(pk=id_).exists():
        raise Http404
    return sheets.texts(kind, [id_], request.user).get(id_)


def _partners(request: acting.Request) -> list[Any]:
    """Who may look after it or be asked: the partners of the place, and those that the reader speaks for."""
    ids = {one.organisation_id for one in standings.holding("partner")} | rules.spoken_for(request.user)
    coordinator = organisations.coordinator()
    return list(organisations.some(ids | ({coordinator.pk} if coordinator else set()))[:300])


def _said_before(found: Disagreement, organisation: Any) -> dict[str, Any]:
    side = found.sides.filter(organisation=organisation, superseded_at=None).first()
    names = ("words", "would_change", "said_by", "mandate_body", "mandate_on", "mandate_reference")
    return {name: getattr(side, name) for name in names} if side else {}


def _done(form: Any, act: Any) -> bool:
    try:
        act()
    except errors.Refused as refused:
        form.add_error(None, str(refused))
    return bool(form.is_valid())
