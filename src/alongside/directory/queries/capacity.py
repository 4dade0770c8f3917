"""How full a service is, as it was last said, and how far that can still be relied on.

A capacity is a statement of a day. Within a month it stands for itself; then it says how long ago that was; once it is older
than `policy.CAPACITY_LASTS`, or the day until which it held is past, it only says what was so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.directory import policy
from alongside.kit import words

if TYPE_CHECKING:
    from alongside.directory.models import Service

FRESH = dt.timedelta(days=30)
KINDS = {"open": "ok", "waiting": "warn", "full": "bad", "paused": "bad"}


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said of how full a service is. `value` is one of: open, waiting, full, paused."""

    value: str
    said_on: dt.date
    weeks: int | None = None
    until: dt.date | None = None

    def counts(self, today: dt.date) -> bool:
        """Whether it may still be relied on."""
        if self.until is not None and self.until <= today:
            return False
        return self.said_on >= today - policy.CAPACITY_LASTS()

    def words(self, today: dt.date) -> str:
        """In words, with its age where it has one."""
        if not self.counts(today):
            return _("%(was)s, said %(ago)s: ask") % {"was": self._was(today), "ago": ago(self.said_on, today)}
        if self.said_on >= today - FRESH:
            return self._is(today)
        return _("%(said)s, said %(ago)s") % {"said": self._is(today), "ago": ago(self.said_on, today)}

    def kind(self, today: dt.date) -> str:
        """The kind of tag that shows it; what is long past is silence."""
        return KINDS[self.value] if self.counts(today) else "silent"

    def _is(self, today: dt.date) -> str:
        if self.value == "waiting" and self.weeks:
            form = ngettext("Waiting list of about %(weeks)s week", "Waiting list of about %(weeks)s weeks", self.weeks)
            return form % {"weeks": self.weeks}
        if self.value == "paused" and self.until:
            return _("Takes nobody new until %(day)s") % {"day": words.near_date(self.until, today)}
        return {
            "open": _("Has room"),
            "waiting": _("Has a waiting list"),
            "full": _("Full"),
            "paused": _("Takes nobody new for now"),
        }[self.value]

    def _was(self, today: dt.date) -> str:
        if self.value == "paused" and self.until:
            return _("Took nobody new until %(day)s") % {"day": words.near_date(self.until, today)}
        return {
            "open": _("Had room"),
            "waiting": _("Had a waiting list"),
            "full": _("Was full"),
            "paused": _("Took nobody new"),
        }[self.value]


def of(service: Service) -> Statement | None:
    """What was last said of this service, or nothing."""
    return statement(service.capacity, service.capacity_said_on, service.capacity_weeks, service.capacity_until)


def statement(value: str, said_on: dt.date | None, weeks: int | None, until: dt.date | None) -> Statement | None:
    """The same from its parts."""
    return Statement(value, said_on, weeks, until) if value and said_on else None


def plain(said: Statement | None, today: dt.date) -> dict[str, Any] | None:
    """For programs: what was said, on which day, and whether it still counts."""
    if said is None:
        return None
    given = {"status": said.value, "weeks": said.weeks, "until": said.until and said.until.isoformat()}
    given |= {"said_on": said.said_on.isoformat(), "counts": said.counts(today)}
    return {key: value for key, value in given.items() if value is not None}


def ago(day: dt.date, today: dt.date) -> str:
    """How long ago a day is, as one says it."""
    days = max((today - day).days, 0)
    if days < 1:
        return _("today")
    if days < 14:
        return ngettext("%(number)s day ago", "%(number)s days ago", days) % {"number": days}
    if days < 60:
        return ngettext("%(number)s week ago", "%(number)s weeks ago", days // 7) % {"number": days // 7}
    if days < 730:
        return ngettext("%(number)s month ago", "%(number)s months ago", days // 30) % {"number": days // 30}
    return ngettext("%(number)s year ago", "%(number)s years ago", days // 365) % {"number": days // 365}
