"""When a service is open: the clock on the wall counts, in summer and in winter, and it is said in plain words."""

import datetime as dt
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.directory.queries.times import (
    CODES,
    BadRule,
    Slot,
    Timetable,
    bank_holidays,
    closed_soon,
    days_of,
    next_occurrence,
    occurrences,
    parse,
    sentences,
    week,
)
from alongside.kit.clock import LONDON

FRIDAY = dt.date(2026, 11, 6)


def slot(rule: str, opens: str = "10:00", closes: str = "12:00", **more: dt.date) -> Slot:
    return Slot(rule, dt.time.fromisoformat(opens), dt.time.fromisoformat(closes), **more)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


TABLE = Timetable(
    (slot("FREQ=WEEKLY;BYDAY=TU"), slot("FREQ=MONTHLY;BYDAY=1FR", "14:00", "16:00")),
    closed_on=frozenset({dt.date(2026, 12, 22), dt.date(2026, 12, 29)}),
)


def test_it_is_said_as_one_would_say_it() -> None:
    assert sentences(TABLE, today=FRIDAY) == "Tuesdays, 10 am to noon. On the first Friday of the month also from 2 to 4 pm."


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"], "Monday to Friday, 9 am to 5 pm."),
        (["FREQ=WEEKLY;BYDAY=MO,WE"], "Mondays and Wednesdays, 9 am to 5 pm."),
        (["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"], "Every day, 9 am to 5 pm."),
        (["FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"], "Every other Wednesday, 9 am to 5 pm."),
        (["FREQ=MONTHLY;BYMONTHDAY=15"], "On the 15th of the month, 9 am to 5 pm."),
        (["FREQ=MONTHLY;BYMONTHDAY=-1"], "On the last day of the month, 9 am to 5 pm."),
        (["FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1"], "On the last Friday of the month, 9 am to 5 pm."),
        (["FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU"], "On the second Tuesday of every 3 months, 9 am to 5 pm."),
    ],
)
def test_every_kind_of_rule_has_its_sentence(rules: list[str], said: str) -> None:
    table = Timetable(tuple(slot(rule, "09:00", "17:00") for rule in rules))
    assert sentences(table, today=FRIDAY) == said


def test_days_with_the_same_hours_are_said_together() -> None:
    table = Timetable(
        (
            slot("FREQ=WEEKLY;BYDAY=MO"),
            slot("FREQ=WEEKLY;BYDAY=MO", "18:30", "20:00"),
            slot("FREQ=WEEKLY;BYDAY=SA", "10:00", "12:00"),
        )
    )
    assert sentences(table, today=FRIDAY) == "Mondays, 10 am to noon and 6:30 pm to 8 pm. Saturdays, 10 am to noon."


def test_words_that_are_no_rule_stand_after_the_rules() -> None:
    assert sentences(Timetable(text="Term time only"), today=FRIDAY) == "Term time only."


def test_a_slot_that_has_ended_is_not_told() -> None:
    over = Timetable((slot("FREQ=WEEKLY;BYDAY=TU", ends=dt.date(2026, 10, 1)),))
    assert sentences(over, today=FRIDAY) == ""
    assert week(over.slots, today=FRIDAY) == []


def test_the_week_shows_every_day_with_its_hours() -> None:
    shown = dict(week(TABLE.slots, today=FRIDAY))
    assert shown == {"Mon": [], "Tue": ["10–12"], "Wed": [], "Thu": [], "Fri": ["2–4"], "Sat": [], "Sun": []}


def test_the_next_dates_leave_out_those_when_it_is_closed() -> None:
    dates = [one.starts.date().isoformat() for one in islice(occurrences(TABLE, after=at("2026-12-05T09:00")), 4)]
    assert dates == ["2026-12-08", "2026-12-15", "2027-01-01", "2027-01-05"]
    assert closed_soon(TABLE, today=FRIDAY) == [dt.date(2026, 12, 22), dt.date(2026, 12, 29)]


def test_what_has_begun_and_not_ended_is_next() -> None:
    assert next_occurrence(TABLE, after=at("2026-11-10T11:59")).starts == at("2026-11-10T10:00")  # type: ignore[union-attr]
    assert next_occurrence(TABLE, after=at("2026-11-10T12:00")).starts == at("2026-11-17T10:00")  # type: ignore[union-attr]


