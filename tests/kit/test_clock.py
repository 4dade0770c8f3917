import datetime as dt

import time_machine
from pytest_django.fixtures import Settings

from alongside.kit import clock


def test_today_is_the_day_in_england() -> None:
    with time_machine.travel(dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)):
        assert clock.today() == dt.date(2026, 7, 2)
    with time_machine.travel(dt.datetime(2026, 12, 1, 23, 30, tzinfo=dt.UTC)):
        assert clock.today() == dt.date(2026, 12, 1)


def test_demonstration_moves_its_clock(settings: Settings) -> None:
    settings.CLOCK_SHIFT_DAYS = 15
    with time_machine.travel(dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC), tick=False):
        assert clock.now() == dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
