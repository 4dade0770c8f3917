"""How full a service is, as a feed says it: in our own words, by the numbers of HSDS 3.1 or by the waiting time of 3.0."""

import datetime as dt
import math
import re
from typing import Any

from alongside.directory.actions.capacity import MOST_WEEKS
from alongside.directory.actions.importing import cleaning
from alongside.directory.actions.importing.feed import inside, listed
from alongside.directory.models import Service
from alongside.directory.queries.capacity import Statement

Raw = dict[str, Any]
STATUSES = frozenset(Service.Capacity.values)
WAITS = re.compile(r"(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3}))?\s*(day|week|month)s?\b", re.I)
IN_WEEKS = {"day": 1 / 7, "week": 1.0, "month": 52 / 12}


def read(raw: Raw, today: dt.date) -> Statement | None:
    """What the record says of it and of which day that is. Without a day it is no statement, nor with one that is to come."""
    own = inside(raw, "alongside")
    said = _own(inside(own, "capacity")) if own else _numbers(raw)
    return said if said and said.said_on <= today else None


def _own(given: Raw) -> Statement | None:
    """As another Alongside has it."""
    status, said_on = given.get("status"), cleaning.date(given.get("said_on"))
    if status not in STATUSES or said_on is None:
        return None
    weeks = cleaning.number(given.get("weeks")) if status == Service.Capacity.WAITING else None
    until = cleaning.date(given.get("until")) if status == Service.Capacity.PAUSED else None
    return Statement(str(status), said_on, _possible(weeks), until)


def _numbers(raw: Raw) -> Statement | None:
    """Whether any unit is free; else how long one waits."""
    counted = [one for one in listed(raw, "capacities") if isinstance(one.get("available"), int | float)]
    days = [day for one in counted if (day := cleaning.date(one.get("updated")))]
    weeks = _weeks(cleaning.line(raw.get("wait_time")))
    if counted and days:
        if any(one["available"] > 0 for one in counted):
            return Statement(str(Service.Capacity.OPEN), max(days))
        return Statement(str(Service.Capacity.WAITING if weeks else Service.Capacity.FULL), max(days), weeks)
    said_on = cleaning.date(raw.get("assured_date")) or cleaning.date(raw.get("last_modified"))
    return Statement(str(Service.Capacity.WAITING), said_on, weeks) if weeks and said_on else None


def _weeks(said: str) -> int | None:
    """The longest that it may take."""
    if not (found := WAITS.search(said)):
        return None
    return _possible(math.ceil(int(found[2] or found[1]) * IN_WEEKS[found[3].lower()]))


def _possible(weeks: int | None) -> int | None:
    return weeks if weeks is not None and 1 <= weeks <= MOST_WEEKS else None