def test_bank_holidays_close_what_closes_on_them() -> None:
    mondays = Timetable((slot("FREQ=WEEKLY;BYDAY=MO"),), closed_on_holidays=True)
    assert next_occurrence(mondays, after=at("2026-04-05T12:00")).starts.date() == dt.date(2026, 4, 13)  # type: ignore[union-attr]
    assert dt.date(2026, 8, 31) in bank_holidays(2026)


def test_ten_in_the_morning_is_ten_in_summer_and_in_winter() -> None:
    sundays = Timetable((slot("FREQ=WEEKLY;BYDAY=SU"),))
    around = list(islice(occurrences(sundays, after=at("2026-10-17T00:00")), 3))
    assert [one.starts.hour for one in around] == [10, 10, 10]
    assert [one.starts.utcoffset() for one in around] == [dt.timedelta(hours=1), dt.timedelta(), dt.timedelta()]


def test_every_other_week_counts_from_its_first_day() -> None:
    fortnightly = slot("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", starts=dt.date(2026, 1, 7))
    assert list(days_of(fortnightly, dt.date(2026, 11, 1), dt.date(2026, 11, 30))) == [
        dt.date(2026, 11, 11),
        dt.date(2026, 11, 25),
    ]


def test_a_rule_that_never_falls_ends_the_search() -> None:
    assert (
        next_occurrence(Timetable((slot("FREQ=MONTHLY;BYDAY=5FR", ends=dt.date(2020, 1, 1)),)), after=at("2026-11-06T12:00"))
        is None
    )


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO;BYHOUR=3",
        "nonsense",
    ],
)
def test_a_rule_that_we_cannot_keep_is_refused_in_plain_words(rule: str) -> None:
    with pytest.raises(BadRule, match="not a rule"):
        parse(rule)


rules = st.one_of(
    st.builds(
        lambda every, days: f"FREQ=WEEKLY;INTERVAL={every};BYDAY={','.join(days)}",
        st.integers(1, 4),
        st.lists(st.sampled_from(CODES), min_size=1, max_size=7, unique=True),
    ),
    st.builds(
        lambda every, nth, day: f"FREQ=MONTHLY;INTERVAL={every};BYDAY={nth}{day}",
        st.integers(1, 3),
        st.sampled_from((1, 2, 3, 4, -1)),
        st.sampled_from(CODES),
    ),
    st.builds(lambda date: f"FREQ=MONTHLY;BYMONTHDAY={date}", st.integers(1, 31)),
)
slots = st.builds(
    lambda rule, opens, long, starts: slot(rule, f"{opens:02}:30", f"{opens + long:02}:00", starts=starts),
    rules,
    st.integers(0, 20),
    st.integers(1, 3),
    st.dates(dt.date(2020, 1, 1), dt.date(2027, 1, 1)),
)
moments = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2028, 1, 1), timezones=st.just(LONDON))  # noqa: DTZ001 hypothesis adds it


@settings(max_examples=150, deadline=None)
@given(st.lists(slots, max_size=3), moments)
def test_next_dates_are_in_order_ahead_and_at_the_hours_that_were_given(some: list[Slot], moment: dt.datetime) -> None:
    table = Timetable(tuple(some))
    found = list(islice(occurrences(table, after=moment), 6))
    assert all(one.ends > moment for one in found)
    assert all(a.starts <= b.starts for a, b in pairwise(found))
    for one in found:
        hours = {(each.opens, each.closes) for each in some if one.starts.date() >= (each.starts or dt.date.min)}
        assert (one.starts.time(), one.ends.time()) in hours
        assert one.starts.tzinfo is LONDON


@settings(max_examples=100, deadline=None)
@given(slots, moments)
def test_the_days_of_a_slot_do_not_depend_on_where_one_begins_to_look(one: Slot, moment: dt.datetime) -> None:
    first = moment.date()
    whole = list(days_of(one, first, first + dt.timedelta(days=120)))
    later = list(days_of(one, first + dt.timedelta(days=40), first + dt.timedelta(days=120)))
    assert later == [day for day in whole if day >= first + dt.timedelta(days=40)]


@settings(max_examples=60, deadline=None)
@given(slots)
def test_whatever_the_rule_it_has_a_sentence_and_a_week(one: Slot) -> None:
    assert sentences(Timetable((one,)), today=dt.date(2020, 1, 1)).endswith(".")
    assert len(week([one], today=dt.date(2020, 1, 1))) in (0, 7)
