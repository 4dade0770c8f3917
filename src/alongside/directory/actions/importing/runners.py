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
    new = {key: _runner(source, runner, here, report, by) for key, runner in wanted.items() if key not in found}
    SourceOrganisation.objects.bulk_create(
        [SourceOrganisation(source=source, key=key, organisation=one) for key, one in new.items()]
    )
    return found | new


def _runner(source: Source, runner: Runner, here: Names, report: Report, by: Person | None) -> Organisation:
    plain = names.plain(runner.name)
    if known_here := here.get(plain):
        return known.visible_to(AnonymousUser()).get(pk=known_here)
    facts: dict[str, Any] = {"sector": runner.sector or names.sector_of(runner.name), "about": runner.about, "url": runner.url}
    if key := _free(source, runner):
        facts["id"] = key
    made = organisations.add(runner.name, by=by, **facts)
    here[plain] = made.pk
    report.organisations_created += 1
    return made


def _free(source: Source, runner: Runner) -> uuid.UUID | None:
    """The id that version 3 gives it, so that it is the same everywhere; none where somebody here has it."""
    given = cleaning.identifier(runner.key) if source.kind == Source.Kind.FEED_3 else None
    return given if given and not known.some([given]).exists() else None
