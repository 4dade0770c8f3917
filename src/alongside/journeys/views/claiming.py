"""Saying that a group is one's own: found first, then claimed or proposed, then proven by a link or answered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.journeys import actions, links, telling
from alongside.journeys.forms import Claiming, Looked, New
from alongside.journeys.views import talking
from alongside.kit.limits import limited
from alongside.organisations import actions as organisations
from alongside.organisations import policy, queries, rules
from alongside.people import entrance

if TYPE_CHECKING:
    from alongside.people.models import Person

AN_HOUR = dt.timedelta(hours=1)
READ_AND_SEND = ["GET", "HEAD", "POST"]


@login_not_required
@require_http_methods(READ_AND_SEND)
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Is this yours?"""
    one = get_object_or_404(queries.visible_to(request.user).open(), slug=slug)
    if one.is_coordinator:
        raise PermissionDenied(_("This organisation runs the place. Its leads say who has a seat there."))
    person = _person(request)
    form = Claiming(request.POST if request.method == "POST" else None, signed_in=person is not None)
    page = {"form": form, "organisation": one, "leads": bool(queries.leads_of(one)), "person": person}
    if not form.is_valid():
        return render(request, "journeys/claim.html", page)
    if refusal := limited(request, "journeys.claim", times=policy.CLAIMS_AN_HOUR, per=AN_HOUR):
        return refusal
    try:
        made = actions.claim(one, **form.said(), by=person)
    except organisations.Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "journeys/claim.html", page)
    return redirect(links.sent_url(made))


@login_not_required
@require_http_methods(READ_AND_SEND)
def new(request: HttpRequest) -> HttpResponse:
    """Add your group: what is listed already under nearly that name comes first."""
    begun = queries.coordinator() is not None
    if request.method == "POST":
        if not begun:
            raise PermissionDenied(_("Nobody runs this place yet, so nobody could answer."))
        return _propose(request)
    if not begun:
        return render(request, "journeys/look.html")
    look = Looked(request.GET if "called" in request.GET else None)
    if not look.is_valid():
        return render(request, "journeys/look.html", {"form": look, "keeps": _keeps(request)})
    said = look.cleaned_data
    twins = queries.alike(request.user, name=said["called"], number=said["number"], postcode=said["postcode"])
    if twins and "sure" not in request.GET:
        return render(request, "journeys/twins.html", {"twins": twins, "said": said})
    form = New(signed_in=_person(request) is not None, initial=said)
    return render(request, "journeys/new.html", {"form": form})


def _keeps(request: HttpRequest) -> list[str]:
    """The organisations of which whoever is signed in may add a service."""
    person = _person(request)
    return [one.organisation.name for one in queries.seats_of(person).filter(role__in=rules.EDITS)] if person else []


def _propose(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    form = New(request.POST, signed_in=person is not None)
    if not form.is_valid():
        return render(request, "journeys/new.html", {"form": form})
    if refusal := limited(request, "journeys.claim", times=policy.CLAIMS_AN_HOUR, per=AN_HOUR):
        return refusal
    try:
        made = actions.propose(form.facts(), **form.said(), by=person)
    except organisations.Refused as refused:
        form.add_error(None, str(refused))
        return render(request, "journeys/new.html", {"form": form})
    return redirect(links.sent_url(made))


@login_not_required
@never_cache
@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """What happens next. To load it again asks nobody twice."""
    found = queries.claims([pk]).first() if (pk := links.sent(token)) else None
    if found is None:
        raise Http404
    is_mine = found.person_id is not None and found.person_id == request.user.pk
    return render(request, "journeys/sent.html", {"claim": found, "steps": telling.steps(found), "signed_in": is_mine})


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def prove(request: HttpRequest, token: str) -> HttpResponseBase:
    """One button. Nothing happens before it is pressed, since mail programs open links to look at them."""
    found = queries.claims([pk]).first() if (pk := links.proven(token)) else None
    if found is None or not found.is_undecided:
        return render(request, "journeys/link_closed.html", {"claim": found}, status=410)
    if request.method != "POST":
        return render(request, "journeys/prove.html", {"claim": found})
    try:
        person = actions.prove(found)
    except organisations.ClaimDecided:
        return render(request, "journeys/link_closed.html", {"claim": found}, status=410)
    if person is None:
        return redirect(links.sent_url(found))
    messages.success(request, _("You have a seat at %(name)s now, and act for it.") % {"name": found.called})
    return entrance.let_in(request, person, mailed_to=found.email)


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one's own claim, by the link that was mailed to its address."""
    found = queries.claims([pk]).first() if (pk := links.claimed(token)) else None
    if found is None:
        raise Http404
    form = talking.Talk(request, found, person=None)
    if request.method == "POST" and form.done():
        return redirect(request.path)
    return render(request, "journeys/mine.html", form.page())


def _person(request: HttpRequest) -> Person | None:
    return request.user if request.user.is_authenticated else None
