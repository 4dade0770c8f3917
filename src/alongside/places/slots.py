"""What this room puts on pages of the rooms below."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design import slots
from alongside.places import outcodes
from alongside.places.rules import may_edit


def fill() -> None:
    """Called once, when the house starts."""
    slots.about_links.add(slots.Item(gettext_lazy("Look after this place"), "places:place", order=90, visible=may_edit))
    slots.fill("terms.back", _back)
    slots.fill("about.open", _whose_postcodes)


def _back(request: HttpRequest) -> str:
    return format_html('<p class="crumbs"><a href="{}">{}</a></p>', reverse("places:place"), _("Look after this place"))


def _whose_postcodes(request: HttpRequest) -> str:
    """What we owe those whose open data tell us where postcodes are."""
    return format_html('<p class="measure small">{}</p>', " ".join(str(line) for line in outcodes.ATTRIBUTION))
