import datetime as dt

import pytest
import time_machine

from alongside.jobs import registry, schedule, worker
from alongside.jobs.models import Job
from alongside.jobs.schedule import Clock, Daily, Every
from alongside.kit import clock
from tests.jobs import kinds

NOON = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def minutely() -> Clock:
    return Clock([Every("tests.nightly", MINUTE)])


def test_every_line_of_the_timetable_is_known_work() -> None:
    names = [line.name for line in schedule.timetable()]
    assert names
    assert len(set(names)) == len(names)
    assert set(names) <= set(registry.names())


@pytest.mark.django_db
def test_two_workers_put_each_slot_once() -> None:
    kinds.make_tables()
    two = [minutely(), minutely()]
    with time_machine.travel(NOON, tick=False) as machine:
        for _ in range(14):
            for one in two:
                one.tick(clock.now())
                worker.work_off()
            machine.shift(30)
    assert Job.objects.count() == 7
    assert kinds.traces("effects") == {"night": 7}


@pytest.mark.django_db
def test_slot_that_fails_is_tried_again_before_the_next_is_put() -> None:
    one = Clock([Every("tests.broken", MINUTE)])
    with time_machine.travel(NOON, tick=False) as machine:
        one.tick(clock.now())
        worker.work_one()
        machine.shift(MINUTE)
        one.tick(clock.now())
        assert Job.objects.count() == 1
        Job.objects.update(done_at=clock.now())
        one.tick(clock.now())
        assert Job.objects.count() == 2


@pytest.mark.django_db
def test_quiet_clock_asks_the_database_nothing(django_assert_num_queries: object) -> None:
    one = minutely()
    with time_machine.travel(NOON, tick=False):
        one.tick(clock.now())
        with django_assert_num_queries(0):  # type: ignore[operator]
            one.tick(clock.now())


@pytest.mark.parametrize(
    ("now", "key"),
    [
        ("2026-11-09T06:59:59+00:00", None),
        ("2026-11-09T07:00:00+00:00", "2026-11-09"),
        ("2026-11-09T23:59:59+00:00", "2026-11-09"),
        ("2026-11-10T00:00:00+00:00", None),
        ("2026-07-01T06:00:00+00:00", "2026-07-01"),
        ("2026-07-01T23:30:00+00:00", None),
    ],
)
def test_daily_work_keeps_the_time_of_england(now: str, key: str | None) -> None:
    slot = Daily("tests.nightly", dt.time(7)).slot(dt.datetime.fromisoformat(now))
    assert (slot and slot[0]) == key


@pytest.mark.django_db
def test_machine_that_was_off_does_the_days_work_when_it_is_on_again() -> None:
    kinds.make_tables()
    with time_machine.travel(NOON, tick=False) as machine:
        for _ in range(3):
            Clock([Daily("tests.nightly", dt.time(3, 30))]).tick(clock.now())
            worker.work_off()
        machine.shift(dt.timedelta(days=4))
        Clock([Daily("tests.nightly", dt.time(3, 30))]).tick(clock.now())
        worker.work_off()
    assert kinds.traces("effects") == {"night": 2}


def test_two_kinds_may_not_share_a_name() -> None:
    with pytest.raises(ValueError, match=r"Two kinds of job are called tests\.nightly"):

        @registry.job("tests.nightly")
        def another() -> None: ...
