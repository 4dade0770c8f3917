"""What a place may wish to change about these pages."""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Issue:
    """Something here that does not work for everybody yet, and the way round it."""

    what: str | Promise
    instead: str | Promise


REVIEWED = dt.date(2026, 11, 21)
"""When somebody last went through the accessibility statement."""

REVIEW_EVERY = dt.timedelta(days=365)

ISSUES = (
    Issue(
        _(
            "We test with programs, at many widths and without a mouse. No person who uses a screen reader every day has tried these pages for us yet."
        ),
        _("If something is hard to use, tell us. We answer, and we mend it."),
    ),
    Issue(
        _("Maps are pictures. Screen readers pass over them."),
        _("Everything on a map stands in the list beside it, with how far it is."),
    ),
    Issue(
        _("Some words about services come from other organisations and may be long or hard."),
        _("Each page has a link to tell us what is not clear, and a number to ring."),
    ),
    Issue(
        _("“Near me” needs script and the leave of your device."),
        _("Type a postcode or the name of a town."),
    ),
)

MINUTES_TO_ANSWER, MINUTES_TO_CONFIRM = 5, 1
"""What one of these takes, about: so the desk says how much work waits."""

FIXED = {
    "MINUTES_TO_ANSWER": "a rough guess, said as one",
    "MINUTES_TO_CONFIRM": "a rough guess, said as one",
    "REVIEWED": "a fact",
    "REVIEW_EVERY": "public bodies must look once a year",
    "ISSUES": "words of the accessibility statement",
}
"""What nobody sets otherwise, and why."""
