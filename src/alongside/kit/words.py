"""Facts said in plain English: dates, times of day, distances, lists of names."""

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext

from alongside.kit import clock

METRES_IN_A_MILE = 1609.344
LONGEST_TAIL = 30
HALF_A_YEAR = dt.timedelta(days=183)


def miles(metres: float) -> str:
    """How far it is: "0.4 miles", "1 mile", "12 miles". Nobody walks a tenth of a mile by the second decimal."""
    far = metres / METRES_IN_A_MILE
    if far < 0.05:
        return gettext("under 0.1 miles")
    shown = f"{far:.0f}" if far >= 9.95 else f"{far:.1f}".removesuffix(".0")
    return gettext("1 mile") if shown == "1" else gettext("%(number)s miles") % {"number": shown}


def date(day_: dt.date) -> str:
    """A date that stands for good: "2 November 2026"."""
    return date_format(_here(day_), "j F Y")


def whole_date(day_: dt.date) -> str:
    """The same where a line is short: it stands on one line or the next, and is never broken."""
    return date(day_).replace(" ", "\N{NO-BREAK SPACE}")


def near_date(day_: dt.date, today: dt.date | None = None) -> str:
    """A date without its year while nobody can mistake it: "2 November"."""
    return date_format(_here(day_), "j F" if _is_near(day_, today) else "j F Y")


def day(day_: dt.date, today: dt.date | None = None) -> str:
    """A day to keep free: "Tuesday 10 November", with the year only when it is far off."""
    return date_format(_here(day_), "l j F" if _is_near(day_, today) else "l j F Y")


def when(day_: dt.date, today: dt.date | None = None) -> str:
    """A day as one says it: "today", "tomorrow", "yesterday", or its name."""
    apart = (_here(day_) - (today or clock.today())).days
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    return near.get(apart) or day(day_, today)


def time(moment: dt.time) -> str:
    """A time of day: "10 am", "6:30 pm", "noon", "midnight"."""
    if moment.minute == 0 and moment.hour in {0, 12}:
        return gettext("noon") if moment.hour else gettext("midnight")
    hour, minute = moment.hour % 12 or 12, f":{moment.minute:02}" if moment.minute else ""
    half = pgettext("after a time", "pm") if moment.hour >= 12 else pgettext("after a time", "am")
    return f"{hour}{minute} {half}"


def times(start: dt.time, end: dt.time | None) -> str:
    """From when until when: "10 am to noon"."""
    if end is None:
        return time(start)
    return gettext("%(start)s to %(end)s") % {"start": time(start), "end": time(end)}


def days(number: int) -> str:
    """A number of days: "1 day", "3 days"."""
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


def years(number: int) -> str:
    """A number of years: "1 year", "6 years"."""
    return ngettext("%(n)d year", "%(n)d years", number) % {"n": number}


def seconds(number: int) -> str:
    """A short while: "1 second", "20 seconds"."""
    return ngettext("%(number)d second", "%(number)d seconds", number) % {"number": number}


def pounds(pence: int) -> str:
    """A price: "free", "£25", "£12.50"."""
    if not pence:
        return gettext("free")
    return f"£{pence // 100:,}" if pence % 100 == 0 else f"£{pence // 100:,}.{pence % 100:02}"


def joined(words: Sequence[str]) -> str:
    """A list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return gettext("%(most)s and %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


def few(words: Sequence[str], most: int = 8) -> str:
    """The same of a list that may be long: "a, b, c and 12 more"."""
    left = len(words) - most
    return joined([*words[:most], gettext("%(n)d more") % {"n": left}] if left > 1 else words)


def site(url: str) -> str:
    """An address as people know it: without what every address has, and without a long tail."""
    parts = urlsplit(url)
    host = (parts.hostname or url).removeprefix("www.")
    path = parts.path.rstrip("/")
    return f"{host}{path}" if len(path) <= LONGEST_TAIL else host


def _here(day_: dt.date) -> dt.date:
    """The day, also of a moment that the database keeps in UTC."""
    return day_.astimezone(clock.LONDON).date() if isinstance(day_, dt.datetime) else day_


def _is_near(day_: dt.date, today: dt.date | None) -> bool:
    day_, today = _here(day_), today or clock.today()
    return day_.year == today.year or abs(day_ - today) < HALF_A_YEAR
