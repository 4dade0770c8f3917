"""What these flows put on pages of the rooms below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from alongside.design import slots
from alongside.journeys.actions import complaining
from alongside.kit.paging import page_of
from alongside.organisations import rules
from alongside.replies import queries as replies

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation, Seat


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("organisation.actions", _is_this_yours)
    slots.fill("organisation.own_seat", _leave)
    slots.fill("organisations.none", _add_yours)
    slots.fill("data.sections", _complaints)


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


def _add_yours(request: HttpRequest) -> str:
    return format_html('<p><a class="btn btn--quiet" href="{}">{}</a></p>', reverse("journeys:new"), _("Add your group"))
