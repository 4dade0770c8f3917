"""A guard: to look at a page changes nothing.

While DEBUG or READ_ONLY_GUARD is on, SQL that writes during a safe request raises, so that a slip is found
where it is made. Sessions may be written; anything else says why by `writes_allowed`.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connections
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

_COMMENT = re.compile(r"\s*(?:--[^\n]*\n|/\*.*?\*/)\s*", re.DOTALL)
_WRITE = re.compile(
    r"""\s*\(*\s*(?:WITH\b.*?\b)?
    (?P<verb>INSERT|REPLACE|UPDATE|DELETE|MERGE|TRUNCATE|CREATE|ALTER|DROP|COPY)\b
    (?:\s+(?:OR\s+\w+\s+)?(?:INTO|FROM|TABLE|ONLY)\b)*
    \s+["`]?(?P<table>\w+)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)

_reasons: ContextVar[tuple[str, ...]] = ContextVar("reasons to write while reading", default=())


class WroteWhileReading(AssertionError):
    """A page that is only looked at tried to change something."""


class ReadOnlyMiddleware:
    """Watches the SQL of safe requests. Not loaded at all where the guard is off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not (settings.DEBUG or settings.READ_ONLY_GUARD):
            raise MiddlewareNotUsed
        self.get_response = get_response
        store = import_module(settings.SESSION_ENGINE).SessionStore
        self.free_tables = frozenset({store.get_model_class()._meta.db_table})

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        with ExitStack() as guards:
            for connection in connections.all():
                guards.enter_context(connection.execute_wrapper(self.refuse_writes))
            return self.get_response(request)

    def refuse_writes(self, execute: Callable[..., Any], sql: Any, params: Any, many: object, context: dict[str, Any]) -> Any:
        """Runs one statement, unless it would write without leave."""
        table = _written_table(str(sql))
        if table and table not in self.free_tables and not _reasons.get():
            raise WroteWhileReading(f"A safe request wrote to {table}. Do it on POST, or say why: kit.reading.writes_allowed.")
        return execute(sql, params, many, context)


@contextmanager
def writes_allowed(reason: str) -> Iterator[None]:
    """Let a write pass while a page is read, and say why: counting without persons, or keeping who read."""
    token = _reasons.set((*_reasons.get(), reason))
    try:
        yield
    finally:
        _reasons.reset(token)


def _written_table(sql: str) -> str | None:
    """The table that `sql` would change, or None when it only reads."""
    found = _WRITE.match(_COMMENT.sub(" ", sql))
    return found["table"] if found else None
