"""Tries the web addresses of services, politely: one after the other, with a pause, each seldom, and only for its head if that is told."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import Q

from alongside.directory.actions import conditions
from alongside.directory.models import Link, Service
from alongside.directory.registry import Written
from alongside.kit import clock, fetch

AGAIN_AFTER = dt.timedelta(days=21)
AT_ONCE = 300
"""At most so many in one night."""
PAUSE = 1.0
SECONDS = 15.0
GONE_FROM = 400
REFUSES_ROBOTS = frozenset({401, 402, 403, 405, 406, 408, 418, 425, 429, 451})
"""Codes of servers that are there and do not like to be asked by a program. Servers in trouble (500 and more) count as failing."""

Ask = Callable[[str], int]


def due() -> list[str]:
    """The addresses to try now: those that failed yesterday, those never tried, then those tried longest ago."""
    today = clock.today()
    given = Service.objects.published().exclude(url="").order_by("url").values_list("url", flat=True).distinct()
    known = {link.url: link for link in Link.objects.order_by("pk")}
    fresh = {url for url, link in known.items() if link.checked_on >= (today if link.failed_on else today - AGAIN_AFTER)}
    waiting = [url for url in given if url not in fresh]
    return sorted(waiting, key=lambda url: _order(known.get(url)))[:AT_ONCE]


def _order(link: Link | None) -> tuple[int, dt.date]:
    if link is None:
        return (1, dt.date.min)
    return (0 if link.failed_on else 2, link.checked_on)


def check(*, ask: Ask | None = None, pause: float = PAUSE) -> Iterator[str]:
    """Try each address that is due and note how it went; each is named when it is done."""
    for number, url in enumerate(due()):
        if number and pause:
            time.sleep(pause)
        note(url, _why_dead(url, ask or _ask))
        yield url


def _ask(url: str) -> int:
    return fetch.answers(url, seconds=SECONDS)


def _why_dead(url: str, ask: Ask) -> str:
    """Why it counts as failing today; nothing where it answers."""
    try:
        code = ask(url)
    except fetch.FetchError as reason:
        return str(reason)
    return f"{code}" if code >= GONE_FROM and code not in REFUSES_ROBOTS else ""


@transaction.atomic
def note(url: str, why: str) -> Link:
    """How it went today. It is dead once it failed on two different days in a row; one answer brings it back."""
    today = clock.today()
    link = Link.objects.select_for_update().filter(url=url).first() or Link(url=url, checked_on=today)
    again = link.pk is None or link.checked_on < today
    was_dead = link.failures >= conditions.DEAD_AFTER
    link.failures = link.failures + (1 if again or not link.failures else 0) if why else 0
    link.failed_on = (link.failed_on or today) if why else None
    link.checked_on, link.said = today, why[:300]
    link.save()
    if was_dead != (link.failures >= conditions.DEAD_AFTER):
        ids = Service.objects.published().filter(Q(url=url)).order_by("pk").values_list("pk", flat=True)
        conditions.write(Written.read(list(ids)))
    return link


def forget() -> None:
    """Addresses that no service gives any more are forgotten."""
    given = Service.objects.exclude(url="").order_by().values("url")
    Link.objects.exclude(url__in=given).delete()
