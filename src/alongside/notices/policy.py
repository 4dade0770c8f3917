"""The rules of this room that a place may want otherwise."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.kit import adjustable
from alongside.kit.adjustable import Days

adjustable.room("notices", _("Mail"))

GIVE_UP_AFTER = Days(
    "notices.GIVE_UP_AFTER",
    _("A mail is tried for so long before an officer is told that it did not go."),
    default=3,
    at_least=1,
    at_most=7,
)

KEEP_BODIES = dt.timedelta(days=14)
"""How long the words of a mail are kept. They hold codes and links that open things."""

KEEP_MAILS = dt.timedelta(days=365)
"""How long we can say that a mail went to somebody."""

FIXED = {
    "KEEP_BODIES": "said in what we keep about people",
    "KEEP_MAILS": "said in what we keep about people",
}
"""What nobody sets otherwise, and why."""
