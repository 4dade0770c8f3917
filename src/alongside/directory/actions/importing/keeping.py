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
from alongside.directory.actions.importing import cleaning, comparing, ids, reports, retiring, runners
from alongside.directory.actions.importing.shapes import Catalogue, Problem, Record
from alongside.directory.models import Import, ImportProblem, Service, Source, SourceRecord
from alongside.directory.queries.facts import Facts
from alongside.directory.queries.services import with_all
from alongside.kit import clock
from alongside.kit.rows import insert
from alongside.organisations import names
from alongside.organisations import queries as known
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

Names = dict[str, uuid.UUID | None]


@dataclass
class Sorted:
    """The records of one batch by what is to become of them. `touched`: changed here since; `ours`: here from elsewhere."""

    fresh: dict[str, Record] = field(default_factory=dict)
    stale: dict[str, tuple[SourceRecord, Record]] = field(default_factory=dict)
    touched: dict[str, tuple[SourceRecord, Record]] = field(default_factory=dict)
    unchanged: int = 0
    ours: int = 0


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
    source = _source(catalogue, row)
    retiring.know_again(source, catalogue)
    row = row or Import(name=source.name, address=source.address, started_at=clock.now(), by=by.pk if by else None)
    for left in Import.objects.filter(source=source, state=Import.State.RUNNING, dry_run=False).exclude(pk=row.pk):
        _close(left, by)
    row.source, row.state, row.dry_run, row.report = source, Import.State.RUNNING, False, report.as_json(with_problems=False)
    row.save()
    _keep_problems(row, report.problems)
    keys = frozenset(each.key for each in catalogue.records) | {problem.key for problem in catalogue.problems}
    return Bringing(source, row, report, by, names_here(), keys, _digest(catalogue))


def _source(catalogue: Catalogue, row: Import | None) -> Source:
    """The source that this is: the one that the run was begun for, or the one of that name."""
    facts = {"name": catalogue.name, "kind": catalogue.kind, "address": catalogue.address[:1000]}
    source = row.source if row and row.source else Source.objects.get_or_create(slug=catalogue.slug, defaults=facts)[0]
    said = vars(catalogue.provenance)
    source.kind = Source.Kind(catalogue.kind)
    source.publisher, source.attribution = said["publisher"] or source.publisher, said["attribution"] or source.attribution
    source.licence = source.licence or said["licence"]
    source.save(update_fields=["kind", "publisher", "attribution", "licence"])
    return source


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
    report.updated += len(found.stale) + len(found.touched)
    report.unchanged += found.unchanged + found.ours
    report.ours += found.ours


def write(bringing: Bringing, found: Sorted) -> None:
    """Bring in the records of one batch, inside `held`."""
    count(bringing.report, found)
    _write(bringing, found)
    bringing.row.report = bringing.report.as_json(with_problems=False)
    bringing.row.save(update_fields=["report"])


def _write(bringing: Bringing, found: Sorted) -> None:
    moment = clock.now()
    changed = {**found.stale, **found.touched}
    every = [*found.fresh.values(), *(each for _row, each in changed.values())]
    runs = runners.of(bringing.source, every, bringing.names, bringing.report, by=bringing.by)
    taken = _taken_ids(found.fresh.values())
    rows_of = ids.Given(every)
    drafts: list[writing.Draft] = []
    new: list[SourceRecord] = []
    for each in found.fresh.values():
        service = Service(id=_id(bringing, each, taken), created_at=moment, version=1)
        comparing.take_capacity(service, each, {})
        drafts.append(_draft(bringing, service, each, runs, rows_of, new=True))
        said = comparing.said(drafts[-1].facts, each)
        new.append(SourceRecord(source=bringing.source, key=each.key, service=service, digest=each.digest, version=1, said=said))
    services = {
        one.pk: one for one in with_all(Service.objects.filter(pk__in=[row.service_id for row, _each in changed.values()]))
    }
    for row, each in found.stale.values():
        service = services[row.service_id]
        service.version += 1
        comparing.take_capacity(service, each, row.said)
        drafts.append(_draft(bringing, service, each, runs, rows_of, new=False))
        row.digest, row.version, row.said = each.digest, service.version, comparing.said(drafts[-1].facts, each)
        row.gone_at, row.missed, row.was = None, 0, ""
    for row, each in found.touched.values():
        drafts += _compared(bringing, services[row.service_id], row, each, rows_of)
    writing.write(drafts)
    insert(new)
    everything = [row for row, _each in changed.values()]
    SourceRecord.objects.bulk_update(everything, ["digest", "version", "said", "gone_at", "missed", "was"], batch_size=50)


def _compared(bringing: Bringing, service: Service, row: SourceRecord, each: Record, rows_of: ids.Given) -> list[writing.Draft]:
    """A service that was changed here: what the source alone changed is taken, what both changed is for an officer to choose."""
    facts = _facts(bringing, service, each, rows_of)
    compared = comparing.compare(service, row, each, facts)
    is_otherwise = comparing.take_capacity(service, each, row.said)
    row.digest, row.said, row.gone_at, row.missed = each.digest, comparing.said(facts, each), None, 0
    differences = comparing.flag(row, compared)
    if differences:
        bringing.report.kept.append(service.name)
    if not compared.take and compared.status is None:
        bringing.report.unchanged += not is_otherwise
        bringing.report.updated -= not is_otherwise
        return [writing.Draft(service, {})] if is_otherwise else []
    service.version += 1
    service.updated_at = clock.now()
    service.status = compared.status or service.status
    if compared.agrees:
        row.version = service.version
    return [writing.Draft(service, compared.take)]


def _draft(
    bringing: Bringing, service: Service, each: Record, runs: dict[str, Organisation], rows_of: ids.Given, *, new: bool
) -> writing.Draft:
    """The service as the source says it. A later confirmation given here stays."""
    service.organisation = runs[each.runner.key]
    service.status = each.status
    service.updated_at = clock.now()
    if each.assured_on and (service.assured_on is None or each.assured_on > service.assured_on):
        service.assured_on, service.assured_by = each.assured_on, ""
    return writing.Draft(service, _facts(bringing, service, each, rows_of), new=new)


def _facts(bringing: Bringing, service: Service, each: Record, rows_of: ids.Given) -> Facts:
    said = {"said_by": bringing.source.name, "said_how": _("As its source publishes it")}
    facts = {**each.facts, "contacts": [contact | said for contact in each.facts["contacts"]]}
    return rows_of.own(service.pk, facts)


def _taken_ids(records: Iterable[Record]) -> set[uuid.UUID]:
    ids = [found for each in records if (found := cleaning.identifier(each.key))]
    return set(Service.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _id(bringing: Bringing, each: Record, taken: set[uuid.UUID]) -> uuid.UUID:
    """The source's own identifier where it has the shape of ours and nobody has it; else one made of both."""
    given = cleaning.identifier(each.key)
    return given if given and given not in taken else uuid.uuid5(cleaning.NAMESPACE, f"{bringing.source.slug}:{each.key}")


@transaction.atomic
def finish(bringing: Bringing, missing: retiring.Missing) -> None:
    """The run is done: write its numbers, its one event, and what the source no longer has."""
    row, report, source = bringing.row, bringing.report, bringing.source
    retiring.retire(source, missing, report, by=bringing.by)
    _end(row, report)
    source.succeeded_at = source.tried_at = clock.now()
    source.failures, source.trouble = 0, ""
    source.save(update_fields=["succeeded_at", "tried_at", "failures", "trouble"])
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
