"""What is new: each room says what happened in it, and the patch page, feeds and bulletins read it from here."""

import datetime as dt
import heapq
import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice


@dataclass(frozen=True)
class News:
    """One new thing. `kind` is the word shown before it; no patches means that it matters everywhere."""

    kind: str
    id: uuid.UUID
    title: str
    url: str
    at: dt.datetime
    summary: str = ""
    patches: tuple[uuid.UUID, ...] = ()
    topics: tuple[str, ...] = ()


Latest = Callable[[Collection[uuid.UUID], Collection[str], dt.datetime], Iterable[News]]

_rooms: list[Latest] = []


def register(latest: Latest) -> Latest:
    """Adds a room's `latest(patches, topics, since)`: its news since then, newest first; no patches or topics means all."""
    if latest not in _rooms:
        _rooms.append(latest)
    return latest


def latest(patches: Collection[uuid.UUID], topics: Collection[str], since: dt.datetime, limit: int = 50) -> list[News]:
    """The newest news of all rooms, newest first."""
    streams = [room(patches, topics, since) for room in _rooms]
    return list(islice(heapq.merge(*streams, key=lambda news: news.at, reverse=True), limit))
