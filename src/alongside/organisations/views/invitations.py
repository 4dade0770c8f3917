"""An invitation: sent anew, withdrawn, accepted, declined, or why it no longer holds."""

import datetime as dt
import uuid
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.kit import limits, words
from alongside.organisations import acting, actions, links, queries, rules
from alongside.organisations.models import Invitation, Organisation
from alongside.organisations.views import found
from alongside.people import actions as people
from alongside.people import entrance
from alongside.people import queries as persons

CODES, PER = 8, dt.timedelta(hours=1)
"""How often one visitor may have a code sent to somebody who was invited."""


@require_POST
def again(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """The same offer by a new mail; the old link stops working."""
    one, offer = _theirs(request, slug, id)
    try:
        actions.send_again(offer, by=request.user)
    except actions.Refused as refused:
        messages.error(request, _said(refused))
    else:
        messages.success(request, _("%(name)s has a new mail. The old link no longer works.") % {"name": offer.name})
    return redirect("organisations:seats", slug=one.slug)


@require_POST
def withdraw(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """The offer holds no longer."""
    one, offer = _theirs(request, slug, id)
    try:
        actions.withdraw_invitation(offer, by=request.user)
    except actions.Refused as refused:
        messages.error(request, _said(refused))
    else:
        messages.success(request, _("The invitation is withdrawn. “Send it anew” takes that back."))
    return redirect("organisations:seats", slug=one.slug)


def _theirs(request: acting.Request, slug: str, id: uuid.UUID) -> tuple[Organisation, Invitation]:
    """An invitation of this organisation, for somebody who may give such a seat."""
    one = found.organisation(request, slug, may=rules.may_see_seats)
    gives = rules.roles_given_by(request.user, one)
    if not gives:
        raise PermissionDenied
    offer = get_object_or_404(Invitation.objects.select_related("organisation"), organisation=one, pk=id)
    if offer.role not in gives:
        raise PermissionDenied
    return one, offer


def _said(refused: actions.Refused) -> str:
    if isinstance(refused, actions.InvitationClosed):
        return _("Somebody has dealt with this invitation already.")
    return str(refused)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody is offered. They accept it signed in with the very address that it was sent to."""
    offer, latest = links.invitation_of(token)
    person = request.user if request.user.is_authenticated else None
    why = "unknown" if offer is None else "" if latest else "moved"
    if offer is None or (why := why or queries.why_closed(offer, person)):
        return _closed(request, why, offer)
    if request.method == "POST":
        return _answer(cast("acting.Request", request), offer) if person else _prove(request, offer)
    facts = {"offer": offer, "day": words.day(offer.expires_at), "is_theirs": person is not None}
    return render(request, "organisations/invitation.html", facts)


def _answer(request: acting.Request, offer: Invitation) -> HttpResponse:
    try:
        if "decline" in request.POST:
            actions.decline_invitation(offer, by=request.user)
            messages.success(request, _("You have said no. Nothing else happens."))
            return redirect(settings.LOGIN_REDIRECT_URL)
        seat = actions.accept(offer, by=request.user)
    except actions.InvitationClosed as closed:
        return _closed(request, closed.why, offer)
    acting.choose(request, seat)
    messages.success(request, _("You have a seat at %(name)s now, and act for it.") % {"name": offer.organisation.name})
    return redirect("organisations:seats", slug=offer.organisation.slug)


def _prove(request: HttpRequest, offer: Invitation) -> HttpResponse:
    """Nobody is signed in: a code goes to the address that was invited, whoever holds the link."""
    if refusal := limits.limited(request, "organisations.invitation", times=CODES, per=PER):
        return refusal
    person = persons.by_email(offer.email) or people.add(offer.email, name=offer.name, by=None)
    return entrance.send_code(request, person, then=request.path)


def _closed(request: HttpRequest, why: str, offer: Invitation | None) -> HttpResponse:
    """Each reason in plain words. Whose invitation it is, only its own person reads."""
    told = offer if why not in {"other", "unknown"} else None
    status = 403 if why == "other" else 410
    return render(request, "organisations/invitation_closed.html", {"why": why, "offer": told}, status=status)
