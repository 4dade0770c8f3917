"""What entries are filtered, counted and ranked by, as arrays in this process.

An entry is never changed, only replaced by one with a new id: columns that were read once stay right, and the text index
alone says which entries there are.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Owners = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Read = tuple[int, str, bytes, bytes, bytes, int | None, float]
"""One row as an engine reads it: id, document (hexadecimal), marks of the title, points, facts, soonest, rank."""


class Several(NamedTuple):
    """Several things per entry, one after another: those of entry i are the `sizes[i]` from `flat[starts[i]]` on."""

    starts: Ints
    sizes: Ints
    flat: NDArray[Any]

    @classmethod
    def of_sizes(cls, sizes: Ints, flat: NDArray[Any]) -> "Several":
        return cls(np.cumsum(sizes) - sizes, sizes, flat)

    @classmethod
    def unpacked(cls, packed: Collection[bytes], dtype: str, width: int = 1) -> "Several":
        flat = np.frombuffer(b"".join(packed), dtype=dtype)
        sizes = np.fromiter(map(len, packed), np.int64, len(packed)) // (flat.itemsize * width)
        return cls.of_sizes(sizes, flat.reshape(-1, width) if width > 1 else flat)

    def of(self, rows: Ints) -> tuple[Owners, NDArray[Any]]:
        """The things of these rows (rising), and for each of them whose it is, as a place in `rows`."""
        sizes = self.sizes[rows]
        owners = np.arange(len(rows), dtype=np.int32).repeat(sizes)
        if len(owners) == len(self.flat):  # all rows, in their order
            return owners, self.flat
        shift = self.starts[rows] - (sizes.cumsum() - sizes)
        return owners, self.flat[np.arange(len(owners)) + shift[owners]]

    def taken(self, rows: Ints) -> "Several":
        sizes = self.sizes[rows]
        shift = (self.starts[rows] - (sizes.cumsum() - sizes)).repeat(sizes)
        return Several.of_sizes(sizes, self.flat[np.arange(len(shift)) + shift])

    def joined(self, other: "Several") -> "Several":
        sizes = np.concatenate((self.sizes, other.sizes))
        return Several.of_sizes(sizes, np.concatenate((self.flat, other.flat)))


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
            titles=Several.unpacked(titles, "<u4"),
            points=_on_sphere(Several.unpacked(points, "<f8", 2)),
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

    def ids_of_documents(self, rows: Ints) -> list[UUID]:
        """The ids of the documents in these rows."""
        halves = self.documents[rows].astype(">u8").tobytes()
        return [UUID(bytes=halves[i : i + 16]) for i in range(0, len(halves), 16)]


def any_of(owners: Owners, hits: Flags, count: int) -> Flags:
    """For each of `count` owners, whether anything of theirs is a hit."""
    result = np.zeros(count, np.bool_)
    result[owners[hits]] = True
    return result


def on_sphere(latitude: float, longitude: float) -> tuple[float, float, float]:
    """A point as one on a sphere of radius 1."""
    lat, lon = radians(latitude), radians(longitude)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _on_sphere(degrees: Several) -> Several:
    lat, lon = np.radians(degrees.flat).T
    return degrees._replace(flat=np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1))
