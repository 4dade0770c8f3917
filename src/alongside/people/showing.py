"""Showing somebody everything that is held about them, read by walking the one declaration."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _

from alongside.files import queries as files
from alongside.kit import clock, words
from alongside.kit.personal import Basis, Export
from alongside.people import personal, whose
from alongside.people.models import Person
from alongside.people.whose import Part, Somebody
from alongside.people.whose import Row as Row_
from alongside.record import queries as record
from alongside.record import sentences, threads
from alongside.record.threads import Described

if TYPE_CHECKING:
    from alongside.files.models import File

ON_A_PAGE = 20
"""Rows of one kind that the page shows; the file has them all."""

APART = frozenset({"record.event"})
"""Told as sentences."""

FIRST = ("people", "account", "mfa", "socialaccount", "organisations", "replies")
LAST = ("notices", "files", "places", "record")
THEMSELVES = frozenset({"person", "user"})
"""Keys that say no more than that a row is theirs."""
SUBJECT = frozenset({"subject_kind", "subject_id"})


@dataclass(frozen=True)
class Rule:
    """What something is kept for, why we may, for how long, and who sees it. `of` names the fields, where there are several rules."""

    of: str
    what_for: str
    why: str
    long: str
    seen_by: str


@dataclass(frozen=True)
class Fact:
    """One thing that is said in a row, with the page of what it names, where they may open that."""

    name: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class Row:
    """One of the things: what it is about, all that it says of them, and where it stands."""

    facts: list[Fact]
    itself: Described | None
    plain: dict[str, Any]


@dataclass(frozen=True)
class Thing:
    """One kind of thing that is kept: its name, how many there are, those that are shown, and the rules they are kept by."""

    what: str
    total: int
    rows: list[Row]
    rules: list[Rule]

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Shown:
    """Everything that is held about somebody."""

    made_at: dt.datetime
    addresses: list[str]
    things: list[Thing]
    happened: list[tuple[dt.datetime, str]]
    happened_total: int
    files: list[File]

    @property
    def total(self) -> int:
        """How many things there are, of every kind."""
        return sum(thing.total for thing in self.things) + self.happened_total

    @property
    def is_cut(self) -> bool:
        """Whether the page shows only the first of many."""
        return any(thing.more for thing in self.things) or self.happened_total > len(self.happened)


def everything(somebody: Somebody, *, most: int | None = ON_A_PAGE) -> Shown:
    """All that is held about somebody, at most so many of each kind; a fixed number of queries for each model."""
    parts = sorted((part for part in whose.parts() if part.label not in APART), key=_rank)
    happened = record.done_by_or_to(somebody.person)
    return Shown(
        made_at=clock.now(),
        addresses=sorted(somebody.addresses),
        things=[thing for part in parts if (thing := _thing(part, somebody, most))],
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
            "things": [
                {
                    "what": thing.what,
                    "kept": [
                        {"fields": one.of, "purpose": one.what_for, "basis": one.why, "kept": one.long, "seen_by": one.seen_by}
                        for one in thing.rules
                    ],
                    "rows": [row.plain for row in thing.rows],
                }
                for thing in shown.things
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


def _rank(part: Part) -> int:
    """Who they are comes first, then where they act; our mails to them, and what only points elsewhere, come last."""
    room = part.model._meta.app_label
    return FIRST.index(room) if room in FIRST else len(FIRST) + (room in LAST)


def _thing(part: Part, somebody: Somebody, most: int | None) -> Thing | None:
    """All of one kind: whole rows, so that what belongs together stands together."""
    rows = part.about(somebody)
    total = rows.count()
    if not total:
        return None
    shown = sorted((name for name, said in part.fields.items() if said.export is Export.SHOW), key=lambda name: name == "id")
    beside = _beside(part)
    found = list(rows.values("pk", *{*shown, *part.paths, *beside, *SUBJECT.intersection(_fields(part))})[:most])
    known = _Known(part, [*shown, *beside], found, somebody)
    theirs = [(row, set(part.theirs(row, somebody))) for row in found]
    told = [(row, names) for row, own in theirs if (names := [name for name in shown if name in own and _is_said(row[name])])]
    if not told:
        return None
    used = [name for name in shown if any(name in names for _row, names in told)]
    lines = [_row(row, names, beside, known) for row, names in told]
    return Thing(called(part), len(told) if total == len(found) else total, lines, _rules(part, used))


def _rules(part: Part, used: list[str]) -> list[Rule]:
    grouped: dict[tuple[str, ...], list[str]] = {}
    for name in used:
        said = part.fields[name]
        key = (_(str(said.purpose)), basis(said.basis), _(long(said.keep)), _(said.seen_by))
        grouped.setdefault(key, []).append(called(part, name))
    alone = len(grouped) == 1
    return [Rule("" if alone else ", ".join(dict.fromkeys(names)), *key) for key, names in grouped.items()]


def _row(row: Row_, names: list[str], beside: list[str], known: _Known) -> Row:
    context = [(name, known.of(name, row[name])) for name in beside]
    about = [Fact(known.label(name), one.title, one.url) for name, one in context if one]
    subject = known.subject(row)
    if subject:
        about.insert(0, Fact(_("About"), subject.title, subject.url))
    telling = [name for name in names if name not in THEMSELVES] or names
    plain: dict[str, Any] = {name: one.title for name, one in context if one}
    plain |= {"about": subject.title} if subject else {}
    facts = [*about, *(_fact(name, row[name], known) for name in telling)]
    return Row(facts, known.itself(row), plain | {name: whose.plain(row[name]) for name in names})


def _fact(name: str, value: Any, known: _Known) -> Fact:
    """A value as one would say it."""
    if isinstance(value, str | int) and not isinstance(value, bool) and value in known.choices(name):
        return Fact(known.label(name), str(known.choices(name)[value]))
    if name != "id" and (one := known.of(name, value)):
        return Fact(known.label(name), one.title, one.url)
    return Fact(known.label(name), value if isinstance(value, str) else _in_words(value))


class _Known:
    """What the things are called that rows point to, as far as this reader may know: one question for each kind."""

    def __init__(self, part: Part, names: list[str], found: list[Row_], somebody: Somebody) -> None:
        self.part, self.somebody = part, somebody
        self.label = cache(partial(called, part))
        self.names: dict[tuple[str, Any], Described] = {}
        wanted: dict[str, set[Any]] = {part.label: {row["pk"] for row in found}}
        for name in names:
            if to := _leads_to(part, name):
                wanted.setdefault(to._meta.label_lower, set()).update(row[name] for row in found if row[name] is not None)
        for row in found:
            if row.get("subject_kind"):
                wanted.setdefault(row["subject_kind"], set()).add(row["subject_id"])
        for kind, ids in wanted.items():
            self.names |= {(kind, pk): one for pk, one in threads.describe(kind, ids, somebody.person).items()}

        self.choices = cache(self._choices)

    def _choices(self, name: str) -> dict[Any, Any]:
        field = self.part.model._meta.get_field(name)
        return dict(field.flatchoices) if isinstance(field, models.Field) and field.choices else {}

    def of(self, name: str, value: Any) -> Described | None:
        """What a key leads to; "You" where that is they themselves."""
        if value is not None and value == self.somebody.id:
            return Described(_("You"))
        to = _leads_to(self.part, name)
        return self.names.get((to._meta.label_lower, value)) if to else None

    def subject(self, row: Row_) -> Described | None:
        return self.names.get((row.get("subject_kind", ""), row.get("subject_id")))

    def itself(self, row: Row_) -> Described | None:
        return self.names.get((self.part.label, row["pk"])) if self.part.model is not Person else None


def _beside(part: Part) -> list[str]:
    """Keys of a row that are about no person and say what it is about: those that somebody has given a name."""
    keys = [name for name in _fields(part) if name not in part.fields and _leads_to(part, name)]
    return [name for name in keys if personal.word(part.label, name)]


def _fields(part: Part) -> list[str]:
    return [field.name for field in part.model._meta.local_fields]


def _leads_to(part: Part, name: str) -> type[models.Model] | None:
    to = part.model._meta.get_field(name).related_model
    return to if isinstance(to, type) and to is not Person else None


def _is_said(value: Any) -> bool:
    return value not in (None, "", [], {})


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        here = value.astimezone(clock.LONDON)
        return f"{words.date(here.date())}, {words.time(here.time())}"
    if isinstance(value, dt.date):
        return words.date(value)
    if isinstance(value, uuid.UUID):  # a number of ours, and no word
        return format_html("<code>{}</code>", value)
    return json.dumps(value, ensure_ascii=False, default=str)
