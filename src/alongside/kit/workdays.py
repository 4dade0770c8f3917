"""Working days in England: weekends and bank holidays do not count."""

import datetime as dt
from functools import cache

import holidays

ONE_DAY = dt.timedelta(days=1)


def is_working(day: dt.date) -> bool:
    """Whether offices are open on `day`."""
    return day.weekday() < 5 and day not in _bank_holidays()


def after(day: dt.date, number: int) -> dt.date:
    """The day that is `number` working days after `day`: one after a Friday is Monday, none after a Sunday is Monday."""
    while number > 0 or not is_working(day):
        day += ONE_DAY
        number -= is_working(day)
    return day


def before(day: dt.date, number: int) -> dt.date:
    """The day that is `number` working days before `day`."""
    while number > 0 or not is_working(day):
        day -= ONE_DAY
        number -= is_working(day)
    return day


@cache
def _bank_holidays() -> holidays.HolidayBase:
    """Filled year by year as days are asked for."""
    return holidays.country_holidays("GB", subdiv="ENG")
