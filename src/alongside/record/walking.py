"""Going along the chain as fast as a database hands rows out: no model objects, and the canonical text put together by hand.

It is only ever a short cut: where what comes out does not fit the hash, the event is looked at again as `chain` says it, and
that counts. So this file can be slow or wrong without the result being so.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
from django.db import connection, transaction

_COLUMNS = {
    "sqlite": 'position, prev, hash, id, kind, +at, "by", acting_for, subject_kind, subject_id, facts',
    "postgresql": (
        "position, prev, hash, replace(id::text, '-', ''), kind, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), "
        "replace(\"by\"::text, '-', ''), replace(acting_for::text, '-', ''), subject_kind, replace(subject_id::text, '-', ''), "
        "facts::text"
    ),
}
_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder(order="sorted").encode
_compact: Callable[..., bytes] = msgspec.json.format
_groups = struct.Struct("8s4s4s4s12s").unpack
"""The five groups of an id."""

_Row = tuple[Any, ...]
"""A position, and the other columns as bytes, or as whatever was put there behind our back."""


@dataclass
class Walk:
    """How far a walk came, and which events it would not vouch for: each with the position and the hash before it."""

    before: str
    position: int = 0
    events: int = 0
    anchored_at: int | None = None
    doubts: list[tuple[int, int, str]] = field(default_factory=list)


class _People(dict[bytes | None, bytes]):
    """Ids as they are hashed. The same people come up again and again."""

    def __missing__(self, plain: bytes) -> bytes:
        self[plain] = said = b'"%b"' % b"-".join(_groups(plain))
        return said


class _Kinds(dict[bytes, bytes]):
    """Kinds as they are hashed."""

    def __missing__(self, kind: bytes) -> bytes:
        self[kind] = said = json.dumps(kind.decode(), ensure_ascii=False).encode()
        return said


def along(last: int, start: str, anchor: str) -> Walk:
    """From the first event of the chain to position `last`, looking out for the hash `anchor`."""
    walk, sha256, compact, groups, dashed = Walk(start), hashlib.sha256, _compact, _groups, b"-".join
    people, kinds = _People({None: b"null"}), _Kinds()
    position, before, wanted, events = 0, start.encode(), anchor.encode(), 0
    with _rows(last) as rows:
        for at, prev, own, id_, kind, when, by, acting_for, subject_kind, subject, facts in rows:
            try:
                bare = compact(facts, indent=-1)  # without the spaces between; those in words count, and keys are in order
                told = (
                    b'%b\n{"acting_for":%b,"at":"%bT%b+00:00","by":%b,"facts":%b,"id":"%b","kind":%b,"subject_id":"%b",'
                    b'"subject_kind":%b}'
                ) % (
                    prev, people[acting_for], when[:10], when[11:] if len(when) > 20 else when[11:] + b".000000", people[by],
                    bare, dashed(groups(id_)), kinds[kind], dashed(groups(subject)), kinds[subject_kind],
                )  # fmt: skip
                sound = prev == before and (sha256(told).hexdigest().encode() == own or _in_order(told, bare) == own)
            except (ValueError, TypeError, AttributeError, struct.error):
                sound = False  # what no event of ours can hold
            if not sound or at != position + 1:
                walk.doubts.append((at, position, _text(before)))
            position, before = at, own
            events += 1
            if own == wanted:
                walk.anchored_at = at
    walk.position, walk.before, walk.events = position, _text(before), events
    return walk


@contextmanager
def _rows(last: int) -> Iterator[Iterable[_Row]]:
    """All of it by one query, a row at a time. PostgreSQL keeps the rest on its side, inside a transaction."""
    told = f"select {_COLUMNS[connection.vendor]} from record_event where position <= %s order by position"  # noqa: S608 our own names
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor, _in_bytes():
            yield cursor.execute(told, [last])  # the driver's own cursor: a third quicker than what Django puts around it
    else:
        with transaction.atomic(), closing(connection.chunked_cursor()) as cursor:
            cursor.execute(told, [last])
            yield ((position, *(None if value is None else value.encode() for value in others)) for position, *others in cursor)


@contextmanager
def _in_bytes() -> Iterator[None]:
    """SQLite hands out its texts as it has them. What was put in behind our back need not even be a text."""
    driver = connection.connection
    was, driver.text_factory = driver.text_factory, bytes
    try:
        yield
    finally:
        driver.text_factory = was


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def _in_order(told: bytes, facts: bytes) -> bytes:
    """The hash of the same event, with its facts put into order."""
    return hashlib.sha256(told.replace(facts, _encode(_decode(facts)), 1)).hexdigest().encode()
