"""The rules of this room that a place may wish to change."""

from django.utils.translation import gettext_lazy as _

from alongside.kit import adjustable
from alongside.kit.adjustable import Days

adjustable.room("places", _("This place"))

CHECK_HELPLINES_EVERY = Days(
    "places.CHECK_HELPLINES_EVERY",
    _("Officers are asked so often to try the numbers on “I am worried about someone”."),
    default=183,
    at_least=30,
    at_most=365,
)

LARGEST_LOGO = 60_000
"""Bytes. It stands on every page, and a public page is to open quickly on a poor line."""

LARGEST_FILE = 600_000_000
"""Of postcodes or areas that are sent in on a page, in bytes. The whole ONS Postcode Directory, packed, is below that."""

FIXED = {
    "LARGEST_LOGO": "a public page is to open quickly on a poor line",
    "LARGEST_FILE": "what the machine has room for is for whoever runs it",
}
"""What nobody sets otherwise, and why."""
