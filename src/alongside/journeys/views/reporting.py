"""Reporting back to a network: signed in, or by a mailed link."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.journeys import actions, links
from alongside.journeys.forms import ReportingBack
from alongside.journeys.views.claiming import READ_AND_SEND
from alongside.organisations import queries, rules
from alongside.organisations.queries import networks
from alongside.replies import queries as owed
from alongside.replies import rules as replies
from alongside.replies.actions import NotOwed

if TYPE_CHECKING:
    from alongside.organisations.acting import Request
    from alongside.organisations.queries.networks import Term
    from alongside.people.models import Person


@require_http_methods(READ_AND_SEND)
@never_cache
def report_back(request: Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """Who speaks there writes it, or a lead writes down what they were told; so does whoever covers."""
    one = get_object_or_404(queries.visible_to(request.user), slug=slug)
    term = networks.term_of(one, id)
    if term is None:
        raise Http404
    if one.closed_at or not _may(request.user, term):
        raise PermissionDenied
    form = ReportingBack(request.POST if request.method == "POST" else None)
    if _done(form, term, by=request.user):
        messages.success(request, _("Thank you. The leads of %(name)s have a mail with it.") % {"name": one.name})
        return redirect(_after(request.user, term))
    return render(request, "journeys/report_back.html", _facts(form, term))


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The same without an account. Nothing happens before the button is pressed, since mail programs open links."""
    term = links.reporting(token)
    if term is None:
        return render(request, "journeys/report_closed.html", status=410)
    form = ReportingBack(request.POST if request.method == "POST" else None)
    if _done(form, term, by=None):
        return redirect("journeys:report_thanked")
    return render(request, "journeys/report_back.html", _facts(form, term))


@login_not_required
@require_safe
def thanked(request: HttpRequest) -> HttpResponse:
    """For who came from a mail; says nothing about anybody."""
    return render(request, "journeys/report_thanked.html")


def _may(person: Person, term: Term) -> bool:
    if rules.may_report(person, term.one):
        return True
    reply = owed.owed_about(term.one).first()
    return reply is not None and replies.may_speak(person, reply)


def _after(person: Person, term: Term) -> str:
    """Where it can be read; who has no seat there reads the network's page."""
    return (
        links.reports_path(term.one) if rules.may_read_reports(person, term.one.network) else term.one.network.get_absolute_url()
    )


def _done(form: ReportingBack, term: Term, *, by: Person | None) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.report_back(term, text=form.cleaned_data["text"], by=by)
    except NotOwed:
        form.add_error(None, _("Somebody else has reported back while you were writing. Your text was not sent."))
    return form.is_valid()


def _facts(form: ReportingBack, term: Term) -> dict[str, object]:
    return {"form": form, "term": term, "organisation": term.one.network, "body": networks.body_of(term.one)}
