"""Letting go of what is kept about people, as the one declaration says: rows that go, fields that are emptied."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import models

from alongside.files import actions as files
from alongside.kit import clock
from alongside.kit.personal import Erase
from alongside.people import holds, whose

if TYPE_CHECKING:
    from alongside.people.whose import Part, Somebody

Eraser = Callable[[Collection[Any]], None]
Mentions = Callable[[Collection[str], dt.datetime | None], int]
_erasers: dict[str, Eraser] = {}
_mentions: list[Mentions] = []
_ours: set[str] = set()

WITH_THE_ACCOUNT = frozenset({"people", "account", "mfa"})
"""Rooms whose rows go when the account goes, and are no matter of a mere address."""

AT_AN_ADDRESS = frozenset({"people.consent"})
"""What of these may be known by an address alone, and is said and erased like everything else."""


def register(label: str, eraser: Eraser) -> None:
    """Rows of this model ("directory.contact") have consequences: its room deletes them by their ids, and sees to those."""
    _erasers[label.lower()] = eraser


def mention(finder: Mentions) -> None:
    """A room keeps words of ours in which names and addresses may stand: it takes out those that name these, up to a moment."""
    _mentions.append(finder)


def ours(*labels: str) -> None:
    """Rows of these models say what we sent to somebody. They are no sign that somebody has written to us anew."""
    _ours.update(labels)


@dataclass(frozen=True)
class Standing:
    """Which rows stood there at a moment. Where somebody has written to us since, only these are let go of."""

    at: dt.datetime
    rows: dict[str, list[str]]

    def has(self, label: str, pk: Any) -> bool:
        return str(pk) in self.rows.get(label, ())

    def as_json(self) -> dict[str, Any]:
        return {"at": self.at.isoformat(), "rows": self.rows}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Standing:
        return cls(dt.datetime.fromisoformat(said["at"]), said["rows"])


@dataclass(frozen=True)
class Done:
    """How much of what was let go of; and which rows were spared, since they came after `at`."""

    counts: Counter[str]
    at: dt.datetime
    spared: dict[str, list[str]]


@dataclass(frozen=True)
class Fate:
    """What becomes of one kind of thing: how many rows go, how many stay without the person, how many stay, and why."""

    part: Part
    gone: list[Any]
    emptied: dict[tuple[str, ...], list[Any]]
    kept: list[Any]
    staying: list[str]
    """The fields that are kept in some of them."""

    def going(self) -> set[Any]:
        """The rows that go, and those that stay without the person."""
        return {*self.gone, *(pk for pks in self.emptied.values() for pk in pks)}

    def since(self, before: Standing) -> list[str]:
        """Those of them that were not there before."""
        return sorted(str(pk) for pk in self.going() if not before.has(self.part.label, pk))

    def only(self, before: Standing) -> Fate:
        """What would become of those that were."""
        stood = [pk for pk in self.gone if before.has(self.part.label, pk)]
        emptied = {names: [pk for pk in pks if before.has(self.part.label, pk)] for names, pks in self.emptied.items()}
        return replace(self, gone=stood, emptied=emptied)


def fates(somebody: Somebody) -> Iterable[Fate]:
    """What would become of everything that is held about somebody; what goes with the account is left out."""
    for part in whose.parts():
        if part.model._meta.app_label in WITH_THE_ACCOUNT and part.label not in AT_AN_ADDRESS:
            continue
        stays = [name for name, said in part.fields.items() if said.erase is Erase.KEEP]
        rows = list(part.about(somebody).values("pk", *{*part.paths, *stays}))
        if rows:
            yield _fate(part, rows, somebody)


def _fate(part: Part, rows: Sequence[dict[str, Any]], somebody: Somebody) -> Fate:
    fate, staying = Fate(part, [], {}, [], []), set[str]()
    for row in rows:
        theirs = part.theirs(row, somebody)
        ends = {name: part.fields[name].erase for name in theirs}
        blank = tuple(name for name in theirs if ends[name] is Erase.BLANK)
        if Erase.ROW in ends.values():
            fate.gone.append(row["pk"])
            continue
        if blank:
            fate.emptied.setdefault(blank, []).append(row["pk"])
        if Erase.KEEP in ends.values():
            fate.kept.append(row["pk"])
            staying.update(name for name, end in ends.items() if end is Erase.KEEP and row[name] not in (None, ""))
    fate.staying.extend(name for name in part.fields if name in staying)
    return fate


def standing(
    somebody: Somebody, *, at: dt.datetime | None = None, but: Mapping[str, Collection[str]] | None = None, ours: bool = False
) -> Standing:
    """What stands there now and would go, but for some; of an address that nobody has shown to be theirs only what is `ours`."""
    found = [fate for fate in fates(somebody) if not ours or fate.part.label in _ours]
    spared = but or {}
    rows = {one.part.label: sorted({str(pk) for pk in one.going()} - set(spared.get(one.part.label, ()))) for one in found}
    return Standing(at or clock.now(), rows)


def erase(somebody: Somebody, *, named: Collection[str] = (), before: Standing | None = None) -> Done:
    """Let go of everything about somebody that need not stay, and how much of what that was.

    `named` are the words by which they may be mentioned elsewhere: their name, addresses and numbers. Where somebody has written
    to us anew since `before`, only what stood there then goes; else all, with what we have sent meanwhile.
    """
    found, spared, until = list(fates(somebody)), dict[str, list[str]](), None
    if before and any(fate.since(before) for fate in found if fate.part.label not in _ours):
        spared, until = {fate.part.label: fate.since(before) for fate in found}, before.at
        found = [fate.only(before) for fate in found]
    counts: Counter[str] = Counter()
    for fate in found:
        held = holds.things(fate.part.label)
        counts[fate.part.label] += remove(fate.part, [pk for pk in fate.gone if pk not in held])
        for names, pks in fate.emptied.items():
            counts[fate.part.label] += blank(fate.part.model, names, [pk for pk in pks if pk not in held])
    words = {word.strip() for word in (*named, *somebody.addresses) if word.strip()}
    for finder in _mentions:
        counts["mentions"] += finder(words, until)
    return Done(+counts, until or clock.now(), spared)


def remove(part: Part, pks: Sequence[Any]) -> int:
    """Delete rows of a model, by their room's own way where it has one, and the files that belong to them."""
    if not pks:
        return 0
    if all(isinstance(pk, uuid.UUID) for pk in pks):
        files.remove_of(part.label, pks)
    if eraser := _erasers.get(part.label):
        eraser(pks)
    else:
        rows: models.QuerySet[Any] = models.QuerySet(part.model)
        rows.filter(pk__in=pks).delete()
    return len(pks)


def blank(model: type[models.Model], names: Iterable[str], pks: Sequence[Any]) -> int:
    """Empty fields of rows that stay."""
    rows: models.QuerySet[Any] = models.QuerySet(model)
    return rows.filter(pk__in=pks).update(**{name: emptied(model, name) for name in names}) if pks else 0


def emptied(model: type[models.Model], name: str) -> Any:
    """What stands in a field when nothing is said."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101  # a declared field is one
    if field.null:
        return None
    return field.get_default() if field.has_default() else ""
