"""What this process remembers of entries between two questions, so that most questions cost one look into the text index.

It belongs to one connection and goes with it. What is read inside a transaction is not remembered, since a transaction can
be undone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

import numpy as np
from django.db.backends.base.base import BaseDatabaseWrapper

from alongside.kit import replicas
from alongside.search import keys
from alongside.search.columns import Columns, Ints
from alongside.search.engines import engine
from alongside.search.models import Value

_ITSELF = ("", "")
SPARE = 1000  # entries that may be read one by one before all are read anew


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one kind: their ids by name and value, and back. The kind itself stands under two empty strings."""

    ids: dict[tuple[str, str], int]
    names: dict[int, tuple[str, str]]

    @classmethod
    def read(cls, kind: str) -> "Values":
        rows = Value.objects.filter(kind=kind).order_by("id").values_list("name", "value", "id")
        ids = {(name, value): id_ for name, value, id_ in rows}
        return cls(ids, {id_: key for key, id_ in ids.items()})


@dataclass(slots=True)
class Shelf:
    """What is remembered of one kind."""

    kind: str
    values: Values = field(default_factory=lambda: Values({}, {}))
    columns: Columns = field(default_factory=lambda: Columns.read(()))
    size: int = 0  # how many columns there were when all were read
    every: tuple[tuple[int, ...], Columns, Ints] | None = None  # all rows, and of which edition and columns

    @property
    def mark(self) -> str | None:
        """The mark of the kind's tokens, if there ever was a document of it."""
        if _ITSELF not in self.values.ids:
            self.values = Values.read(self.kind)
        kind = self.values.ids.get(_ITSELF)
        return None if kind is None else keys.mark(kind)

    def ids_of(self, name: str, values: Iterable[str]) -> list[int]:
        """The ids of these values of a name; one that no document has is left out."""
        return [self.values.ids[name, value] for value in values if (name, value) in self.values.ids]

    def rows(self, ids: Ints) -> Ints:
        """The rows of `columns` that hold these entries; those not seen before are read."""
        rows, missing = self.columns.rows(ids)
        if len(missing):
            fresh = Columns.read(engine().read(self.kind, missing.tolist()))
            self.columns = self.columns.joined(fresh)
            self._meet(fresh)
            rows, _gone = self.columns.rows(ids)
        return rows

    def every_row(self) -> Ints:
        """The rows of all entries of the kind."""
        edition = _edition(self.kind)
        if self.every is None or self.every[0] != edition or self.every[1] is not self.columns:
            rows = self.rows(engine().all_ids(self.kind))
            self.every = (edition, self.columns, rows)
        return self.every[2]

    @property
    def is_full(self) -> bool:
        """Whether entries that are long replaced take up more room than those that are there."""
        return len(self.columns.ids) > 2 * self.size + SPARE

    def fill(self) -> None:
        """Read the columns of all entries at once."""
        self.columns = Columns.read(engine().read(self.kind))
        self.size = len(self.columns.ids)
        self._meet(self.columns)

    def _meet(self, fresh: Columns) -> None:
        """Know the name of every value that these columns hold."""
        if not self.values.names.keys() >= set(np.unique(fresh.facts.flat).tolist()):
            self.values = Values.read(self.kind)


_shelves: WeakKeyDictionary[BaseDatabaseWrapper, tuple[object, dict[str, Shelf]]] = WeakKeyDictionary()


def of(kind: str) -> Shelf:
    """The shelf of a kind."""
    database = replicas.connection()
    database.ensure_connection()
    known, shelves = _shelves.get(database, (None, {}))
    if known is not database.connection:
        shelves = {}
        _shelves[database] = (database.connection, shelves)
    if database.in_atomic_block:
        return replace(shelves[kind]) if kind in shelves else Shelf(kind)
    shelf = shelves[kind] = shelves.get(kind) or Shelf(kind)
    if shelf.is_full or not shelf.size:
        shelf.fill()
    return shelf


def _edition(kind: str) -> tuple[int, ...]:
    """Another one for every state that was ever committed, since rows are only added at the end and cleared from the front."""
    with replicas.connection().cursor() as cursor:
        cursor.execute("SELECT min(id), max(id), count(*) FROM search_edition WHERE kind = %s", [kind])
        row: tuple[int, ...] = cursor.fetchone()
    return row
