"""Writes what an import brings: batch by batch, each whole or not at all, so that it can be stopped anywhere."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.directory.actions import writing
from alongside.directory.actions.importing import cleaning, reports
from alongside.directory.actions.importing.shapes import Catalogue, Problem, Record, Runner
from alongside.directory.models import Import, ImportProblem, Service, Source, SourceOrganisation, SourceRecord
from alongside.directory.queries.facts import Facts
from alongside.directory.queries.services import with_all
from alongside.kit import clock
from alongside.organisations import actions as organisations
from alongside.organisations import names
from alongside.organisations import queries as known
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

Names = dict[str, uuid.UUID | None]


@dataclass
class Sorted:
    """The records of one batch by what is to become of them. `kept` names services that were changed here since."""

    fresh: dict[str, Record] = field(default_factory=dict)
    stale: dict[str, tuple[SourceRecord, Record]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    unchanged: int = 0


@dataclass
class Bringing:
    """One import under way."""

    source: Source
    row: Import
    report: reports.Report
    by: Person | None
    names: Names
    keys: frozenset[str]
    digest: str


def names_here() -> Names:
    """The organisations of the place by the plain form of their name."""
    return {names.plain(name): pk for name, pk in known.visible_to(AnonymousUser()).values_list("name", "pk")}


@transaction.atomic
def begin(catalogue: Catalogue, report: reports.Report, *, by: Person | None, row: Import | None) -> Bringing:
    """Write down that a run begins. One that was cut off before is closed, with what it had done."""
    facts = {"name": catalogue.name, "kind": catalogue.kind, "address": catalogue.address[:1000]}
    source = Source.objects.get_or_create(slug=catalogue.slug, defaults=facts)[0]
    row = row or Import(name=source.name, address=source.address, started_at=clock.now(), by=by.pk if by else None)
    for left in Import.objects.filter(source=source, state=Import.State.RUNNING, dry_run=False).exclude(pk=row.pk):
        _close(left, by)
    row.source, row.state, row.dry_run, row.report = source, Import.State.RUNNING, False, report.as_json(with_problems=False)
    row.save()
    _keep_problems(row, report.problems)
    keys = frozenset(each.key for each in catalogue.records)
    return Bringing(source, row, report, by, names_here(), keys, _digest(catalogue))


def _digest(catalogue: Catalogue) -> str:
    """One digest for all that was read: the same for the same words."""
    whole = hashlib.sha256()
    for each in catalogue.records:
        whole.update(each.digest.encode())
    return whole.hexdigest()


def _close(left: Import, by: Person | None) -> None:
    left.state, left.finished_at = Import.State.FAILED, clock.now()
    left.save(update_fields=["state", "finished_at"])
    record.write("import.cut_off", on=left, by=by, facts={key: left.report.get(key, 0) for key in ("read", "created", "updated")})


def _keep_problems(row: Import, problems: Iterable[Problem]) -> None:
    row.problems.all().delete()
    rows = [ImportProblem(run=row, row=p.row, key=p.key, name=p.name, reason=p.reason) for p in problems]
    ImportProblem.objects.bulk_create(rows, batch_size=200)


@contextmanager
def held(bringing: Bringing) -> Iterator[None]:
    """One batch, whole or not at all. The source is held, so that two runs of it never write the same record."""
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=bringing.source.pk)
        yield


def count(report: reports.Report, found: Sorted, *, created: bool = True) -> None:
    report.created += len(found.fresh) if created else 0
    report.updated += len(found.stale)
    report.unchanged += found.unchanged
    report.kept += found.kept


def write(bringing: Bringing, found: Sorted) -> None:
    """Bring in the records of one batch, inside `held`."""
    count(bringing.report, found)
    _write(bringing, found)
    bringing.row.report = bringing.report.as_json(with_problems=False)
    bringing.row.save(update_fields=["report"])


def _write(bringing: Bringing, found: Sorted) -> None:
    moment = clock.now()
    runners = _runners(bringing, [*found.fresh.values(), *(each for _row, each in found.stale.values())])
    taken = _taken_ids(found.fresh.values())
    drafts: list[writing.Draft] = []
    rows: list[SourceRecord] = []
    for each in found.fresh.values():
        service = Service(id=_id(bringing, each, taken), created_at=moment, version=1)
        drafts.append(_draft(bringing, service, each, runners, new=True))
        rows.append(SourceRecord(source=bringing.source, key=each.key, service=service, digest=each.digest, version=1))
    stale = [row for row, _each in found.stale.values()]
    services = {one.pk: one for one in with_all(Service.objects.filter(pk__in=[row.service_id for row in stale]))}
    for row, each in found.stale.values():
        service = services[row.service_id]
        service.version += 1
        drafts.append(_draft(bringing, service, each, runners, new=False))
        row.digest, row.version = each.digest, service.version
    writing.write(drafts)
    SourceRecord.objects.bulk_create(rows, batch_size=100)
    SourceRecord.objects.bulk_update(stale, ["digest", "version"], batch_size=50)


def _draft(bringing: Bringing, service: Service, each: Record, runners: dict[str, Organisation], *, new: bool) -> writing.Draft:
    """The service as the source says it. A later confirmation given here stays."""
    service.organisation = runners[each.runner.key]
    service.status = each.status
    service.updated_at = clock.now()
    if each.assured_on and (service.assured_on is None or each.assured_on > service.assured_on):
        service.assured_on, service.assured_by = each.assured_on, ""
    said = {"said_by": bringing.source.name, "said_how": _("As its source publishes it")}
    facts: Facts = {
        **each.facts,
        "locations": [_placed(service, place) for place in each.facts["locations"]],
        "contacts": [contact | said for contact in each.facts["contacts"]],
    }
    return writing.Draft(service, facts, new=new)


def _placed(service: Service, place: Facts) -> Facts:
    """An address with an id of its own that stays the same whenever it is read again."""
    key = place["key"] or "|".join((place["line_1"], place["town"], place["postcode"]))
    rest = {name: value for name, value in place.items() if name != "key"}
    return {**rest, "id": str(uuid.uuid5(cleaning.NAMESPACE, f"{service.pk}:{key}")), "new": True}


def _taken_ids(records: Iterable[Record]) -> set[uuid.UUID]:
    ids = [found for each in records if (found := cleaning.identifier(each.key))]
    return set(Service.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _id(bringing: Bringing, each: Record, taken: set[uuid.UUID]) -> uuid.UUID:
    """The source's own identifier where it has the shape of ours and nobody has it; else one made of both."""
    given = cleaning.identifier(each.key)
    return given if given and given not in taken else uuid.uuid5(cleaning.NAMESPACE, f"{bringing.source.slug}:{each.key}")


