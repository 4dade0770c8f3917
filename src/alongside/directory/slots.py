"""What this room puts on pages of the rooms below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import render_to_string

from alongside.design import slots
from alongside.directory.queries import changes, services
from alongside.kit.paging import page_of

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("place.sections", _for_officers)
    slots.fill("organisation.closing", _goes_on)


def _goes_on(request: HttpRequest, organisation: Organisation) -> str:
    """The services of an organisation that is about to close, each with a way to another one."""
    page = page_of(services.standing_of(organisation), request.GET.get("page"))
    return render_to_string("directory/closing.html", {"page": page}, request)


def _for_officers(request: HttpRequest) -> str:
    """Where officers keep the directory: what waits, what comes in, who rings."""
    return render_to_string("directory/place_section.html", {"waiting": changes.waiting().count()}, request)
