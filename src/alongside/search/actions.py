"""All writes: documents into search and out of it, in the transaction of whoever calls."""

from array import array
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from alongside.search import analysis, grid, keys, registry, spelling
from alongside.search.models import Entry, Value, Word
from alongside.search.shapes import Document

T = TypeVar("T")
BATCH = 500


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


@transaction.atomic
def rebuild(kind: str) -> None:
    """Read every document of the kind anew from the room that owns it, and forget words that nothing uses any more."""
    Entry.objects.filter(kind=kind).delete()
    Word.objects.filter(kind=kind).delete()
    put(registry.documents(kind))


def _put_batch(batch: list[Document]) -> None:
    ids = _value_ids(batch)
    written = [_entry(document, analysis.words(document.title), analysis.words(document.body), ids) for document in batch]
    Entry.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=("kind", "document"),
        update_fields=("title", "body", "keys", "points", "facts", "soonest", "rank"),
    )
    for kind in {document.kind for document in batch}:
        spelling.learn(kind, (f"{document.title} {document.body}" for document in batch if document.kind == kind))


def _entry(document: Document, title: list[str], body: list[str], ids: dict[tuple[str, str, str], int]) -> Entry:
    kind = ids[document.kind, "", ""]
    facts = sorted(ids[one] for one in _values(document))
    title_tokens = analysis.tokens(title, analysis.TITLE_WORDS)
    return Entry(
        kind=document.kind,
        document=document.id,
        title=" ".join(title_tokens),
        body=" ".join(analysis.tokens(body, analysis.BODY_WORDS)),
        keys=keys.of_document(kind, title_tokens, document.points, facts),
        points=grid.pack(document.points),
        facts=array("I", facts).tobytes(),
        soonest=document.soonest,
        rank=document.rank,
    )


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
