"""What this room puts on pages of the rooms below."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from alongside.design import slots
from alongside.directory.queries import changes


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("place.sections", _for_officers)


def _for_officers(request: HttpRequest) -> str:
    """Where officers keep the directory: what waits, what comes in, who rings."""
    return render_to_string("directory/place_section.html", {"waiting": changes.waiting().count()}, request)
