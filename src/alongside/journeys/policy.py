"""The rules of this room that a place may want otherwise. Days are working days in England."""

from django.utils.translation import gettext_lazy as _

from alongside.kit import adjustable
from alongside.kit.adjustable import Number

adjustable.room("journeys", _("Complaints"))

COMPLAINT_IN_DAYS = Number(
    "journeys.COMPLAINT_IN_DAYS",
    _("A complaint about data is answered within so many working days. The law asks for no undue delay."),
    default=15,
    at_least=1,
    at_most=20,
)

FIXED: dict[str, str] = {}
"""What nobody sets otherwise, and why."""
