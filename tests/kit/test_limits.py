import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from alongside.kit import limits

HOUR = dt.timedelta(hours=1)
NOON = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_file(settings: Settings, tmp_path: Path) -> Path:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    return tmp_path / "limits.sqlite3"


def asks(address: str = "203.0.113.7", name: str = "ask") -> HttpResponse | None:
    request = RequestFactory().post("/ask", REMOTE_ADDR=address)
    request.user = AnonymousUser()
    return limits.limited(request, name, times=3, per=HOUR)


def answers(times: int, address: str = "203.0.113.7", name: str = "ask") -> list[int]:
    refusals = [asks(address, name) for _ in range(times)]
    return [refusal.status_code if refusal else 200 for refusal in refusals]


@pytest.mark.django_db
def test_visitor_who_asks_too_often_is_told_when_to_come_back() -> None:
    with time_machine.travel(NOON + dt.timedelta(minutes=50), tick=False) as machine:
        assert answers(4) == [200, 200, 200, 429]
        refusal = asks()
        assert refusal is not None
        assert refusal["Retry-After"] == "600"
        assert "10 minutes" in refusal.text
        machine.shift(dt.timedelta(minutes=10))
        assert answers(1) == [200]


@pytest.mark.django_db
def test_others_and_other_doings_are_counted_apart() -> None:
    with time_machine.travel(NOON, tick=False):
        assert answers(3) == [200, 200, 200]
        assert answers(1, address="203.0.113.8") == [200]
        assert answers(1, name="correct") == [200]
        assert answers(1) == [429]


@pytest.mark.django_db
def test_household_in_ipv6_is_one_visitor() -> None:
    with time_machine.travel(NOON, tick=False):
        assert answers(3, address="2001:db8:1:2::3") == [200, 200, 200]
        assert answers(1, address="2001:db8:1:2:ffff::9") == [429]
        assert answers(1, address="2001:db8:1:3::3") == [200]


def test_forwarded_address_counts_only_behind_our_own_proxy(settings: Settings) -> None:
    request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.7", headers={"X-Forwarded-For": "198.51.100.1, 198.51.100.2"})
    assert limits.visitor(request) == "203.0.113.7"
    settings.PROXIES = 1
    assert limits.visitor(request) == "198.51.100.2"
    settings.PROXIES = 2
    assert limits.visitor(request) == "198.51.100.1"
    settings.PROXIES = 3
    assert limits.visitor(request) == "203.0.113.7"


def test_no_address_is_kept_and_the_salt_lives_a_day(own_file: Path) -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        answers(1)
        with limits._store() as store:
            salt = store.execute("select salt from salts").fetchone()
        assert b"203.0.113.7" not in own_file.read_bytes()
        machine.shift(dt.timedelta(days=1))
        answers(1)
        with limits._store() as store:
            salts = store.execute("select salt from salts").fetchall()
            kept = store.execute("select count(*) from counts").fetchone()
        assert salt not in salts
        assert len(salts) == kept[0] == 1


def test_two_processes_count_together(own_file: Path) -> None:
    program = (
        "import django, sys; from django.conf import settings;"
        "settings.configure(LIMITS_FILE=sys.argv[1], CLOCK_SHIFT_DAYS=0, USE_TZ=True); django.setup();"
        "from alongside.kit import limits;"
        "[limits._count('one', over=4102444800, now=0) for _ in range(200)]"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, str(own_file)]) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert limits._count("one", over=4102444800, now=0) == 401
