"""What these flows put on pages of the rooms below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alongside.design import slots
from alongside.journeys import first_hour, monthly
from alongside.journeys.actions import complaining, reporting
from alongside.kit.paging import page_of
from alongside.organisations import rules
from alongside.replies import queries as replies

if TYPE_CHECKING:
    from alongside.organisations.models import Membership, Organisation, Seat
    from alongside.organisations.queries.networks import Term


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("organisation.actions", _is_this_yours)
    slots.fill("organisation.own_seat", _leave)
    slots.fill("organisations.none", _add_yours)
    slots.fill("desk.panels", _first_hour)
    slots.fill("desk.panels", _covered)
    slots.fill("desk.panels", _to_report)
    slots.fill("home.top", _first_hour_at_top)
    slots.fill("place.top", _first_hour_at_top)
    slots.fill("organisations.begun", _on_to_the_first_hour)
    slots.fill("notices.arrived", _back_to_the_first_hour)
    slots.fill("place.sections", _first_hour_again)
    slots.fill("data.sections", _complaints)
    slots.fill("network.reports", _report_back)
    slots.fill("organisation.membership", _join)
    slots.about_links.add(slots.Item(_lazy("Become a member"), "journeys:join", order=10))


def _is_this_yours(request: HttpRequest, organisation: Organisation) -> str:
    if organisation.is_coordinator or organisation.closed_at or rules.sits(request.user, organisation):
        return ""
    words = (_("Is this yours?"), _("Ask for a seat, and keep this page true."))
    address = reverse("journeys:claim_one", args=[organisation.slug])
    return format_html('<p><a class="go" href="{}">{}</a><br><span class="small quiet">{}</span></p>', address, *words)


def _leave(request: HttpRequest, organisation: Organisation, seat: Seat) -> str:
    address = reverse("journeys:leave", args=[organisation.slug])
    return format_html('<li><a href="{}">{}</a></li>', address, _("Give up your seat"))


def _complaints(request: HttpRequest) -> str:
    page = page_of(replies.owed_of(complaining.KIND), request.GET.get("complaints"))
    facts = {"rows": replies.rows(page.rows), "page": page, "label": _("Complaints about data")}
    return render_to_string("journeys/data_section.html", facts, request)


def _report_back(request: HttpRequest, term: Term) -> str:
    """For who speaks there and for the leads: write one."""
    if not rules.may_report(request.user, term.one):
        return ""
    address = reverse("journeys:report_back", args=[term.one.network.slug, term.one.pk])
    return format_html('<p><a class="btn" href="{}">{}</a></p>', address, _("Report back"))


def _add_yours(request: HttpRequest) -> str:
    return format_html('<p><a class="btn btn--quiet" href="{}">{}</a></p>', reverse("journeys:new"), _("Add your group"))


def _first_hour(request: HttpRequest) -> str:
    """What is left to set up, for officers, until nothing is."""
    if not rules.is_officer(request.user) or (hour := first_hour.look()).is_over:
        return ""
    return render_to_string("journeys/first_hour_panel.html", {"hour": hour}, request)


def _covered(request: HttpRequest) -> str:
    """What a lead who is away would look at, for whoever covers for them."""
    found = monthly.covered_by(request.user)  # type: ignore[arg-type]  # the desk is for who is signed in
    return render_to_string("journeys/covered_panel.html", {"found": found}, request) if found else ""


def _to_report(request: HttpRequest) -> str:
    """What who speaks for a network is asked to report, where a lead of it sees to that: since they have no seat there."""
    found = reporting.asked_of(request.user)  # type: ignore[arg-type]  # the desk is for who is signed in
    return render_to_string("journeys/reports_panel.html", {"found": found}, request) if found else ""


def _first_hour_at_top(request: HttpRequest) -> str:
    panel = _first_hour(request) if request.user.is_authenticated else ""
    return format_html('<div class="wrap">{}</div>', mark_safe(panel)) if panel else ""  # noqa: S308  # made by a template


def _on_to_the_first_hour(request: HttpRequest) -> str:
    return format_html('<input type="hidden" name="next" value="{}">', reverse("journeys:first_hour"))


def _back_to_the_first_hour(request: HttpRequest) -> str:
    if not rules.is_officer(request.user):
        return ""
    return format_html('<p><a class="go" href="{}">{}</a></p>', reverse("journeys:first_hour"), _("Back to your first hour"))


def _first_hour_again(request: HttpRequest) -> str:
    return render_to_string("journeys/first_hour_section.html", {}, request)


def _join(request: HttpRequest, organisation: Organisation | None, membership: Membership | None) -> str:
    """The way in, or in again, for who is no member."""
    if membership is not None and membership.state == "asked" and rules.is_officer(request.user):
        address, label = reverse("journeys:application", args=[membership.pk]), _("Read it and answer")
    elif membership is not None and membership.state in membership.OPEN:
        return ""
    else:
        address, label = reverse("journeys:join"), _("Join again") if membership else _("Become a member")
    return format_html('<p><a class="go" href="{}">{}</a></p>', address, label)
