"""What this room puts on the page where officers look after the place."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from alongside.design import slots
from alongside.people import forgetting
from alongside.people.rules import KEEP_DATA


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("place.sections", _data)


def _data(request: HttpRequest) -> str:
    if not request.user.has_perm(KEEP_DATA):
        return ""
    return render_to_string("people/data/section.html", {"open": forgetting.still_open().count()}, request)
