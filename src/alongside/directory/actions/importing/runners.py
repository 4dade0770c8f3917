"""Which organisations here run the services of a source."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

from alongside.directory.actions.importing import cleaning
from alongside.directory.models import Source, SourceOrganisation
from alongside.kit.rows import insert
from alongside.organisations import actions as organisations
from alongside.organisations import names
from alongside.organisations import queries as known

if TYPE_CHECKING:
    from alongside.directory.actions.importing.reports import Report
    from alongside.directory.actions.importing.shapes import Record, Runner
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

Names = dict[str, uuid.UUID | None]
Pair = tuple[str, str]


def of(source: Source, records: list[Record], here: Names, report: Report, *, by: Person | None) -> dict[str, Organisation]:
    """The organisations that run these services: known from this source, else by a number in a public register, else of the same
    name here, else new.
    """
    wanted = {each.runner.key: each.runner for each in records}
    rows = SourceOrganisation.objects.filter(source=source, key__in=wanted).select_related("organisation")
    found = {row.key: row.organisation for row in rows}
    unknown = {key: runner for key, runner in wanted.items() if key not in found}
    owners = known.by_identifiers({pair for runner in unknown.values() for pair in runner.numbers})
    met = _numbered(unknown, owners)
    called = {key: names.plain(runner.name) for key, runner in unknown.items() if key not in met}
    named = _named(set(called.values()), here)
    new = _new(unknown, called, named)
    named |= _added(source, new, owners.keys(), by)
    here |= {name: named[name].pk for name in new}
    report.organisations_created += len(new)
    met |= {key: named[name] for key, name in called.items()}
    insert([SourceOrganisation(source=source, key=key, organisation=one) for key, one in met.items()])
    return found | met


def _new(unknown: dict[str, Runner], called: dict[str, str], named: Collection[str]) -> dict[str, Runner]:
    """Those that stand here under no name, each once: those of one number are one, and called as the first of them."""
    new: dict[str, Runner] = {}
    first: dict[Pair, str] = {}
    for key, name in called.items():
        if name in named:
            continue
        numbers = unknown[key].numbers
        called[key] = next((first[pair] for pair in numbers if pair in first), name)
        first |= dict.fromkeys(numbers, called[key])
        new.setdefault(called[key], unknown[key])
    return new


def _numbered(unknown: dict[str, Runner], owners: dict[Pair, Organisation]) -> dict[str, Organisation]:
    """Those that stand here under one of their numbers."""
    open_ = {one.pk for one in owners.values() if one.closed_at is None}
    standing = {one.pk: one for one in known.visible_to(AnonymousUser()).filter(pk__in=open_)}
    by_key = {key: [owners[pair].pk for pair in runner.numbers if pair in owners] for key, runner in unknown.items()}
    return {key: standing[pk] for key, keys in by_key.items() if (pk := next((pk for pk in keys if pk in standing), None))}


def _named(called: set[str], here: Names) -> dict[str, Organisation]:
    """Those of these plain names that stand here."""
    keys = {pk: name for name in called if (pk := here.get(name))}
    return {keys[one.pk]: one for one in known.visible_to(AnonymousUser()).filter(pk__in=keys)}


def _added(source: Source, new: dict[str, Runner], held: Collection[Pair], by: Person | None) -> dict[str, Organisation]:
    """These runners, made organisations. Version 3 gives their ids, which stay the same everywhere where nobody here has them."""
    own = source.kind == Source.Kind.FEED_3
    given = {name: cleaning.identifier(runner.key) if own else None for name, runner in new.items()}
    taken = set(known.some({key for key in given.values() if key}).values_list("pk", flat=True))
    numbers = set(held)
    wanted: list[dict[str, Any]] = []
    for name, runner in new.items():
        sector = runner.sector or names.sector_of(runner.name)
        free = [pair for pair in runner.numbers if pair not in numbers]
        numbers.update(free)
        wanted.append({"name": runner.name, "sector": sector, "about": runner.about, "url": runner.url, "identifiers": free})
        if (key := given[name]) and key not in taken:
            wanted[-1]["id"] = key
            taken.add(key)
    return dict(zip(new, organisations.add_each(wanted, by=by), strict=True))
