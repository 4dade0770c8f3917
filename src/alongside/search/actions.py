"""All writes: documents into search and out of it, in the transaction of whoever calls."""

import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.kit import rows
from alongside.search import analysis, keys, registry, spelling
from alongside.search.models import Edition, Entry, Trigram, Value, Word
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
    for model in (Entry, Word, Trigram, Edition):
        model.objects.filter(kind=kind).delete()
    Edition.objects.create(kind=kind)
    put(registry.documents(kind))


def _put_batch(batch: list[Document]) -> None:
    ids = _value_ids(batch)
    there = {(entry.kind, entry.document): entry for entry in _entries_of(batch)}
    new: list[Entry] = []
    said: dict[str, set[str]] = {document.kind: set() for document in batch}
    for document in batch:
        title, lead, body = map(analysis.words, (document.title, document.lead, document.body))
        entry = _entry(document, title, lead, body, ids)
        if not _same(entry, there.get((entry.kind, entry.document))):
            new.append(entry)
            said[entry.kind].update(title, lead, body)
    replaced = [there[key].pk for entry in new if (key := (entry.kind, entry.document)) in there]
    Entry.objects.filter(pk__in=replaced).delete()
    rows.insert(new)
    Edition.objects.bulk_create([Edition(kind=kind) for kind in sorted({entry.kind for entry in new})])
    for kind, words in said.items():
        spelling.learn(kind, words)


def _entries_of(batch: list[Document]) -> QuerySet[Entry]:
    kinds, ids = {document.kind for document in batch}, [document.id for document in batch]
    return Entry.objects.filter(kind__in=kinds, document__in=ids)


def _same(new: Entry, old: Entry | None) -> bool:
    return old is not None and all(_plain(getattr(new, name)) == _plain(getattr(old, name)) for name in CONTENT)


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _entry(
    document: Document, title: list[str], lead: list[str], body: list[str], ids: Mapping[tuple[str, str, str], int]
) -> Entry:
    mark = keys.mark(ids[document.kind, "", ""])
    title_tokens = analysis.tokens(title, analysis.TITLE_WORDS)
    return Entry(
        kind=document.kind,
        document=document.id,
        title=keys.of_words(mark, title_tokens),
        body=keys.of_words(mark, analysis.tokens([*lead, *body], analysis.BODY_WORDS)),
        keys=keys.of_place(mark, document.points),
        title_marks=_packed("I", _marks(title_tokens, analysis.tokens(lead, analysis.LEAD_WORDS))),
        points=_packed("d", chain.from_iterable(document.points)),
        facts=_packed("I", sorted(ids[one] for one in _values(document))),
        soonest=document.soonest,
        rank=document.rank,
    )


def _marks(title: Iterable[str], lead: Iterable[str]) -> Iterator[int]:
    """Each word of the title, and each of the lead that is not there, by its number."""
    known = dict.fromkeys(title)
    yield from map(analysis.mark, known)
    yield from (analysis.mark(one, lead=True) for one in dict.fromkeys(lead) if one not in known)


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
    known = Value.objects.filter(kind__in={kind for kind, _, _ in wanted}, name__in={name for _, name, _ in wanted})
    return {
        (kind, name, value): id_ for id_, kind, name, value in known.values_list("id", "kind", "name", "value").order_by("id")
    }


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        yield batch
