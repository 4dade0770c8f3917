"""What this room puts on pages of the rooms below."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alongside.design import slots


def fill() -> None:
    """Called once, when the house starts."""
    slots.fill("shell.acting", _act_for_someone_else)
    slots.about_links.add(slots.Item(_lazy("Who is here"), "organisations:list", order=5))


def _act_for_someone_else(request: HttpRequest) -> str:
    if len(request.seats) < 2:  # type: ignore[attr-defined]
        return ""
    return format_html('<p><a href="{}">{}</a></p>', reverse("organisations:acting"), _("Act for someone else"))
