"""The rules of this room that a place may want otherwise. Days are working days in England."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.kit import adjustable
from alongside.kit.adjustable import Number

adjustable.room("journeys", _("Complaints and the monthly mail"))

COMPLAINT_IN_DAYS = Number(
    "journeys.COMPLAINT_IN_DAYS",
    _("A complaint about data is answered within so many working days. The law asks for no undue delay."),
    default=15,
    at_least=1,
    at_most=20,
)

MONTHLY_DAY = Number(
    "journeys.MONTHLY_DAY",
    _(
        "The monthly mail goes to the leads of each organisation on this day of the month, or on the next on which we can send it."
    ),
    default=3,
    at_least=1,
    at_most=28,
)

MONTHLY_LINK = dt.timedelta(days=45)
"""How long the link in a monthly mail opens its page: until the next mail is there."""

REPORT_LINK = dt.timedelta(days=60)
"""How long the link works by which somebody reports back to a network: well after the day on which it is owed."""

FIXED = {
    "MONTHLY_LINK": "longer than a month, so that there is always a link that works, and no longer than it must be",
    "REPORT_LINK": "a matter of security, the same in every place",
}
"""What nobody sets otherwise, and why."""
