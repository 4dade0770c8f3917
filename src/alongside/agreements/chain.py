"""The chain of an agreement: what was signed and withdrawn, in order, each entry with the hash of the one before it.

Any program can check it: docs/reference/agreement-bundle.md tells how. So nothing in here may change, only be added to.
Plain data in, plain data out: it runs where there is no database.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import msgspec
from django.utils.translation import gettext as _

START = "0" * 64
"""What stands before the first entry."""
LONGEST_GAP = 1_000
"""Of missing numbers, so many at most are told one by one."""


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry as it is written down: its place, the two hashes, and the record just as it was hashed."""

    position: int
    prev: str
    hash: str
    record: msgspec.Raw


@dataclass(frozen=True)
class Break:
    """One place at which a chain does not hold."""

    kind: str  # "altered", "removed", "twice", "moved", "link", "unreadable"
    position: int
    last: int = 0


def canonical(told: Any) -> bytes:
    """Any plain data as JSON in UTF-8: keys in order, no spaces, characters outside ASCII as they are."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(prev: str, record: bytes) -> str:
    """SHA-256 over the hash before, a line end, and the record itself."""
    return hashlib.sha256(prev.encode() + b"\n" + record).hexdigest()


def text_digest(told: Any) -> str:
    """The hash of a text: of its canonical JSON."""
    return hashlib.sha256(canonical(told)).hexdigest()


def link(position: int, prev: str, record: bytes) -> Link:
    """The entry for a record at the end of a chain."""
    return Link(position=position, prev=prev, hash=digest(prev, record), record=msgspec.Raw(record))


def of(position: int, prev: str, hash_: str, record: str) -> Link:
    """An entry as the database keeps it."""
    return Link(position=position, prev=prev, hash=hash_, record=msgspec.Raw(record.encode()))


def head(position: int, hash_: str) -> str:
    """The end of a chain, as outsiders keep it: "36:4f1c…"."""
    return f"{position}:{hash_}"


def write(links: Iterable[Link]) -> bytes:
    """The chain as a file: an entry to a line, keys in order."""
    return b"".join(
        b'{"hash":"%s","position":%d,"prev":"%s","record":%s}\n'
        % (one.hash.encode(), one.position, one.prev.encode(), bytes(one.record))
        for one in links
    )


_decode = msgspec.json.Decoder(Link).decode


def read(file: bytes, broken: list[Break]) -> Iterator[Link]:
    """The entries of such a file, in order; lines that are none are told in `broken`."""
    for number, line in enumerate(file.split(b"\n"), start=1):
        if not line:
            continue
        try:
            yield _decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            broken.append(Break("unreadable", number))


def breaks(links: Iterable[Link]) -> Iterator[Break]:
    """Every place at which a chain does not hold, told as exactly as it can be known."""
    sha256, before, order = hashlib.sha256, START, list(links)
    if moved := _moved(order):
        yield from moved
        return
    for at, one in enumerate(order, start=1):
        prev = one.prev
        if one.position != at:
            yield from _gap(order, at)
            return
        if prev != before:
            yield Break("link", at)
        if sha256(prev.encode() + b"\n" + bytes(one.record)).hexdigest() != one.hash:
            yield Break("altered", at)
        before = one.hash


def _moved(order: Sequence[Link]) -> list[Break]:
    """Whether nothing but the order was changed: then each entry that stands elsewhere than its hash says."""
    if all(one.prev == before.hash for before, one in pairwise(order)):
        return []
    by_prev = {one.prev: one for one in order}
    at = START
    true: list[Link] = []
    while (found := by_prev.get(at)) and len(true) < len(order):
        true.append(found)
        at = found.hash
    if len(true) != len(order):
        return []
    return [Break("moved", stands, belongs) for stands, one in enumerate(order, 1) if (belongs := true.index(one) + 1) != stands]


def _gap(order: Sequence[Link], at: int) -> Iterator[Break]:
    """The numbers do not run on from here: tell which are missing, which are twice, and which were altered besides."""
    counted = Counter(one.position for one in order)
    last = max(counted)
    if missing := [number for number in range(1, min(last, len(order) + LONGEST_GAP) + 1) if number not in counted]:
        yield from (Break("removed", number) for number in missing)
    yield from (Break("twice", number) for number, times in counted.items() if times > 1)
    if not missing and max(counted.values()) == 1:
        yield Break("link", at)
    for one in order:
        if digest(one.prev, bytes(one.record)) != one.hash:
            yield Break("altered", one.position)


def told(found: Iterable[Break], who: Sequence[str] = ()) -> list[str]:
    """The same in words; `who` are the partners of the entries, in the order in which they stand."""
    words = {
        "altered": _("Entry %(n)d of the register%(who)s was altered."),
        "removed": _("Entry %(n)d of the register was removed."),
        "twice": _("Entry %(n)d of the register is there twice."),
        "moved": _("The register was put in another order: entry %(n)d%(who)s belongs in place %(last)d."),
        "link": _("Before entry %(n)d of the register%(who)s something was put in, taken out or moved."),
    }
    return [words[one.kind] % {"n": one.position, "last": one.last, "who": _whose(who, one.position)} for one in found]


def _whose(who: Sequence[str], position: int) -> str:
    name = who[position - 1] if 0 < position <= len(who) else ""
    return f" ({name})" if name else ""
