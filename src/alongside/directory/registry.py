"""What other rooms write with a service, in the transaction of the service itself."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.directory.queries import services

if TYPE_CHECKING:
    from alongside.directory.models import Service

AT_ONCE = 500


@dataclass(frozen=True)
class Written:
    """Services that were written: the ids of all, and those that everybody may see, read once for all that is written with them."""

    ids: Sequence[uuid.UUID]
    shown: Sequence[Service]

    @classmethod
    def read(cls, ids: Sequence[uuid.UUID]) -> Written:
        """These services as they now are."""
        return cls(ids, list(services.shown(ids)))


Writer = Callable[[Written], None]

_writers: list[Writer] = []
_waiting: ContextVar[dict[uuid.UUID, None] | None] = ContextVar("waiting", default=None)


def with_service(writer: Writer) -> Writer:
    """Let `writer` run with services whenever they were added, changed or moved, before the commit."""
    if writer not in _writers:
        _writers.append(writer)
    return writer


@contextmanager
def together() -> Iterator[None]:
    """Tell the writers once, at the end, of all services written inside. Use it within one transaction."""
    waiting: dict[uuid.UUID, None] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    written(list(waiting))


def written(ids: Sequence[uuid.UUID]) -> None:
    """Tell every writer that these services changed."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(dict.fromkeys(ids))
        return
    every = list(dict.fromkeys(ids))
    for start in range(0, len(every), AT_ONCE):
        batch = Written.read(every[start : start + AT_ONCE])
        for writer in _writers:
            writer(batch)
