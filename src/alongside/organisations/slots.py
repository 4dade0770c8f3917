"""What this room puts on pages of the rooms below."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alongside.design import slots


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("shell.acting", _act_for_someone_else)
    slots.fill("place.sections", _for_officers)
    slots.about_links.add(slots.Item(_lazy("Who is here"), "organisations:list", order=5))


def _act_for_someone_else(request: HttpRequest) -> str:
    if len(request.seats) < 2:  # type: ignore[attr-defined]
        return ""
    return format_html('<p><a href="{}">{}</a></p>', reverse("organisations:acting"), _("Act for someone else"))


def _for_officers(request: HttpRequest) -> str:
    """Where officers look after who is here."""
    return render_to_string("organisations/place_section.html", {}, request)
