"""Letting go of what is kept about people, as the one declaration says: rows that go, fields that are emptied."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

from alongside.files import actions as files
from alongside.kit.personal import Erase
from alongside.people import holds, whose

if TYPE_CHECKING:
    from alongside.people.whose import Part, Somebody

Eraser = Callable[[Collection[Any]], None]
Mentions = Callable[[Collection[str]], int]
_erasers: dict[str, Eraser] = {}
_mentions: list[Mentions] = []

WITH_THE_ACCOUNT = frozenset({"people", "account", "mfa"})
"""Rooms whose rows go when the account goes, and are no matter of a mere address."""

AT_AN_ADDRESS = frozenset({"people.consent"})
"""What of these may be known by an address alone, and is said and erased like everything else."""


def register(label: str, eraser: Eraser) -> None:
    """Rows of this model ("directory.contact") have consequences: its room deletes them by their ids, and sees to those."""
    _erasers[label.lower()] = eraser


def mention(finder: Mentions) -> None:
    """A room keeps words of ours in which names and addresses may stand: it takes out those that name these."""
    _mentions.append(finder)


@dataclass(frozen=True)
class Fate:
    """What becomes of one kind of thing: how many rows go, how many stay without the person, how many stay, and why."""

    part: Part
    gone: list[Any]
    emptied: dict[tuple[str, ...], list[Any]]
    kept: list[Any]
    why: list[dt.timedelta | str]


def fates(somebody: Somebody) -> Iterable[Fate]:
    """What would become of everything that is held about somebody; what goes with the account is left out."""
    for part in whose.parts():
        if part.model._meta.app_label in WITH_THE_ACCOUNT and part.label not in AT_AN_ADDRESS:
            continue
        rows = list(part.about(somebody).values("pk", *part.paths))
        if rows:
            yield _fate(part, rows, somebody)


def _fate(part: Part, rows: Sequence[dict[str, Any]], somebody: Somebody) -> Fate:
    fate = Fate(part, [], {}, [], [])
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
    said = dict.fromkeys(one.keep for one in part.fields.values() if one.erase is Erase.KEEP) if fate.kept else {}
    fate.why.extend(said)
    return fate


def erase(somebody: Somebody, *, named: Collection[str] = ()) -> Counter[str]:
    """Let go of everything about somebody that need not stay, and how much of what that was.

    `named` are the words by which they may be mentioned elsewhere: their name, addresses and numbers.
    """
    counts: Counter[str] = Counter()
    for fate in fates(somebody):
        held = holds.things(fate.part.label)
        counts[fate.part.label] += remove(fate.part, [pk for pk in fate.gone if pk not in held])
        for names, pks in fate.emptied.items():
            counts[fate.part.label] += blank(fate.part.model, names, [pk for pk in pks if pk not in held])
    words = {word.strip() for word in (*named, *somebody.addresses) if word.strip()}
    for finder in _mentions:
        counts["mentions"] += finder(words)
    return +counts


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
