"""What this room puts on pages of the rooms below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from alongside.design import slots
from alongside.directory import links, rules
from alongside.directory.queries import changes, desk, duplicates, harvests, services
from alongside.kit.paging import page_of

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("place.sections", _for_officers)
    slots.fill("organisation.closing", _goes_on)
    slots.fill("monthly.foot", _all_of_them)
    slots.fill("desk.confirm", _all_of_ours)
    slots.fill("organisation.actions", _look_after)


def _goes_on(request: HttpRequest, organisation: Organisation) -> str:
    """The services of an organisation that is about to close, each with a way to another one."""
    page = page_of(services.standing_of(organisation), request.GET.get("page"))
    return render_to_string("directory/closing.html", {"page": page}, request)


def _all_of_them(request: HttpRequest, organisation: Organisation, lead: Person, reader: Person) -> str:
    """In the monthly mail's page: the way to all services of the organisation, those that are fresh too."""
    number = services.standing_of(organisation).count()
    if not number:
        return ""
    facts = {"number": number, "address": links.kept_url(organisation, lead, reader=reader)}
    return render_to_string("directory/monthly_foot.html", facts, request)


def _all_of_ours(request: HttpRequest) -> str:
    """Below what is to be confirmed on the desk: the page with all services of whom one acts for."""
    seat = getattr(request, "acting", None)
    if seat is None or not rules.may_add(request.user, seat.organisation):
        return ""
    name = seat.organisation.name
    words = _("All services of %(name)s, and how full each is") % {"name": name}
    return format_html('<p><a class="go" href="{}">{}</a></p>', reverse("directory:mine"), words)


def _look_after(request: HttpRequest, organisation: Organisation) -> str:
    """On the page of an organisation, for who acts for it."""
    seat = getattr(request, "acting", None)
    if seat is None or seat.organisation_id != organisation.pk or not rules.may_add(request.user, organisation):
        return ""
    return format_html('<p><a class="go" href="{}">{}</a></p>', reverse("directory:mine"), _("Are its services still true?"))


def _for_officers(request: HttpRequest) -> str:
    """Where officers keep the directory: what waits, what comes in, who rings."""
    facts = {
        "waiting": changes.waiting().count(),
        "pairs": duplicates.open_pairs(),
        "differing": harvests.differences().count(),
        "to_look_at": desk.found(desk.Wanted()).count(),
    }
    return render_to_string("directory/place_section.html", facts, request)