def _runners(bringing: Bringing, records: list[Record]) -> dict[str, Organisation]:
    """The organisations that run these services: known from this source, else of the same name here, else new."""
    wanted = {each.runner.key: each.runner for each in records}
    rows = SourceOrganisation.objects.filter(source=bringing.source, key__in=wanted).select_related("organisation")
    found = {row.key: row.organisation for row in rows}
    new = {key: _runner(bringing, runner) for key, runner in wanted.items() if key not in found}
    SourceOrganisation.objects.bulk_create(
        [SourceOrganisation(source=bringing.source, key=key, organisation=one) for key, one in new.items()]
    )
    return found | new


def _runner(bringing: Bringing, runner: Runner) -> Organisation:
    plain = names.plain(runner.name)
    if here := bringing.names.get(plain):
        return known.visible_to(AnonymousUser()).get(pk=here)
    made = organisations.add(runner.name, sector=names.sector_of(runner.name), by=bringing.by, about=runner.about, url=runner.url)
    bringing.names[plain] = made.pk
    bringing.report.organisations_created += 1
    return made


@transaction.atomic
def finish(bringing: Bringing) -> None:
    """The run is done: write its numbers, its one event, and what the source no longer has."""
    row, report, source = bringing.row, bringing.report, bringing.source
    here = source.records.values_list("key", flat=True).order_by("key")
    report.missing = sum(key not in bringing.keys for key in here.iterator())
    _end(row, report)
    source.succeeded_at = clock.now()
    source.save(update_fields=["succeeded_at"])
    counts = {key: getattr(report, key) for key in ("read", "created", "updated", "unchanged", "quarantined")}
    record.write("import.done", on=row, by=bringing.by, facts={**counts, "digest": bringing.digest})


@transaction.atomic
def finish_preview(row: Import, report: reports.Report) -> None:
    """A dry run that a page asked for keeps what it found."""
    _end(row, report)
    _keep_problems(row, report.problems)


def _end(row: Import, report: reports.Report) -> None:
    row.state, row.finished_at, row.report = Import.State.DONE, clock.now(), report.as_json(with_problems=False)
    row.save(update_fields=["state", "finished_at", "report"])
