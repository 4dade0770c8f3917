"""Showing somebody everything that is held about them, read by walking the one declaration."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _

from alongside.files import queries as files
from alongside.kit import clock, words
from alongside.kit.personal import Basis, Export, Personal
from alongside.people import personal, whose
from alongside.people.models import Person
from alongside.people.whose import Part, Row, Somebody
from alongside.record import queries as record
from alongside.record import sentences

if TYPE_CHECKING:
    from alongside.files.models import File

ON_A_PAGE = 20
"""Rows of one kind that the page shows; the file has them all."""

APART = frozenset({"record.event"})
"""Told as sentences."""


@dataclass(frozen=True)
class Thing:
    """One kind of thing that is kept for one purpose: its name, how many there are, and those that are shown."""

    what: str
    total: int
    rows: list[list[tuple[str, str]]]
    plain: list[dict[str, Any]]

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Purpose:
    """What something is kept for, why we may, for how long, and who sees it."""

    what_for: str
    why: str
    long: str
    seen_by: str
    things: list[Thing] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """Everything that is held about somebody."""

    made_at: dt.datetime
    addresses: list[str]
    purposes: list[Purpose]
    happened: list[tuple[dt.datetime, str]]
    happened_total: int
    files: list[File]

    @property
    def total(self) -> int:
        """How many things there are, of every kind."""
        return sum(thing.total for purpose in self.purposes for thing in purpose.things) + self.happened_total

    @property
    def is_cut(self) -> bool:
        """Whether the page shows only the first of many."""
        return any(thing.more for purpose in self.purposes for thing in purpose.things) or self.happened_total > len(
            self.happened
        )


def everything(somebody: Somebody, *, most: int | None = ON_A_PAGE) -> Shown:
    """All that is held about somebody, at most so many of each kind; a fixed number of queries for each model."""
    purposes: dict[tuple[str, ...], Purpose] = {}
    for part in whose.parts():
        if part.label not in APART:
            for said, thing in _things(part, somebody, most):
                key = (str(said.purpose), basis(said.basis), long(said.keep), _(said.seen_by))
                purposes.setdefault(key, Purpose(_(key[0]), key[1], _(key[2]), key[3])).things.append(thing)
    happened = record.done_by_or_to(somebody.person)
    return Shown(
        made_at=clock.now(),
        addresses=sorted(somebody.addresses),
        purposes=sorted(purposes.values(), key=lambda one: (one.what_for, one.long)),
        happened=[(event.at, sentences.say(event)) for event in happened[:most]],
        happened_total=happened.count(),
        files=list(files.sent_by(somebody.person)[:most]),
    )


def as_json(shown: Shown) -> str:
    """The same for a machine."""
    return json.dumps(
        {
            "made_at": shown.made_at.isoformat(),
            "addresses": shown.addresses,
            "purposes": [
                {
                    "purpose": one.what_for,
                    "basis": one.why,
                    "kept": one.long,
                    "seen_by": one.seen_by,
                    "things": [{"what": thing.what, "rows": thing.plain} for thing in one.things],
                }
                for one in shown.purposes
            ],
            "happened": [{"at": at.isoformat(), "what": what} for at, what in shown.happened],
            "files": [{"name": file.name, "type": file.type, "size": file.size, "sha256": file.sha256} for file in shown.files],
        },
        ensure_ascii=False,
        indent=1,
    )


def basis(said: Basis) -> str:
    """Why we may keep something, in plain words with the law's own behind."""
    return {
        Basis.CONSENT: _("You said yes (consent)"),
        Basis.CONTRACT: _("You asked us for it (contract)"),
        Basis.LEGAL_DUTY: _("The law asks it of us (legal duty)"),
        Basis.VITAL_INTERESTS: _("A life may hang on it (vital interests)"),
        Basis.PUBLIC_TASK: _("It is a public task"),
        Basis.LEGITIMATE_INTERESTS: _("We need it to run this, and it does not weigh on you (legitimate interests)"),
    }[said]


def long(keep: dt.timedelta | str) -> str:
    """For how long something is kept."""
    if isinstance(keep, str):
        return keep
    years, rest = divmod(keep.days, 365)
    return words.days(keep.days) if rest or not years else words.years(years)


def called(part: Part, name: str = "") -> str:
    """What a model or a field of it is called to people; its own name where no room has said."""
    said: str | Promise = personal.word(part.label, name)
    own = part.model._meta.get_field(name).verbose_name if name else part.model._meta.verbose_name_plural  # type: ignore[union-attr]
    return str(said or own)


def _things(part: Part, somebody: Somebody, most: int | None) -> Iterable[tuple[Personal, Thing]]:
    rows = part.about(somebody)
    total = rows.count()
    if not total:
        return
    shown = [name for name, said in part.fields.items() if said.export is Export.SHOW]
    found = list(rows.values(*{*shown, *part.paths})[:most])
    named = _names(part, shown, found)
    for said in dict.fromkeys(part.fields[name] for name in shown):
        of_this = [name for name in shown if part.fields[name] == said]
        fit = [(row, [name for name in part.theirs(row, somebody) if name in of_this]) for row in found]
        fit = [(row, names) for row, names in fit if any(_is_said(row[name]) for name in names)]
        if fit:
            yield said, Thing(
                what=called(part),
                total=len(fit) if total == len(found) else total,
                rows=[[(called(part, name), _spoken(part, name, row[name], somebody, named)) for name in names if _is_said(row[name])] for row, names in fit],
                plain=[{name: whose.plain(row[name]) for name in names} for row, names in fit],
            )  # fmt: skip


def _names(part: Part, shown: list[str], found: list[Row]) -> dict[Any, str]:
    """What the things are called that rows point to, but people: one query for each kind."""
    said: dict[Any, str] = {}
    for name in shown:
        to = part.model._meta.get_field(name).related_model
        if isinstance(to, type) and to is not Person:
            every: models.QuerySet[Any] = models.QuerySet(to)
            ids = {row[name] for row in found if row[name] is not None}
            said |= {one.pk: str(one) for one in every.filter(pk__in=ids)}
    return said


def _is_said(value: Any) -> bool:
    return value not in (None, "", [], {})


def _spoken(part: Part, name: str, value: Any, somebody: Somebody, named: dict[Any, str]) -> str:
    """A value as one would say it."""
    known = part.model._meta.get_field(name)
    choices = dict(known.flatchoices) if isinstance(known, models.Field) and known.choices else {}
    if isinstance(value, str | int) and not isinstance(value, bool) and value in choices:
        return str(choices[value])
    if isinstance(value, uuid.UUID):  # people and things are named by these
        return _("You") if value == somebody.id and name != "id" else named.get(value) or format_html("<code>{}</code>", value)
    return _in_words(value) if not isinstance(value, str) else value


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        here = value.astimezone(clock.LONDON)
        return f"{words.date(here.date())}, {words.time(here.time())}"
    if isinstance(value, dt.date):
        return words.date(value)
    return json.dumps(value, ensure_ascii=False, default=str)
