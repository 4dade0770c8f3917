"""Kinds of work that leave traces which can be counted. Known to the tests and to the workers that they kill."""

import datetime as dt
import time

from django.db import connection

from alongside.jobs import holding
from alongside.jobs.registry import job

QUICK = {"lease": dt.timedelta(seconds=2), "first_wait": dt.timedelta(seconds=0.05)}


TIMETABLE: list[object] = []  # the workers below do nothing of their own accord


def make_tables() -> None:
    """Where effects and starts are written, without a key that would hide a second one."""
    with connection.cursor() as cursor:
        cursor.execute("create table effects (key text not null)")
        cursor.execute("create table starts (key text not null)")


def traces(table: str) -> dict[str, int]:
    """How often each key was written."""
    with connection.cursor() as cursor:
        cursor.execute(f"select key, count(*) from {table} group by key order by key")
        return dict(cursor.fetchall())


def write(table: str, key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {table} values (%s)", [key])


@job("tests.atomic", **QUICK)  # type: ignore[arg-type]
def effect(key: str, seconds: float = 0) -> None:
    """Its effect and its being done are one."""
    write("effects", key)
    time.sleep(seconds)


@job("tests.idempotent", atomic=False, **QUICK)  # type: ignore[arg-type]
def effect_by_key(key: str, seconds: float = 0) -> None:
    """May begin several times, and has its effect once."""
    write("starts", key)
    time.sleep(seconds)
    with connection.cursor() as cursor:
        cursor.execute("insert into effects select %s where not exists (select 1 from effects where key = %s)", [key, key])
    time.sleep(seconds)


@job("tests.long", atomic=False, **QUICK)  # type: ignore[arg-type]
def long(key: str, steps: int, *, says_so: bool) -> None:
    """Longer than its lease."""
    write("starts", key)
    for _ in range(steps):
        time.sleep(0.4)
        if says_so:
            holding.keep_hold()
    write("effects", key)


class Broken(Exception):
    """Work that does not work."""


@job("tests.broken", tries=3)
def broken(words: str = "") -> None:
    raise Broken(words)


@job("tests.half", tries=3)
def half(key: str) -> None:
    """Writes, and then fails."""
    write("effects", key)
    raise Broken


@job("tests.nightly")
def nightly() -> None:
    write("effects", "night")
