"""The rules of this room that a place may want otherwise."""

from django.utils.translation import gettext_lazy as _

from alongside.kit import adjustable
from alongside.kit.adjustable import Days

adjustable.room("plan", _("The plan"))

REPORT_EVERY = Days(
    "plan.REPORT_EVERY",
    _("The lead of an action reports again within so long. After that the plan says “not reported” by itself."),
    default=91,
    at_least=28,
    at_most=183,
)
ASK_AHEAD = Days(
    "plan.ASK_AHEAD",
    _("So long before a report is due, its lead is asked for it."),
    default=14,
    at_least=3,
    at_most=28,
)
MOST_ACTIONS = 500
"""In the plan of one year. Whoever needs more has no plan but a list."""
MOST_PRIORITIES = 8

FIXED = {
    "MOST_ACTIONS": "protects the house from a slip of the pen",
    "MOST_PRIORITIES": "priorities are few, else they are none",
}
"""What nobody sets otherwise, and why."""
