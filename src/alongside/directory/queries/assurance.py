"""How sure we are of a service: confirmed lately, confirmed once, not for a year, or never."""

import datetime as dt

from django.utils.translation import gettext as _

from alongside.directory import policy
from alongside.kit import words


def standing(assured_on: dt.date | None, today: dt.date) -> str:
    """One of: recent, old, quiet (for a year nobody has confirmed it), never."""
    if assured_on is None:
        return "never"
    if assured_on < today - policy.QUIET:
        return "quiet"
    return "recent" if assured_on >= today - policy.RECENT else "old"


def is_last(assured_on: dt.date | None, came_on: dt.date, today: dt.date) -> bool:
    """Whether it stands last in every list: nobody has said for a year that it is so."""
    return (assured_on or came_on) < today - policy.QUIET


def said(assured_on: dt.date | None, today: dt.date) -> str:
    """The same in words. Silence says so by itself."""
    if assured_on is None:
        return _("Never confirmed")
    day = {"day": words.whole_date(assured_on)}
    return {
        "recent": _("Confirmed %(day)s"),
        "old": _("Not confirmed since %(day)s"),
        "quiet": _("Not confirmed since %(day)s: ring first"),
    }[standing(assured_on, today)] % day


def ask_again_on(assured_on: dt.date) -> dt.date:
    return assured_on + policy.CONFIRM_EVERY()


def says_so_from(assured_on: dt.date) -> dt.date:
    """From when a service that nobody confirms again says that it is not confirmed."""
    return assured_on + policy.RECENT + dt.timedelta(days=1)


def last_from(assured_on: dt.date) -> dt.date:
    """From when it stands last in every list."""
    return assured_on + policy.QUIET + dt.timedelta(days=1)
