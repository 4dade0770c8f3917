"""How sure we are of a service: confirmed lately, confirmed once, or never."""

import datetime as dt

from django.utils.translation import gettext as _

from alongside.directory import policy
from alongside.kit import words


def standing(assured_on: dt.date | None, today: dt.date) -> str:
    """One of: recent, old, never."""
    if assured_on is None:
        return "never"
    return "recent" if assured_on >= today - policy.RECENT else "old"


def said(assured_on: dt.date | None, today: dt.date) -> str:
    """The same in words. Silence says so by itself."""
    if assured_on is None:
        return _("Never confirmed")
    day = {"day": words.date(assured_on)}
    return _("Confirmed %(day)s") % day if standing(assured_on, today) == "recent" else _("Not confirmed since %(day)s") % day


def ask_again_on(assured_on: dt.date) -> dt.date:
    return assured_on + policy.CONFIRM_EVERY()


def says_so_from(assured_on: dt.date) -> dt.date:
    """From when a service that nobody confirms again says that it is not confirmed."""
    return assured_on + policy.RECENT + dt.timedelta(days=1)
