"""Looks at a list: what each row would do here. Nothing is written, so a dry run and a real one say the same."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.kit.cleaning import line
from alongside.organisations import names
from alongside.organisations.actions.importing import facts as reading
from alongside.organisations.actions.importing.facts import Facts
from alongside.organisations.actions.importing.known import Here, Index, Listed, alike, contact_key, numbers_left, stand
from alongside.organisations.actions.importing.reading import Sheet
from alongside.organisations.models import Import, ImportRow
from alongside.places import postcodes
from alongside.places import queries as places
from alongside.terms import queries as terms

Progress = Callable[[str], None]
Outcome = ImportRow.Outcome
SIMPLE = ("about", "url", "opening", "size", "staff", "trustees", "volunteers")
EVERY = 500


@dataclass
class Looked:
    """A whole list, looked at. `elsewhere` counts charities of the register that are not listed here."""

    read: int
    rows: list[ImportRow] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    elsewhere: int = 0
    digest: str = ""


def look(sheet: Sheet, *, source: str, progress: Progress) -> Looked:
    """What would become of each row of `sheet`."""
    index = Index(stand(), numbers_left())
    looked = Looked(read=len(sheet.rows))
    if sheet.kind == Import.Kind.REGISTER:
        _register(sheet, index, looked, progress)
    else:
        _list(sheet, index, looked, source, progress)
    looked.digest = _digest(looked.rows)
    return looked


def _list(sheet: Sheet, index: Index, looked: Looked, source: str, progress: Progress) -> None:
    reader = reading.Reader(sheet.columns, words=_words(), patches=_patches(), source=source)
    before: dict[Any, ImportRow] = {}
    listed = Listed()
    for number, row in enumerate(sheet.rows, start=2):
        if number % EVERY == 0:
            progress(_("Row %(number)s of %(read)s") % {"number": number, "read": looked.read})
        try:
            said = reader.facts(row)
        except reading.Refused as why:
            called = line(row.get(sheet.columns.get("name", ""), ""))[:300]
            looked.rows.append(ImportRow(number=number, name=called, outcome=Outcome.LEFT_OUT, reason=str(why)))
            continue
        made = _row(number, said, index, before)
        if made.outcome == Outcome.NEW and (twin := listed.like(made)):
            made.outcome, made.candidates = Outcome.DUPLICATE, [str(twin.organisation)]
        looked.rows.append(made)
    for made in looked.rows:
        settle(made, index.here)
    looked.notes = reader.notes.listed()


def _row(number: int, said: Facts, index: Index, before: dict[Any, ImportRow]) -> ImportRow:
    """One row: a further line of an organisation of this list, one that is here, one that may be, or a new one."""
    row = ImportRow(number=number, name=said["name"], facts=said)
    keys = _keys(said)
    first = next((before[key] for key in keys if key in before), None)
    if first is not None and not alike(names.plain(said["name"]), [first.name]):
        said_ = {"number": first.number, "name": first.name}
        row.outcome, row.facts = Outcome.LEFT_OUT, {}
        row.reason = _("It gives the number of “%(name)s” in row %(number)s. Take the number out, or give its own.") % said_
        return row
    if first is not None:
        join(first.facts, said)
        row.outcome, row.reason, row.facts = Outcome.JOINED, _("Joined with row %(number)s.") % {"number": first.number}, {}
        return row
    before.update(dict.fromkeys(keys, row))
    postcode = said.get("address", {}).get("postcode", "")
    found, maybe = index.find(
        [said["name"], *said.get("other_names", ())], [(s, n) for s, n in said.get("identifiers", ())], postcode
    )
    row.organisation = found.id if found else uuid.uuid4()
    row.outcome = Outcome.UNCHANGED if found else Outcome.DUPLICATE if maybe else Outcome.NEW
    row.candidates = [str(one.id) for one in maybe]
    return row


def _keys(said: Facts) -> list[Any]:
    """By which two rows of one list are of the same organisation: a number; the name, where number and postcode agree."""
    numbers = [tuple(pair) for pair in said.get("identifiers", ())]
    postcode = said.get("address", {}).get("postcode", "")
    return [*numbers, *([] if numbers else [(names.plain(said["name"]), postcodes.key(postcode) or "")])]


def join(first: Facts, more: Facts) -> None:
    """What a further line adds: what the first did not say, and more ways to reach it."""
    known = {contact_key(one["kind"], one["value"]) for one in first.get("contacts", ())}
    fresh = [one for one in more.get("contacts", ()) if contact_key(one["kind"], one["value"]) not in known]
    if fresh:
        first["contacts"] = [*first.get("contacts", ()), *fresh]
    for key, value in more.items():
        first.setdefault(key, value)


def settle(row: ImportRow, here: dict[uuid.UUID, Here]) -> None:
    """For a row that speaks of an organisation here: what it would fill, and in what it differs."""
    if row.outcome not in (Outcome.UNCHANGED, Outcome.UPDATED):
        return
    assert row.organisation is not None  # noqa: S101
    row.fills, row.differs = compare(here[row.organisation], row.facts)
    row.outcome = Outcome.UPDATED if row.fills else Outcome.UNCHANGED


def compare(here: Here, said: Facts) -> tuple[Facts, Facts]:
    """What `said` fills that stands empty here, and in what it differs: field → [ours, theirs]."""
    fills: Facts = {}
    differs: Facts = {}
    for key in SIMPLE:
        ours, theirs = here.facts[key], said.get(key)
        if theirs is None or ours == theirs:
            continue
        if ours in ("", None, "unknown"):
            fills[key] = theirs
        else:
            differs[key] = [ours, theirs]
    _compare_names(here, said, fills, differs)
    _compare_numbers(here, said, fills, differs)
    _compare_address(here, said, fills, differs)
    if said.get("what") and said["what"] != here.what:
        differs["what"] = [here.what, said["what"]]
    for key in ("patches", "client_groups"):
        if fresh := [each for each in said.get(key, ()) if each not in getattr(here, key)]:
            fills[key] = fresh
    fresh_contacts = [one for one in said.get("contacts", ()) if contact_key(one["kind"], one["value"]) not in here.contacts]
    if fresh_contacts:
        fills["contacts"] = fresh_contacts
    entry = said.get("log")
    if entry and not any(entry["on"] in ("", day) and entry["text"] in ("", text) for day, text in here.log):
        fills["log"] = entry
    return fills, differs


def _compare_names(here: Here, said: Facts, fills: Facts, differs: Facts) -> None:
    known = {name.casefold() for name in here.all_names}
    if (name := said.get("name")) and name.casefold() not in known and names.plain(name) != names.plain(here.facts["name"]):
        differs["name"] = [here.facts["name"], name]
    legal = said.get("legal_name") or said.get("register_name")
    if legal and legal.casefold() not in known:
        if here.facts["legal_name"]:
            differs["legal_name"] = [here.facts["legal_name"], legal]
        elif said.get("legal_name") or names.plain(legal) not in {names.plain(name) for name in here.all_names}:
            fills["legal_name"] = legal
    if fresh := [name for name in said.get("other_names", ()) if name.casefold() not in known]:
        fills["other_names"] = fresh


def _compare_numbers(here: Here, said: Facts, fills: Facts, differs: Facts) -> None:
    for scheme, number in said.get("identifiers", ()):
        ours = here.identifiers.get(scheme)
        if ours is None:
            fills.setdefault("identifiers", []).append([scheme, number])
        elif ours != number:
            differs["number"] = [ours, number]
    if status := said.get("status"):
        was, checked = here.status.get(status["number"], ("", ""))
        if was != status["status"] or checked < status["checked_on"]:
            fills["status"] = status


def _compare_address(here: Here, said: Facts, fills: Facts, differs: Facts) -> None:
    theirs = said.get("address")
    if not theirs:
        return
    if not any(here.address.values()):
        fills["address"] = theirs
    elif any(value and value.casefold() != here.address.get(key, "").casefold() for key, value in theirs.items()):
        differs["address"] = [_said(here.address), _said(theirs)]


def _said(address: dict[str, str]) -> str:
    return ", ".join(value for key in ("line_1", "line_2", "town", "county", "postcode") if (value := address.get(key)))


def _register(sheet: Sheet, index: Index, looked: Looked, progress: Progress) -> None:
    """Charities of the register that are here, by their number; else, to be asked about, by name and postcode."""
    today = clock.today().isoformat()
    held = {number for scheme, number in index.by_number if scheme == "GB-CHC"}
    for number, row in enumerate(sheet.rows, start=1):
        if number % 20_000 == 0:
            progress(_("Row %(number)s of %(read)s") % {"number": f"{number:,}", "read": f"{looked.read:,}"})
        if not _may_be_here(row, held, index):
            looked.elsewhere += 1
            continue
        made = _charity(number, row, index, today)
        if made is None:
            looked.elsewhere += 1
        else:
            settle(made, index.here)
            looked.rows.append(made)


def _may_be_here(row: dict[str, str], held: set[str], index: Index) -> bool:
    """The cheap question first: the register has four hundred thousand rows, of which a few thousand are ours."""
    return (
        row.get("registered_charity_number", "") in held
        or f"{row.get('registered_charity_number')}-{row.get('linked_charity_number')}" in held
        or names.plain(row.get("charity_name", "")) in index.by_name
        or not row.get("charity_name")
    )


def _charity(number: int, row: dict[str, str], index: Index, today: str) -> ImportRow | None:
    name = line(row.get("charity_name", ""))[:300]
    try:
        said = reading.register_facts(row, today)
    except reading.Refused as why:
        return ImportRow(number=number, name=name, outcome=Outcome.LEFT_OUT, reason=str(why))
    pair = (said["identifiers"][0][0], said["identifiers"][0][1])
    if one := index.by_number.get(pair):
        return ImportRow(number=number, name=name, facts=said, organisation=one.id, outcome=Outcome.UNCHANGED)
    maybe = [one for one in index.by_name.get(names.plain(name), ()) if pair[0] not in one.identifiers]
    near = [one for one in maybe if not one.postcode or one.postcode == said.get("postcode", one.postcode)]
    if not near or said["status"]["status"] == "removed":
        return None
    ids = [str(one.id) for one in near[:3]]
    return ImportRow(number=number, name=name, facts=said, organisation=uuid.uuid4(), outcome=Outcome.DUPLICATE, candidates=ids)


def _words() -> dict[str, uuid.UUID]:
    """Every name and everyday word of a need that means one need only."""
    found: dict[str, set[uuid.UUID]] = {}
    for term in terms.needs():
        for word in (term.name, term.slug, *term.synonyms):
            found.setdefault(word.casefold(), set()).add(term.pk)
    return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}


def _patches() -> dict[str, uuid.UUID]:
    return {patch.name.casefold(): patch.pk for patch in places.patches()}


def _digest(rows: list[ImportRow]) -> str:
    whole = hashlib.sha256()
    for row in rows:
        whole.update(json.dumps([row.number, row.name, row.facts], sort_keys=True, ensure_ascii=False).encode())
    return whole.hexdigest()
