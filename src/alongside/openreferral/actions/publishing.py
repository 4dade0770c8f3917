"""Writes what the open feed says of services, in the transaction of the service itself."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.db import transaction
from django.utils import translation

from alongside.directory.queries import duplicates
from alongside.directory.queries import services as directory
from alongside.directory.registry import Written
from alongside.kit import clock, rows
from alongside.openreferral import standard
from alongside.openreferral.models import Document, DocumentAtLocation, Edition
from alongside.openreferral.queries import documents, values

if TYPE_CHECKING:
    from alongside.openreferral.queries.documents import Around

SHAPE = 2
"""Raise it when documents of the same facts come to look otherwise: the job that runs each night writes all of them anew."""
BATCH = 500
KEPT_EDITIONS = 200
_FIELDS = ["is_listed", "flat", "full", "digest", "modified_at"]


def write(written: Written) -> None:
    """Write the documents of these services as they now are. One that is no longer shown leaves nothing but its id."""
    with translation.override(settings.LANGUAGE_CODE):  # whoever writes: a document is the same for all
        _write(written, documents.around())


def rebuild() -> Iterator[int]:
    """Write every document anew where it differs, batch by batch; each number is how far it came."""
    ids = sorted({*directory.shown_ids(), *Document.objects.order_by("pk").values_list("pk", flat=True)})
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            write(Written.read(ids[start : start + BATCH]))
        yield start


def forget_editions() -> None:
    """Let go of old editions: what counts is only that their number changes."""
    latest = Edition.objects.order_by("-id").values_list("id", flat=True).first()
    if latest is not None:
        Edition.objects.filter(id__lte=latest - KEPT_EDITIONS).delete()


def _write(written: Written, around: Around) -> None:
    before = dict(Document.objects.filter(pk__in=written.ids).values_list("pk", "digest"))
    moment = clock.now()
    made: list[Document] = []
    at: list[DocumentAtLocation] = []
    for service in written.shown:
        whole = documents.service(service, around)
        full = msgspec.json.encode(whole)
        digest = _digest(full)
        if before.get(service.pk) != digest:
            made.append(_document(service.pk, documents.flat(whole), full, digest, moment))
            at += _at_locations(made[-1], whole, documents.kept_apart(service))
    if left := sorted(before.keys() - {service.pk for service in written.shown}):
        wholes = duplicates.part_of(left)
        for pk in left:
            gone = documents.gone(pk, wholes.get(pk))
            full = msgspec.json.encode(gone)
            if before[pk] != _digest(full):
                made.append(_document(pk, gone, full, _digest(full), moment, is_listed=False))
    if made:
        _keep(made, at, before)
        Edition.objects.create(modified_at=moment)


def _keep(made: list[Document], at: list[DocumentAtLocation], before: dict[uuid.UUID, str]) -> None:
    if old := [document.pk for document in made if document.pk in before]:
        DocumentAtLocation.objects.filter(document__in=old).delete()
    rows.insert(made, changing=_FIELDS)
    rows.insert(at)


def _digest(full: bytes) -> str:
    return blake2b(full, digest_size=16, salt=SHAPE.to_bytes(2, "big")).hexdigest()


def _document(
    pk: uuid.UUID, flat: standard.Service, full: bytes, digest: str, moment: dt.datetime, *, is_listed: bool = True
) -> Document:
    stamp = b'{"last_modified":"%s",' % values.moment(moment).encode()
    return Document(
        service_id=pk,
        is_listed=is_listed,
        flat=stamp + msgspec.json.encode(flat)[1:],
        full=stamp + full[1:],
        digest=digest,
        modified_at=moment,
    )


def _at_locations(document: Document, whole: standard.Service, apart: AbstractSet[str]) -> list[DocumentAtLocation]:
    anywhere = msgspec.structs.replace(whole, schedules=[time for time in whole.schedules if time.id not in apart])
    return [_at_location(document, one, anywhere) for one in whole.service_at_locations if one.location]


def _at_location(document: Document, one: standard.ServiceAtLocation, whole: standard.Service) -> DocumentAtLocation:
    location = one.location
    assert location is not None  # noqa: S101 -- chosen by it above
    own = [time for time in whole.schedules if time.service_at_location_id in (None, one.id)]
    named = msgspec.structs.replace(one, name=whole.name, status=whole.status)
    bare = msgspec.structs.replace(location, addresses=[], accessibility=[], alongside=None)
    return DocumentAtLocation(
        id=uuid.UUID(one.id),
        document=document,
        location=uuid.UUID(location.id),
        flat=msgspec.json.encode(msgspec.structs.replace(named, location=bare)),
        full=msgspec.json.encode(msgspec.structs.replace(named, schedules=own)),
        latitude=location.latitude,
        longitude=location.longitude,
    )
