"""The kinds of work there are. Each room names its own in a module `work`, imported when Django is ready."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise

Run = TypeVar("Run", bound=Callable[..., Any])

LONGEST_WAIT = dt.timedelta(hours=1)


class UnknownJob(Exception):
    """No room knows how to do this."""


@dataclass(frozen=True)
class Kind:
    """How one kind of work is done: by whom held for how long, and how patiently it is tried again."""

    name: str
    title: str | Promise
    run: Callable[..., Any]
    lease: dt.timedelta
    atomic: bool
    tries: int
    first_wait: dt.timedelta

    def wait(self, attempts: int, jitter: float) -> dt.timedelta:
        """How long to wait after so many attempts: twice as long each time; `jitter` (0 to 1) spreads a crowd."""
        doubled: dt.timedelta = self.first_wait * 2 ** min(attempts - 1, 30)
        return min(doubled, LONGEST_WAIT) * (0.75 + jitter / 2)


_kinds: dict[str, Kind] = {}


def job(
    name: str,
    title: str | Promise = "",
    *,
    lease: dt.timedelta = dt.timedelta(minutes=1),
    atomic: bool = True,
    tries: int = 36,
    first_wait: dt.timedelta = dt.timedelta(seconds=2),
) -> Callable[[Run], Run]:
    """Say that the function below does the work called `name` ("notices.send"), with the facts it was put with.

    `title` says to people what it does, where it is listed: "Send the mail that waits".

    Atomic work and its being done are one transaction, so it happens exactly once; it must be short, since on SQLite
    nobody else writes meanwhile. Other work (mail, imports) may be done again after a crash, so it must be idempotent;
    it ends within its lease, or says `holding.keep_hold()` from time to time. What fails is tried again for about a day.
    """

    def registered(run: Run) -> Run:
        if name in _kinds and _kinds[name].run.__qualname__ != run.__qualname__:
            raise ValueError(f"Two kinds of job are called {name}.")
        _kinds[name] = Kind(name, title or name, run, lease, atomic, tries, first_wait)
        return run

    return registered


def kind(name: str) -> Kind:
    """The kind of work called `name`."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownJob(f"No room does {name}. Is its module `work` imported in the room's AppConfig.ready()?") from None


def title(name: str) -> str:
    """What work of this kind does, also where no room does it any more."""
    return str(_kinds[name].title) if name in _kinds else name


def names() -> list[str]:
    """Every kind of work that this process can do."""
    return list(_kinds)
