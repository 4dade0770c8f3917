"""All writes: documents into search and out of it, in the transaction of whoever calls."""

import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.search import analysis, keys, registry, spelling
from alongside.search.models import Edition, Entry, Value, Word
from alongside.search.shapes import Document

T = TypeVar("T")
BATCH = 500
CONTENT = ("title", "body", "keys", "title_marks", "points", "facts", "soonest", "rank")


@transaction.atomic
def put(documents: Iterable[Document]) -> None:
    """Make these documents findable as they now are; a document that was there before is replaced."""
    for batch in _batches(documents):
        _put_batch(list({(document.kind, document.id): document for document in batch}.values()))


@transaction.atomic
def remove(kind: str, ids: Collection[UUID]) -> None:
    """Make these documents of the kind unfindable."""
    for batch in _batches(ids):
        Entry.objects.filter(kind=kind, document__in=batch).delete()
    Edition.objects.create(kind=kind)


@transaction.atomic
def rebuild(kind: str) -> None:
    """Read every document of the kind anew from the room that owns it, and forget words that nothing uses any more."""
    Entry.objects.filter(kind=kind).delete()
    Word.objects.filter(kind=kind).delete()
    Edition.objects.filter(kind=kind).delete()
    Edition.objects.create(kind=kind)
    put(registry.documents(kind))


def _put_batch(batch: list[Document]) -> None:
    ids = _value_ids(batch)
    kinds = {document.kind for document in batch}
    old = {(entry.kind, entry.document): entry for entry in _entries_of(batch, kinds)}
    new = [entry for document in batch if not _same(entry := _entry(document, ids), old.get((document.kind, document.id)))]
    Entry.objects.filter(pk__in=[old[key].pk for entry in new if (key := (entry.kind, entry.document)) in old]).delete()
    Entry.objects.bulk_create(new)
    Edition.objects.bulk_create([Edition(kind=kind) for kind in sorted({entry.kind for entry in new})])
    for kind in kinds:
        spelling.learn(kind, (f"{document.title} {document.body}" for document in batch if document.kind == kind))


def _entries_of(batch: list[Document], kinds: set[str]) -> QuerySet[Entry]:
    return Entry.objects.filter(kind__in=kinds, document__in=[document.id for document in batch])


def _same(new: Entry, old: Entry | None) -> bool:
    return old is not None and all(_plain(getattr(new, name)) == _plain(getattr(old, name)) for name in CONTENT)


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _entry(document: Document, ids: Mapping[tuple[str, str, str], int]) -> Entry:
    title = analysis.tokens(analysis.words(document.title), analysis.TITLE_WORDS)
    body = analysis.tokens(analysis.words(document.body), analysis.BODY_WORDS)
    facts = sorted(ids[one] for one in _values(document))
    return Entry(
        kind=document.kind,
        document=document.id,
        title=" ".join(title),
        body=" ".join(body),
        keys=keys.of_document(ids[document.kind, "", ""], document.points),
        title_marks=_packed("q", map(analysis.mark, dict.fromkeys(title))),
        points=_packed("d", chain.from_iterable(document.points)),
        facts=_packed("I", facts),
        soonest=document.soonest,
        rank=document.rank,
    )


def _packed(code: str, numbers: Iterable[float]) -> bytes:
    packed = array(code, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _values(document: Document) -> set[tuple[str, str, str]]:
    return {(document.kind, name, value) for name, values in document.values.items() for value in values}


def _value_ids(batch: list[Document]) -> dict[tuple[str, str, str], int]:
    """The id of every value in the batch, and of each kind itself (no name, no value); new ones are given theirs."""
    wanted = {(document.kind, "", "") for document in batch}.union(*map(_values, batch))
    known = _known_values(wanted)
    if missing := sorted(wanted - known.keys()):
        Value.objects.bulk_create(
            [Value(kind=kind, name=name, value=value) for kind, name, value in missing], ignore_conflicts=True
        )
        known = _known_values(wanted)
    return known


def _known_values(wanted: set[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    rows = Value.objects.filter(kind__in={kind for kind, _, _ in wanted}, name__in={name for _, name, _ in wanted})
    return {(kind, name, value): id_ for id_, kind, name, value in rows.values_list("id", "kind", "name", "value").order_by("id")}


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        yield batch
