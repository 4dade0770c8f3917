"""What other rooms write with a service, in the transaction of the service itself."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

Writer = Callable[[Sequence[uuid.UUID]], None]

_writers: list[Writer] = []
_waiting: ContextVar[dict[uuid.UUID, None] | None] = ContextVar("waiting", default=None)


def with_service(writer: Writer) -> Writer:
    """Let `writer` run with the ids of services whenever they were added, changed or moved, before the commit."""
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
    for writer in _writers:
        writer(ids)
