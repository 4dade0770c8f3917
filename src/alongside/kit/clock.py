"""What time it is here. Rooms ask this and never the machine, so that a demonstration can be moved in time."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")

_moved: ContextVar[dt.timedelta] = ContextVar("moved", default=dt.timedelta())


def now() -> dt.datetime:
    """The moment it is, in UTC, moved by ALONGSIDE_CLOCK_SHIFT_DAYS."""
    return timezone.now() + dt.timedelta(days=settings.CLOCK_SHIFT_DAYS) + _moved.get()


def today() -> dt.date:
    """The day it is in England."""
    return now().astimezone(LONDON).date()


@contextmanager
def moved(**by: float) -> Iterator[None]:
    """What is done inside happens so much earlier or later (`days=-3`): a demonstration has a past."""
    token = _moved.set(_moved.get() + dt.timedelta(**by))
    try:
        yield
    finally:
        _moved.reset(token)
