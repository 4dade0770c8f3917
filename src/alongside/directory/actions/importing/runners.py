"""Which organisations here run the services of a source."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

from alongside.directory.actions.importing import cleaning
from alongside.directory.models import Source, SourceOrganisation
from alongside.organisations import actions as organisations
from alongside.organisations import names
from alongside.organisations import queries as known

if TYPE_CHECKING:
    from alongside.directory.actions.importing.reports import Report
    from alongside.directory.actions.importing.shapes import Record, Runner
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

Names = dict[str, uuid.UUID | None]


def of(source: Source, records: list[Record], here: Names, report: Report, *, by: Person | None) -> dict[str, Organisation]:
    """The organisations that run these services: known from this source, else of the same name here, else new."""
    wanted = {each.runner.key: each.runner for each in records}
    rows = SourceOrganisation.objects.filter(source=source, key__in=wanted).select_related("organisation")
    found = {row.key: row.organisation for row in rows}
    called = {key: names.plain(runner.name) for key, runner in wanted.items() if key not in found}
    named = _named(set(called.values()), here)
    new: dict[str, Runner] = {}
    for key, name in called.items():
        if name not in named:
            new.setdefault(name, wanted[key])
    named |= _added(source, new, by)
    here |= {name: named[name].pk for name in new}
    report.organisations_created += len(new)
    met = {key: named[name] for key, name in called.items()}
    SourceOrganisation.objects.bulk_create(
        [SourceOrganisation(source=source, key=key, organisation=one) for key, one in met.items()]
    )
    return found | met


def _named(called: set[str], here: Names) -> dict[str, Organisation]:
    """Those of these plain names that stand here."""
    keys = {pk: name for name in called if (pk := here.get(name))}
    return {keys[one.pk]: one for one in known.visible_to(AnonymousUser()).filter(pk__in=keys)}


def _added(source: Source, new: dict[str, Runner], by: Person | None) -> dict[str, Organisation]:
    """These runners, made organisations. Version 3 gives their ids, which stay the same everywhere where nobody here has them."""
    own = source.kind == Source.Kind.FEED_3
    given = {name: cleaning.identifier(runner.key) if own else None for name, runner in new.items()}
    taken = set(known.some({key for key in given.values() if key}).values_list("pk", flat=True))
    wanted: list[dict[str, Any]] = []
    for name, runner in new.items():
        sector = runner.sector or names.sector_of(runner.name)
        wanted.append({"name": runner.name, "sector": sector, "about": runner.about, "url": runner.url})
        if (key := given[name]) and key not in taken:
            wanted[-1]["id"] = key
            taken.add(key)
    return dict(zip(new, organisations.add_each(wanted, by=by), strict=True))
