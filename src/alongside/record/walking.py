"""Going along the chain as fast as a database hands rows out: no model objects, and the canonical text put together by hand.

It is only ever a short cut: where what comes out does not fit the hash, the event is looked at again as `chain` says it, and
that counts. So this file can be slow or wrong without the result being so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

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


@dataclass
class Walk:
    """How far a walk came, and which events it would not vouch for: each with the position and the hash before it."""

    before: str
    position: int = 0
    events: int = 0
    anchored_at: int | None = None
    doubts: list[tuple[int, int, str]] = field(default_factory=list)


class _People(dict[str | None, str]):
    """Ids as they are hashed. The same people come up again and again."""

    def __missing__(self, plain: str) -> str:
        self[plain] = said = f'"{plain[:8]}-{plain[8:12]}-{plain[12:16]}-{plain[16:20]}-{plain[20:]}"'
        return said


class _Kinds(dict[str, str]):
    """Kinds as they are hashed."""

    def __missing__(self, kind: str) -> str:
        self[kind] = said = json.dumps(kind, ensure_ascii=False)
        return said


def along(last: int, start: str, anchor: str) -> Walk:
    """From the first event of the chain to position `last`, looking out for the hash `anchor`."""
    walk, sha256 = Walk(start), hashlib.sha256
    people, kinds = _People({None: "null"}), _Kinds()
    position, before, events = 0, start, 0
    with _rows(last) as rows:
        for at, prev, own, id_, kind, when, by, acting_for, subject_kind, subject, facts in rows:
            if len(when) < 20:
                when += ".000000"  # noqa: PLW2901  # as SQLite keeps a full second
            # no fact has a space, and their keys are written in order
            told = (
                f'{prev}\n{{"acting_for":{people[acting_for]},"at":"{when[:10]}T{when[11:]}+00:00","by":{people[by]},"facts":'
                f'{facts.replace(" ", "")},"id":"{id_[:8]}-{id_[8:12]}-{id_[12:16]}-{id_[16:20]}-{id_[20:]}","kind":{kinds[kind]},'
                f'"subject_id":"{subject[:8]}-{subject[8:12]}-{subject[12:16]}-{subject[16:20]}-{subject[20:]}",'
                f'"subject_kind":{kinds[subject_kind]}}}'
            )
            if (
                (sha256(told.encode()).hexdigest() != own and _in_order(told, facts) != own)
                or at != position + 1
                or prev != before
            ):
                walk.doubts.append((at, position, before))
            position, before = at, own
            events += 1
            if own == anchor:
                walk.anchored_at = at
    walk.position, walk.before, walk.events = position, before, events
    return walk


@contextmanager
def _rows(last: int) -> Iterator[Iterable[tuple[int, str, str, str, str, str, str | None, str | None, str, str, str]]]:
    """All of it by one query, a row at a time. PostgreSQL keeps the rest on its side, inside a transaction."""
    told = f"select {_COLUMNS[connection.vendor]} from record_event where position <= %s order by position"  # noqa: S608 our own names
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            yield cursor.execute(told, [last])  # the driver's own cursor: a third quicker than what Django puts around it
    else:
        with transaction.atomic(), closing(connection.chunked_cursor()) as cursor:
            cursor.execute(told, [last])
            yield cursor


def _in_order(told: str, facts: str) -> str:
    """The hash of the same event, with its facts put into order."""
    there = facts.replace(" ", "")
    return hashlib.sha256(told.replace(there, _encode(_decode(facts)).decode(), 1).encode()).hexdigest()
