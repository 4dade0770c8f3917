"""What this room puts on the page where officers look after the place."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from alongside.design import slots
from alongside.terms import queries
from alongside.terms.rules import EDIT


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("place.sections", _words)


def _words(request: HttpRequest) -> str:
    if not request.user.has_perm(EDIT):
        return ""
    return render_to_string("terms/section.html", {"needs": queries.needs().count()}, request)
