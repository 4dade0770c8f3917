"""What entries are filtered, counted and ranked by, as arrays in this process.

An entry is never changed, only replaced by one with a new id: columns that were read once stay right, and the text index
alone says which entries there are.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Read = tuple[int, str, bytes, bytes, bytes, int | None, float]
"""One row as an engine reads it: id, document (hexadecimal), marks of the title, points, facts, soonest, rank."""


class Several(NamedTuple):
    """Several things per entry, one after another: those of entry i are `flat[starts[i]:starts[i + 1]]`."""

    starts: Ints
    flat: NDArray[Any]

    @classmethod
    def unpacked(cls, packed: Collection[bytes], dtype: str) -> "Several":
        flat = np.frombuffer(b"".join(packed), dtype=dtype)
        sizes = np.fromiter(map(len, packed), np.int64, len(packed)) // flat.itemsize
        return cls(_starts(sizes), flat)

    def of(self, rows: Ints) -> tuple[Ints, NDArray[Any]]:
        """The things of these rows (rising), and for each of them whose it is, as a place in `rows`."""
        begin = self.starts[rows]
        sizes = self.starts[rows + 1] - begin
        owners = np.repeat(np.arange(len(rows)), sizes)
        if len(owners) == len(self.flat):  # all rows, in their order
            return owners, self.flat
        return owners, self.flat[np.arange(len(owners)) + np.repeat(begin - _starts(sizes)[:-1], sizes)]

    def taken(self, rows: Ints) -> "Several":
        return Several(_starts(self.starts[rows + 1] - self.starts[rows]), self.of(rows)[1])

    def joined(self, other: "Several") -> "Several":
        starts = np.concatenate((self.starts, other.starts[1:] + self.starts[-1]))
        return Several(starts, np.concatenate((self.flat, other.flat)))


@dataclass(frozen=True, slots=True)
class Columns:
    """Entries by rising id. Points are on a sphere of radius 1, so that near and far compare without trigonometry."""

    ids: Ints
    documents: NDArray[np.uint64]  # two halves of each id
    soonest: Floats  # infinite where there is none
    rank: Floats
    titles: Several
    points: Several
    facts: Several

    @classmethod
    def read(cls, rows: Iterable[Read]) -> "Columns":
        table = sorted(rows)
        ids, documents, titles, points, facts, soonest, rank = zip(*table, strict=True) if table else ((),) * 7
        return cls(
            ids=np.array(ids, np.int64),
            documents=np.frombuffer(bytes.fromhex("".join(documents)), ">u8").astype(np.uint64).reshape(-1, 2),
            soonest=np.array([np.inf if one is None else one for one in soonest], np.float64),
            rank=np.array(rank, np.float64),
            titles=Several.unpacked(titles, "<i8"),
            points=_on_sphere(Several.unpacked(points, "<f8")),
            facts=Several.unpacked(facts, "<u4"),
        )

    def rows(self, ids: Ints) -> tuple[Ints, Ints]:
        """The rows of these ids, and the ids that are not here."""
        if not len(self.ids):
            return np.empty(0, np.int64), ids
        at = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        here = self.ids[at] == ids
        return at[here], ids[~here]

    def joined(self, other: "Columns") -> "Columns":
        """These entries and those, which are none of these."""
        ids = np.concatenate((self.ids, other.ids))
        order = np.argsort(ids)
        return Columns(
            ids[order],
            np.concatenate((self.documents, other.documents))[order],
            np.concatenate((self.soonest, other.soonest))[order],
            np.concatenate((self.rank, other.rank))[order],
            self.titles.joined(other.titles).taken(order),
            self.points.joined(other.points).taken(order),
            self.facts.joined(other.facts).taken(order),
        )

    def document(self, row: int) -> UUID:
        return UUID(bytes=self.documents[row].astype(">u8").tobytes())


def any_of(owners: Ints, hits: Flags, count: int) -> Flags:
    """For each of `count` owners, whether anything of theirs is a hit."""
    result = np.zeros(count, np.bool_)
    result[owners[hits]] = True
    return result


def on_sphere(degrees: Floats) -> Floats:
    """Pairs of latitude and longitude as points on a sphere of radius 1."""
    lat, lon = np.radians(degrees.reshape(-1, 2)).T
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)


def _on_sphere(degrees: Several) -> Several:
    return Several(degrees.starts // 2, on_sphere(degrees.flat))


def _starts(sizes: Ints) -> Ints:
    return np.concatenate(([0], np.cumsum(sizes)))
