"""The rules of this room that a place may want otherwise. Days are working days in England."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.kit import adjustable
from alongside.kit.adjustable import Days, Number

adjustable.room("replies", _("Answers"))

DAYS = Number(
    "replies.DAYS",
    _("A question is answered within so many working days, where its kind does not say."),
    default=5,
    at_least=1,
    at_most=20,
)
REMIND_BEFORE = Number(
    "replies.REMIND_BEFORE", _("A reminder goes so many working days before an answer is due."), default=1, at_least=1, at_most=5
)
TO_LEAD_AFTER = Number(
    "replies.TO_LEAD_AFTER",
    _("So many working days late, a question goes to the lead of the organisation."),
    default=3,
    at_least=1,
    at_most=5,
)
TO_COORDINATOR_AFTER = Number(
    "replies.TO_COORDINATOR_AFTER",
    _("So many working days late, it goes to the organisation that coordinates the place."),
    default=6,
    at_least=6,
    at_most=20,
)
DISPUTE_WITHIN = Days(
    "replies.DISPUTE_WITHIN", _("For so long an asker may say: this does not answer me."), default=28, at_least=7, at_most=90
)
MEDIATE_FROM_ROUND = Number(
    "replies.MEDIATE_FROM_ROUND", _("Asked so many times, it is the coordinator that answers."), default=3, at_least=2, at_most=6
)

ANSWER_LINK = dt.timedelta(days=42)
"""For so long the link in a mail lets its reader answer without signing in."""

KEEP_ADDRESSES = dt.timedelta(days=180)
"""How long after the end the e-mail address of somebody without an account is kept."""

LONGEST_AWAY = dt.timedelta(days=366)
"""For longer than this, somebody else should have the seat."""

FIXED = {
    "ANSWER_LINK": "a matter of security, the same in every place",
    "LONGEST_AWAY": "catches a slip of the pen; longer is no leave but a change of seat",
    "KEEP_ADDRESSES": "said in what we keep about people",
}
"""What nobody sets otherwise, and why."""
