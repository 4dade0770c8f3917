"""Pages of the feed: documents as they were stored, joined. Nothing is built that is not asked for."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Literal

import msgspec
from django.db.backends.base.base import BaseDatabaseWrapper

from alongside.kit import replicas
from alongside.kit.kept import Kept
from alongside.openreferral import standard
from alongside.openreferral.models import Document, DocumentAtLocation
from alongside.openreferral.queries import narrowing, values
from alongside.openreferral.queries.asking import Asked

Of = Literal["services", "service_at_locations"]
STREAMED = 500
"""Documents read at once for a stream."""
EVERY = 50
"""The ids at which a page may begin are remembered, each so manieth: what lies before is not passed over again."""
_LIST = (
    'SELECT "{form}" FROM openreferral_document WHERE is_listed = %s AND service_id >= %s ORDER BY service_id LIMIT %s OFFSET %s'
)
_ORDER = "SELECT service_id FROM openreferral_document WHERE is_listed = %s ORDER BY service_id"
_EDITION = (
    "SELECT id, modified_at, (SELECT COUNT(*) FROM openreferral_edition) FROM openreferral_edition ORDER BY id DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class State:
    """How the whole feed stands: a mark that changes whenever any document does, and when that was last."""

    mark: str
    at: Any = None
    """The moment, as the database gives it: most harvesters only ask whether anything is new, and never read it."""

    @property
    def modified_at(self) -> dt.datetime | None:
        return dt.datetime.fromisoformat(self.at).replace(tzinfo=dt.UTC) if isinstance(self.at, str) else self.at


@dataclass(frozen=True)
class _Order:
    """How many services are listed, and the ids of some of them, as the database writes ids."""

    total: int
    begins: list[Any]


class _Small(msgspec.Struct):
    """What the smallest form says of a service."""

    id: str
    name: str
    status: str
    last_modified: str


def state() -> State:
    """How the feed stands, in one small question."""
    row = _row(_EDITION)
    return State(blake2b(repr(row).encode(), digest_size=10).hexdigest(), row[1]) if row else State("nothing")


def page(of: Of, asked: Asked, mark: str = "") -> bytes:
    """One page in the envelope of the standard. `mark` is that of the state of the feed, where it is known."""
    if of == "services" and not asked.filters and asked.modified_after is None:
        order = _order(mark)
        start = _start(asked, order.total)
        return envelope(asked, order.total, _listed(asked, order, start) if start < order.total else [])
    if of == "service_at_locations" and not asked.filters and asked.modified_after is None:
        total = DocumentAtLocation.objects.count()
        start = _start(asked, total)
        rows_at = DocumentAtLocation.objects.order_by("id").values_list("pk", flat=True)
        return envelope(asked, total, _forms(of, asked, list(rows_at[start : start + asked.per_page])))
    ids = _ids(of, asked)
    start = _start(asked, len(ids))
    return envelope(asked, len(ids), _forms(of, asked, ids[start : start + asked.per_page]))


def lines(of: Of, asked: Asked) -> Iterator[bytes]:
    """Everything that was asked for, a line each. In the order of changes, so that a cut stream is taken up where it broke."""
    if of == "services" and not asked.filters:
        yield from _in_order_of_change(asked)
        return
    ids = _ids(of, asked)
    for start in range(0, len(ids), STREAMED):
        yield b"".join(row + b"\n" for row in _forms(of, asked, ids[start : start + STREAMED]))


def one(of: Of, pk: uuid.UUID) -> tuple[bytes, dt.datetime, bool] | None:
    """One in full, when it changed, and whether it still stands; None where there never was one."""
    if of == "services":
        row = Document.objects.filter(pk=pk).values_list("full", "modified_at", "is_listed").first()
        return (bytes(row[0]), row[1], row[2]) if row else None
    at = DocumentAtLocation.objects.filter(pk=pk)
    found = at.values_list("full", "document__flat", "document__modified_at").first()
    return (_with_service(found[0], found[1]), found[2], True) if found else None


def envelope(asked: Asked, total: int, rows: Sequence[bytes]) -> bytes:
    """A page as the standard wraps it. A page after the last is empty."""
    pages = -(-total // asked.per_page)
    head = (
        f'{{"total_items":{total},"total_pages":{pages},"page_number":{asked.page},"size":{len(rows)},'
        f'"first_page":{_json(asked.page == 1)},"last_page":{_json(asked.page >= pages)},"empty":{_json(not rows)},"contents":['
    )
    return b"".join((head.encode(), b",".join(rows), b"]}"))


def _json(said: bool) -> str:  # noqa: FBT001 -- one value, one word
    return "true" if said else "false"


def _start(asked: Asked, total: int) -> int:
    return min((asked.page - 1) * asked.per_page, total)


def _row(sql: str) -> Any:
    with replicas.connection().cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def _listed(asked: Asked, order: _Order, start: int) -> list[bytes]:
    """The rows of a page of everything, by plain SQL: the query builder would take longer than all the rest."""
    step, rest = divmod(start, EVERY)
    connection = replicas.connection()
    with connection.cursor() as cursor:
        given = [True, order.begins[step], asked.per_page, rest]
        cursor.execute(_LIST.format(form="full" if asked.full else "flat"), given)
        rows = [row[0] for row in cursor.fetchall()]
    return _small(rows) if asked.minimal else _plain(rows, connection)


def _order(mark: str) -> _Order:
    """In what order services stand. What is read inside a transaction is not remembered, since that can be undone."""
    return _ORDERS.at(None if replicas.connection().in_atomic_block else mark or None)


def _read_order() -> _Order:
    with replicas.connection().cursor() as cursor:
        cursor.execute(_ORDER, [True])
        ids = [row[0] for row in cursor.fetchall()]
    return _Order(len(ids), ids[::EVERY])


def _plain(rows: list[Any], connection: BaseDatabaseWrapper) -> list[bytes]:
    return rows if connection.vendor == "sqlite" else [bytes(row) for row in rows]


def _ids(of: Of, asked: Asked) -> list[uuid.UUID]:
    return narrowing.services(asked) if of == "services" else narrowing.at_locations(asked)


def _forms(of: Of, asked: Asked, ids: Sequence[uuid.UUID]) -> list[bytes]:
    """These documents, in this order."""
    form = "full" if asked.full and not asked.minimal else "flat"
    if of == "services":
        known = {pk: bytes(said) for pk, said in Document.objects.filter(pk__in=ids).order_by().values_list("pk", form)}
        rows = [known[pk] for pk in ids if pk in known]
        return _small(rows) if asked.minimal else rows
    at = DocumentAtLocation.objects.filter(pk__in=ids).order_by().values_list("pk", form, "document__flat")
    both = {pk: _with_service(own, service) for pk, own, service in at}
    return [both[pk] for pk in ids if pk in both]


def _with_service(own: Any, service: Any) -> bytes:
    return b"".join((bytes(own)[:-1], b',"service":', bytes(service), b"}"))


def _small(rows: Sequence[Any]) -> list[bytes]:
    decode = msgspec.json.Decoder(_Small).decode
    return [msgspec.json.encode(decode(row)) for row in rows]


def _in_order_of_change(asked: Asked) -> Iterator[bytes]:
    """By the moment of its last change, then by id. One that changes meanwhile comes again at the end; none is left out."""
    form = "full" if asked.full and not asked.minimal else "flat"
    rows = Document.objects.order_by("modified_at", "pk")
    at, after = asked.modified_after, asked.after
    if at is None:
        rows = rows.filter(is_listed=True)
    while True:
        batch = rows
        if at is not None and after is None:
            batch = rows.filter(modified_at__gte=at)
        elif at is not None:
            batch = rows.filter(modified_at__gte=at).exclude(modified_at=at, pk__lte=after)
        found = list(batch.values_list("pk", "modified_at", form)[:STREAMED])
        if not found:
            return
        after, at, _last = found[-1]
        forms = [bytes(said) for _pk, _at, said in found]
        yield b"".join(row + b"\n" for row in (_small(forms) if asked.minimal else forms))


_ORDERS = Kept(_read_order)


def of_words(asked: Asked, every: Sequence[standard.Thing]) -> bytes:
    """A page of a list that is small enough to be made when it is asked for."""
    start = _start(asked, len(every))
    return envelope(asked, len(every), [msgspec.json.encode(thing) for thing in every[start : start + asked.per_page]])


__all__ = ["State", "envelope", "lines", "of_words", "one", "page", "state", "values"]
