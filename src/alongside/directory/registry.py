"""What other rooms write with a service, in the transaction of the service itself."""

import uuid
from collections.abc import Callable, Sequence

Writer = Callable[[Sequence[uuid.UUID]], None]

_writers: list[Writer] = []


def with_service(writer: Writer) -> Writer:
    """Let `writer` run with the ids of services whenever they were added, changed or moved, before the commit."""
    if writer not in _writers:
        _writers.append(writer)
    return writer


def written(ids: Sequence[uuid.UUID]) -> None:
    """Tell every writer that these services changed."""
    for writer in _writers:
        writer(ids)
