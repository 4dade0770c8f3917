"""What this room puts on pages of the rooms below."""

from django.utils.translation import gettext_lazy as _

from alongside.design import slots
from alongside.places.rules import may_edit


def fill() -> None:
    """Called once, when the house starts."""
    slots.about_links.add(slots.Item(_("Look after this place"), "places:place", order=90, visible=may_edit))
