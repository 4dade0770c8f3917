"""What time it is here. Rooms ask this and never the machine, so that a demonstration can be moved in time."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> dt.datetime:
    """The moment it is, in UTC, moved by ALONGSIDE_CLOCK_SHIFT_DAYS."""
    return timezone.now() + dt.timedelta(days=settings.CLOCK_SHIFT_DAYS)


def today() -> dt.date:
    """The day it is in England."""
    return now().astimezone(LONDON).date()
