import datetime as dt

import pytest

from alongside.kit import words

TODAY = dt.date(2026, 11, 9)


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (0, "under 0.1 miles"),
        (79, "under 0.1 miles"),
        (644, "0.4 miles"),
        (1609, "1 mile"),
        (1590, "1 mile"),
        (2414, "1.5 miles"),
        (15_900, "9.9 miles"),
        (16_050, "10 miles"),
        (19_400, "12 miles"),
    ],
)
def test_distance_is_said_in_miles(metres: float, said: str) -> None:
    assert words.miles(metres) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 11, 10), "Tuesday 10 November"),
        (dt.date(2026, 1, 6), "Tuesday 6 January"),
        (dt.date(2027, 2, 2), "Tuesday 2 February"),
        (dt.date(2027, 11, 9), "Tuesday 9 November 2027"),
        (dt.date(2025, 11, 9), "Sunday 9 November 2025"),
    ],
)
def test_day_has_its_year_only_when_it_could_be_mistaken(day: dt.date, said: str) -> None:
    assert words.day(day, TODAY) == said
    assert words.near_date(day, TODAY) == said.partition(" ")[2]


def test_date_that_stands_for_good_has_its_year() -> None:
    assert words.date(dt.date(2026, 11, 2)) == "2 November 2026"


@pytest.mark.parametrize(("apart", "said"), [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (2, "Wednesday 11 November")])
def test_near_days_have_names_of_their_own(apart: int, said: str) -> None:
    assert words.when(TODAY + dt.timedelta(days=apart), TODAY) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (dt.time(10), dt.time(12), "10 am to noon"),
        (dt.time(13), dt.time(16), "1 pm to 4 pm"),
        (dt.time(18, 30), None, "6:30 pm"),
        (dt.time(0), dt.time(0, 5), "midnight to 12:05 am"),
        (dt.time(12, 15), None, "12:15 pm"),
    ],
)
def test_times_are_said_as_people_say_them(start: dt.time, end: dt.time | None, said: str) -> None:
    assert words.times(start, end) == said


@pytest.mark.parametrize(("names", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_names_are_joined_as_in_a_sentence(names: list[str], said: str) -> None:
    assert words.joined(names) == said


def test_one_day_is_not_days() -> None:
    assert (words.days(1), words.days(3), words.seconds(1), words.seconds(20)) == ("1 day", "3 days", "1 second", "20 seconds")


def test_a_moment_is_the_day_it_is_in_england() -> None:
    late = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)
    assert words.date(late) == "2 July 2026"
    assert words.day(late, TODAY) == "Thursday 2 July"
    assert words.when(late, dt.date(2026, 7, 2)) == "today"
