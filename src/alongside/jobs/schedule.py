"""Work that comes back: each time has a slot, and the unique key of a slot keeps two workers from putting it twice."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from alongside.jobs import actions, registry
from alongside.jobs.models import Job
from alongside.kit import clock


class Periodic(Protocol):
    """One line of the timetable."""

    @property
    def name(self) -> str: ...

    def slot(self, now: dt.datetime) -> tuple[str, dt.datetime] | None:
        """The slot that is open at `now`, as its key and since when; None before the first of the day."""


@dataclass(frozen=True)
class Every:
    """Again after each `apart`, counted from the beginning of time, so that every process agrees."""

    name: str
    apart: dt.timedelta

    def slot(self, now: dt.datetime) -> tuple[str, dt.datetime]:
        number = int(now.timestamp() // self.apart.total_seconds())
        return str(number), dt.datetime.fromtimestamp(number * self.apart.total_seconds(), dt.UTC)


@dataclass(frozen=True)
class Daily:
    """Once a day, at or after a time in England; a machine that was off then does it when it is on again that day."""

    name: str
    at: dt.time

    def slot(self, now: dt.datetime) -> tuple[str, dt.datetime] | None:
        here = now.astimezone(clock.LONDON)
        since = dt.datetime.combine(here.date(), self.at, clock.LONDON)
        return (here.date().isoformat(), since) if here >= since else None


def timetable() -> Sequence[Periodic]:
    """All periodic work of the house, from the one file that lists it."""
    lines: Sequence[Periodic] = import_string(settings.SCHEDULE)
    for line in lines:
        registry.kind(line.name)
    return lines


class Clock:
    """Puts the open slots into the queue. Remembers what it put, so that most looks cost no query."""

    def __init__(self, lines: Iterable[Periodic]) -> None:
        self.lines = list(lines)
        self.seen: dict[str, str] = {}

    def tick(self, now: dt.datetime) -> None:
        """Put every slot that has opened, unless the work of an earlier one still waits or is tried again."""
        slots = {line.name: slot for line in self.lines if (slot := line.slot(now))}
        for name, (key, since) in slots.items():
            if self.seen.get(name) == key or Job.objects.unfinished().filter(name=name, once__startswith=f"{name}@").exists():
                continue
            actions.put(name, due=since, once=f"{name}@{key}")
            self.seen[name] = key
