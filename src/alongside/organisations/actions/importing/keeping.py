"""Writes what a list brings, batch by batch, each whole or not at all, and keeps what stood there before."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.kit.rows import Rows
from alongside.organisations import names
from alongside.organisations.actions.importing.facts import Facts
from alongside.organisations.actions.importing.known import Here, contact_key
from alongside.organisations.actions.importing.looking import SIMPLE, compare
from alongside.organisations.actions.slugs import Slugs
from alongside.organisations.models import (
    Contact,
    Identifier,
    Import,
    ImportRow,
    LogEntry,
    Organisation,
    OrganisationAddress,
)
from alongside.people.consent import Publish

Outcome = ImportRow.Outcome
COUNTS = ("staff", "trustees", "volunteers")


@dataclass
class Batch:
    """What one batch writes, gathered so that each table is written once."""

    run: Import
    made: Rows = field(default_factory=lambda: Rows(Organisation))
    numbers: list[Identifier] = field(default_factory=list)
    contacts: Rows = field(default_factory=lambda: Rows(Contact))
    addresses: Rows = field(default_factory=lambda: Rows(OrganisationAddress))
    log: list[LogEntry] = field(default_factory=list)
    ties: dict[str, list[tuple[uuid.UUID, str]]] = field(default_factory=lambda: {"patches": [], "client_groups": []})
    moment: dt.datetime = field(default_factory=clock.now)

    def write(self) -> None:
        self.made.write()
        Identifier.objects.bulk_create(self.numbers)
        self.contacts.write()
        self.addresses.write()
        LogEntry.objects.bulk_create(self.log)
        for name, pairs in self.ties.items():
            column = {"patches": "patch_id", "client_groups": "term_id"}[name]
            through = getattr(Organisation, name).through
            through.objects.bulk_create([through(organisation_id=one, **{column: other}) for one, other in pairs])

    def add(self, organisation: uuid.UUID, said: Facts) -> Facts:
        """What hangs on an organisation: numbers, contacts, patches … Returns the ids of what was added."""
        added: Facts = {}
        for scheme, number in said.get("identifiers", ()):
            self.numbers.append(Identifier(organisation_id=organisation, scheme=scheme, number=number))
            added.setdefault("identifiers", []).append([scheme, number])
        for one in said.get("contacts", ()):
            key = uuid.uuid4()
            self.contacts.add(id=key, organisation_id=organisation, **self._contact(one))
            added.setdefault("contacts", []).append(str(key))
        if said.get("address"):
            self.addresses.add(organisation_id=organisation, **said["address"])
            added["address"] = None
        if said.get("log"):
            self.log.append(self._entry(organisation, said["log"]))
            added["log"] = [str(self.log[-1].pk)]
        for name, pairs in self.ties.items():
            pairs += [(organisation, other) for other in said.get(name, ())]
            if said.get(name):
                added[name] = said[name]
        return added

    def _contact(self, said: Facts) -> Facts:
        made = {key: said[key] for key in ("kind", "value", "name", "label")}
        if said.get("refused"):
            no = {"publish": str(Publish.NO), "said_at": self.moment, "said_by": self.run.name, "said_how": _("As its list says")}
            return made | no
        return made

    def _entry(self, organisation: uuid.UUID, said: Facts) -> LogEntry:
        day = dt.date.fromisoformat(said["on"]) if said["on"] else clock.today()
        text = said["text"]
        return LogEntry(organisation_id=organisation, on=day, text=text, by=self.run.by, made_at=self.moment)


def create(batch: Batch, row: ImportRow, slugs: Slugs, taken: set[tuple[str, str]]) -> None:
    """A new organisation. A number that meanwhile belongs to another stays there."""
    said = dict(row.facts)
    pairs = [(scheme, number) for scheme, number in said.get("identifiers", ())]
    if lost := [pair for pair in pairs if pair in taken]:
        said["identifiers"] = [pair for pair in pairs if pair not in taken]
        row.reason = _("Its number %(number)s belongs to another organisation here, so it came without.") % {"number": lost[0][1]}
    taken |= set(pairs)
    sector, _colon, kind = (said.get("what") or f"{names.sector_of(said['name'])}:other").partition(":")
    plain = {key: said[key] for key in ("name", "legal_name", "other_names", *SIMPLE) if key in said}
    if any(key in said for key in COUNTS):
        plain["counted_on"] = clock.today()
    assert row.organisation is not None  # noqa: S101  # every row has been given one
    batch.made.add(id=row.organisation, slug=slugs.free(said["name"]), sector=sector, kind=kind, **plain)
    batch.add(row.organisation, said)
    row.outcome = Outcome.NEW


def update(batch: Batch, row: ImportRow, here: Here, one: Organisation) -> bool:
    """Fill what stands empty, and take what an officer takes. Whether `one` itself changed; `row.before` says from what."""
    fills, differs = compare(here, row.facts)
    if row.decision and not row.facts.get("register_name"):
        _also_called(here, row.facts, fills, differs)
    taken = {key: pair[1] for key, pair in differs.items() if batch.run.takes_file or key in row.taken}
    row.fills, row.differs = fills, {key: pair for key, pair in differs.items() if key not in taken}
    fields = _fields(one, {**fills, **taken})
    for key, (_old, new) in fields.items():
        setattr(one, key, dt.date.fromisoformat(new) if key == "counted_on" else new)
    before: Facts = {"fields": fields} if fields else {}
    before |= batch.add(one.pk, fills)
    if "number" in taken:
        before["number"] = _renumber(one, differs["number"])
    if "address" in taken:
        before["address"] = _move(one, row.facts["address"])
    if "status" in fills:
        before["status"] = _checked(one, fills["status"], batch)
    _now(here, row.facts, {**fills, **taken})
    row.before, row.outcome = before, Outcome.UPDATED if before else Outcome.UNCHANGED
    return bool(fields)


def _now(here: Here, said: Facts, wanted: Facts) -> None:
    """The next row of this batch finds it as this one left it."""
    here.facts |= {key: wanted[key] for key in (*SIMPLE, "name", "legal_name") if key in wanted}
    here.what = wanted.get("what", here.what)
    here.other_names = [*here.other_names, *wanted.get("other_names", ())]
    here.identifiers |= dict(wanted.get("identifiers", ()))
    here.contacts |= {contact_key(one["kind"], one["value"]) for one in wanted.get("contacts", ())}
    here.address |= said.get("address", {}) if "address" in wanted else {}
    here.log |= {(wanted["log"]["on"], wanted["log"]["text"])} if "log" in wanted else set()
    here.patches |= set(wanted.get("patches", ()))
    here.client_groups |= set(wanted.get("client_groups", ()))


def _also_called(here: Here, said: Facts, fills: Facts, differs: Facts) -> None:
    """An officer said that both names are of one: it is known by the other from now on, so that nobody asks again."""
    if names.plain(said["name"]) not in {names.plain(name) for name in here.all_names}:
        fills["other_names"] = [*fills.get("other_names", ()), said["name"]]
        differs.pop("name", None)


def _fields(one: Organisation, wanted: Facts) -> dict[str, list[Any]]:
    """The plain fields that change: field → [old, new]."""
    new: Facts = {key: wanted[key] for key in (*SIMPLE, "name", "legal_name") if key in wanted}
    if "what" in wanted:
        new["sector"], _colon, new["kind"] = wanted["what"].partition(":")
    if "other_names" in wanted:
        new["other_names"] = [*one.other_names, *wanted["other_names"]]
    if any(key in wanted for key in COUNTS):
        new["counted_on"] = clock.today().isoformat()
    return {key: [_plain(getattr(one, key)), value] for key, value in new.items() if _plain(getattr(one, key)) != value}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _renumber(one: Organisation, pair: Sequence[str]) -> list[str]:
    ours, theirs = pair
    if not Identifier.objects.filter(number=theirs).exclude(organisation=one).exists():
        Identifier.objects.filter(organisation=one, number=ours).update(number=theirs, status="", checked_on=None)
    return [ours, theirs]


def _move(one: Organisation, said: dict[str, str]) -> dict[str, str]:
    address = OrganisationAddress.objects.get(organisation=one)
    before = {key: getattr(address, key) for key in said}
    OrganisationAddress.objects.filter(pk=address.pk).update(**said)
    return before


def _checked(one: Organisation, said: dict[str, str], batch: Batch) -> list[str]:
    """What the register says of a number, and what it said before. A number that comes in this batch has no before."""
    day = dt.date.fromisoformat(said["checked_on"])
    for fresh in batch.numbers:
        if fresh.organisation_id == one.pk and fresh.number == said["number"]:
            fresh.status, fresh.checked_on = said["status"], day
            return []
    number = Identifier.objects.filter(organisation=one, number=said["number"]).first()
    if number is None:  # it is of one that is part of this one by now
        return []
    before = [number.number, number.status, number.checked_on.isoformat() if number.checked_on else ""]
    Identifier.objects.filter(pk=number.pk).update(status=said["status"], checked_on=day)
    return before


def taken_among(rows: Iterable[ImportRow]) -> set[tuple[str, str]]:
    """The numbers of these rows that stand here already."""
    wanted = {(scheme, number) for row in rows for scheme, number in row.facts.get("identifiers", ())}
    held = Identifier.objects.filter(number__in={number for _scheme, number in wanted}).values_list("scheme", "number")
    return wanted & {(scheme, number) for scheme, number in held.order_by("scheme", "number")}


def save_changed(changed: list[Organisation]) -> None:
    if changed:
        plain = ["name", "legal_name", "other_names", "sector", "kind", "counted_on", *SIMPLE]
        Organisation.objects.bulk_update(changed, plain, batch_size=50)


def by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Organisation]:
    found: models.QuerySet[Organisation] = Organisation.objects.filter(pk__in=list(ids))
    return {one.pk: one for one in found.order_by("pk")}
