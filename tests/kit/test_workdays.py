"""Working days in England."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit import workdays

days = st.dates(dt.date(2024, 1, 1), dt.date(2032, 12, 31))


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (dt.date(2026, 11, 9), 1, dt.date(2026, 11, 10)),
        (dt.date(2026, 11, 13), 1, dt.date(2026, 11, 16)),
        (dt.date(2026, 11, 14), 0, dt.date(2026, 11, 16)),
        (dt.date(2026, 11, 14), 1, dt.date(2026, 11, 16)),
        (dt.date(2026, 12, 24), 1, dt.date(2026, 12, 29)),
        (dt.date(2027, 3, 25), 1, dt.date(2027, 3, 30)),
    ],
)
def test_weekends_and_bank_holidays_are_passed_over(day: dt.date, number: int, expected: dt.date) -> None:
    assert workdays.after(day, number) == expected


@given(days, st.integers(0, 40))
def test_day_found_is_one_to_work_on_and_lies_so_many_away(day: dt.date, number: int) -> None:
    found = workdays.after(day, number)
    assert workdays.is_working(found)
    between = [day + dt.timedelta(days=1 + step) for step in range((found - day).days)]
    assert sum(map(workdays.is_working, between)) == max(number, 0 if workdays.is_working(day) else 1)


@given(days, st.integers(0, 40))
def test_before_leads_back_from_after(day: dt.date, number: int) -> None:
    start = workdays.after(day, 0)
    assert workdays.before(workdays.after(start, number), number) == start
