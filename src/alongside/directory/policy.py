"""The rules of the directory that a place may set otherwise."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from alongside.kit import adjustable
from alongside.kit.adjustable import Days, Number, Switch

adjustable.room("directory", _("Services"))

CONFIRM_EVERY = Days(
    "directory.CONFIRM_EVERY",
    _("An organisation is asked so often whether a service is still as it says."),
    default=91,
    at_least=30,
    at_most=365,
)
CONFIRM_AHEAD = Days(
    "directory.CONFIRM_AHEAD", _("They find it on their desk so long before that day."), default=14, at_least=3, at_most=28
)
APPROVE_IN_DAYS = Number(
    "directory.APPROVE_IN_DAYS",
    _("An officer answers a change that needs approval within so many working days."),
    default=5,
    at_least=1,
    at_most=20,
)
CORRECT_IN_DAYS = Number(
    "directory.CORRECT_IN_DAYS", _("A correction is answered within so many working days."), default=10, at_least=1, at_most=20
)
ASK_IN_DAYS = Number(
    "directory.ASK_IN_DAYS",
    _("Somebody who asks a person hears back within so many working days."),
    default=2,
    at_least=1,
    at_most=10,
)

ONLY_CONFIRMED = Switch(
    "directory.ONLY_CONFIRMED",
    _("Who looks for support first sees what was confirmed within the last six months. One press shows the rest."),
    default=0,
)
CAPACITY_LASTS = Days(
    "directory.CAPACITY_LASTS",
    _("What an organisation says of how full a service is counts for so long. After that it is shown as long past."),
    default=91,
    at_least=14,
    at_most=183,
)

ASSURED = dt.timedelta(days=91)
"""So long a confirmation counts as assurance for who refers: the national standard asks for three months."""

QUIET = dt.timedelta(days=365)
"""After this long without an answer a service stands last in every list, and says: ring first."""

SHORTLIST_LASTS = dt.timedelta(days=90)
"""How long a shortlist can be read."""

RECENT = dt.timedelta(days=183)
"""After this long without an answer a service says of itself that it is not confirmed."""

KEEP_UPLOADS = dt.timedelta(days=7)
"""How long a sheet that was sent in waits to be brought in."""

UNDO_FOR = dt.timedelta(days=30)
"""So long two services that were made one can be made two again."""

FIXED = {
    "SHORTLIST_LASTS": "said on the page and in what we keep about people",
    "ASSURED": "the national standard says so",
    "QUIET": "twice RECENT, and the index of search is built with it",
    "UNDO_FOR": "said in what we keep about people, and the same as for organisations",
    "RECENT": "the index of search is built with it, and the first page says “the last six months”",
    "KEEP_UPLOADS": "said in what we keep about people",
}
"""What nobody sets otherwise, and why."""
