"""What everybody may see is read from a copy of the database where there is one, so that the primary has time for the rest.

A copy is always a little behind. It answers only while it is known to hold all that the primary held a few seconds ago
(`settings.REPLICA_BEHIND_AT_MOST`), and whoever has just sent a form reads from the primary for longer than that: what
one wrote is always there. One request reads from one database alone, so a key and what is kept under it belong together.
"""

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count
from math import inf
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import Http404, HttpRequest, HttpResponse

from alongside.kit import signing

RESTS = 30.0
"""Seconds for which a replica that failed is not asked again."""

WROTE = "wrote"
"""The cookie of a browser that has just sent a form. It says nothing else."""

_log = logging.getLogger(__name__)
_database: ContextVar[str] = ContextVar("the database that this request reads from", default=DEFAULT_DB_ALIAS)
_turn = count()


class Lacking(Exception):
    """The replica cannot answer this, or not yet."""


def database() -> str:
    """The alias of the database that is read from."""
    return _database.get()


def connection() -> BaseDatabaseWrapper:
    """Where plain SQL that only reads goes."""
    return connections[_database.get()]


def answer(view: Callable[..., HttpResponse], request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """What `view`, which only reads, answers from a replica; from the primary where no replica may or can answer."""
    if settings.DATABASE_REPLICAS and not _just_wrote(request) and (replica := _next()):
        with suppress(Lacking), replica.read():
            return view(request, *args, **kwargs)
    return view(request, *args, **kwargs)


def remember_writing(response: HttpResponse) -> None:
    """Let whoever gets this answer read from the primary until every replica that is asked has what they wrote."""
    response.set_cookie(
        WROTE,
        signing.seal(WROTE, {}),
        max_age=_writing_lasts(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _just_wrote(request: HttpRequest) -> bool:
    try:
        signing.unseal(WROTE, request.COOKIES.get(WROTE, ""), _writing_lasts())
    except signing.BadSeal:
        return False
    return True


def _writing_lasts() -> dt.timedelta:
    return dt.timedelta(seconds=3 * settings.REPLICA_BEHIND_AT_MOST)  # the clocks of two machines may differ a little


@dataclass
class Replica:
    """A copy of the database, and until when it is known to be fresh enough to answer."""

    alias: str
    held_all_at: float = -inf
    """A moment of which it holds all that the primary held then."""
    mark: str = ""
    """Where in its log the primary stood at `marked_at`, while the replica has not come so far."""
    marked_at: float = -inf
    rests_until: float = -inf

    @contextmanager
    def read(self) -> Iterator[None]:
        """Reads go here. Raises `Lacking` when it fails, or does not know a thing that the primary may know."""
        before = _database.set(self.alias)
        try:
            yield
        except Http404 as reason:
            raise Lacking from reason
        except (OperationalError, InterfaceError) as reason:
            if not connections[self.alias].errors_occurred:
                raise  # it was the primary
            self.rest(reason)
            raise Lacking from reason
        finally:
            _database.reset(before)

    def is_fresh(self, now: float) -> bool:
        """Whether it holds all that the primary held a few seconds ago. Asks both databases, but seldom."""
        at_most = settings.REPLICA_BEHIND_AT_MOST
        if now < self.rests_until:
            return False
        if now < self.held_all_at + at_most:
            return True
        if not self.mark or now >= self.marked_at + at_most:
            self.mark, self.marked_at = _asked(DEFAULT_DB_ALIAS, "SELECT pg_current_wal_lsn()::text"), now
        if self._has_come_to(self.mark):
            self.held_all_at, self.mark = self.marked_at, ""
        return now < self.held_all_at + at_most

    def _has_come_to(self, mark: str) -> bool:
        try:
            come: bool | None = _asked(self.alias, "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", mark)
        except (OperationalError, InterfaceError) as reason:
            self.rest(reason)
            return False
        if come is None:
            self.rest("it is a database of its own, and no streaming replica")
        return bool(come)

    def rest(self, reason: object) -> None:
        """Ask it no more for a while."""
        _log.warning("%s rests for %d seconds, and the primary answers: %s", self.alias, RESTS, str(reason).strip())
        self.held_all_at, self.mark, self.rests_until = -inf, "", time.monotonic() + RESTS
        connections[self.alias].close()


_known: dict[str, Replica] = {}


def _next() -> Replica | None:
    """The replicas take turns; one that is not fresh is passed over."""
    every, now, turn = settings.DATABASE_REPLICAS, time.monotonic(), next(_turn)
    aliases = (every[(turn + n) % len(every)] for n in range(len(every)))
    in_turn = (_known.setdefault(alias, Replica(alias)) for alias in aliases)
    return next((replica for replica in in_turn if replica.is_fresh(now)), None)


def _asked(alias: str, sql: str, *given: str) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchone()[0]
