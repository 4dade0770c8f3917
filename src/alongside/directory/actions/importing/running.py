"""Runs an import, or tries what it would do: the numbers are counted in one place, so that both say the same."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.directory.actions.importing import cleaning, keeping, reports, retiring
from alongside.directory.actions.importing.fetching import Progress
from alongside.directory.actions.importing.shapes import Catalogue, Record
from alongside.directory.models import Import, Service, Source, SourceRecord
from alongside.kit import clock
from alongside.organisations.names import plain
from alongside.places import queries as places
from alongside.places.address import Precision
from alongside.terms import queries as terms

if TYPE_CHECKING:
    from alongside.people.models import Person

BATCH = 200


def run(
    catalogue: Catalogue,
    *,
    by: Person | None,
    dry_run: bool = False,
    report_path: Path | str | None = None,
    progress: Progress = print,
    row: Import | None = None,
    at_end: Callable[[reports.Report], None] = lambda _report: None,
) -> reports.Report:
    """Bring the records of `catalogue` in, or with `dry_run` only say what would become of them.

    `row` is the run as a page began it; a dry run without one writes nothing at all. `at_end` is written together with its end:
    whoever dies between the two would leave the one without the other.
    """
    began = time.monotonic()
    report = reports.begun(catalogue, dry_run=dry_run)
    _use_our_words(catalogue)
    _count_places(catalogue, report)
    if dry_run:
        _try(catalogue, report, progress, row)
    else:
        bringing = keeping.begin(catalogue, report, by=by, row=row)
        with _not_looked_through():
            for batch in _batches(catalogue.records):
                with keeping.held(bringing):
                    keeping.write(bringing, sort(bringing.source, batch, catalogue.kind))
                progress(said(report))
    report.notes = catalogue.notes.listed()
    report.seconds = round(time.monotonic() - began, 1)
    if not dry_run:
        progress(said(report))
        missing = retiring.look(bringing.source, catalogue, bringing.keys, alive=lambda: progress(said(report)))
        with transaction.atomic():
            keeping.finish(bringing, missing)
            at_end(report)
    elif row:
        keeping.finish_preview(row, report)
    if report_path:
        reports.save(report, report_path, at=clock.now())
    return report


@contextmanager
def _not_looked_through() -> Iterator[None]:
    """What was read stays to the end: looking for garbage among all of it again and again would take a tenth of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def said(report: reports.Report) -> str:
    return _("%(done)s of %(read)s services") % {"done": report.done, "read": report.read}


def sort(source: Source | None, batch: Sequence[Record], kind: str = "") -> keeping.Sorted:
    """What is to become of each record, from what the source last said and what was changed here since."""
    rows = (
        SourceRecord.objects.filter(source=source, key__in=[each.key for each in batch])
        if source
        else SourceRecord.objects.none()
    )
    before = {row.key: row for row in rows.select_related("service")}
    found = keeping.Sorted()
    for each in batch:
        row = before.get(each.key)
        if row is None:
            new = found.fresh.setdefault(each.key, each)
            found.unchanged += new is not each
        elif (row.digest == each.digest and row.gone_at is None) or each.is_partly or each.key in found.stale:
            found.unchanged += 1
        elif row.version != row.service.version:
            found.touched.setdefault(each.key, (row, each))
        else:
            found.stale[each.key] = (row, each)
    return _without_ours(found, source) if kind == Source.Kind.FEED_3 else found


def _without_ours(found: keeping.Sorted, source: Source | None) -> keeping.Sorted:
    """What is here already under the same id, of our own or by another way, is never brought in a second time."""
    given = {cleaning.identifier(key): key for key in found.fresh}
    here = Service.objects.filter(pk__in=[pk for pk in given if pk]).order_by().values_list("pk", flat=True)
    for pk in here:
        del found.fresh[given[pk]]
        found.ours += 1
    return found


def _try(catalogue: Catalogue, report: reports.Report, progress: Progress, row: Import | None) -> None:
    source = row.source if row and row.source else Source.objects.filter(slug=catalogue.slug).first()
    names = keeping.names_here()
    seen: set[str] = set()
    for batch in _batches(catalogue.records):
        found = sort(source, batch, catalogue.kind)
        again = {key for key in found.fresh if key in seen}
        seen |= set(found.fresh)
        report.created += len(found.fresh) - len(again)
        report.unchanged += len(again)
        keeping.count(report, found, created=False)
        new = {plain(each.runner.name) for each in found.fresh.values()} - set(names)
        report.organisations_created += len(new)
        names |= dict.fromkeys(new)
        progress(said(report))


def _batches(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    for start in range(0, len(records), BATCH):
        yield records[start : start + BATCH]


def _use_our_words(catalogue: Catalogue) -> None:
    """Put the source's own words for needs into ours; those that are not ours are left."""
    ours = _words_for_needs() if any(each.facts["terms"] for each in catalogue.records) else {}
    for each in catalogue.records:
        each.facts["terms"] = sorted({ours[word] for word in each.facts["terms"] if word in ours})


def _words_for_needs() -> dict[str, str]:
    """Every name and everyday word of a need that means one need only."""
    found: dict[str, set[str]] = {}
    for term in terms.needs():
        for word in (term.name, term.slug, *term.synonyms):
            found.setdefault(word.casefold(), set()).add(term.slug)
    return {word: next(iter(slugs)) for word, slugs in found.items() if len(slugs) == 1}


def _count_places(catalogue: Catalogue, report: reports.Report) -> None:
    """How many addresses we can put on a map, how many of them only about, and which not at all."""
    locations = [location for each in catalogue.records for location in each.facts["locations"]]
    given = [place for place in locations if place["precision"] == Precision.GIVEN]
    asked = [place for place in locations if place["precision"] != Precision.GIVEN]
    points = places.points_of({place["postcode"] for place in asked if place["postcode"]})
    found = [points[place["postcode"]] for place in asked if place["postcode"] in points]
    report.locations = len(locations)
    report.geocoded = len(given) + len(found)
    report.about = sum(precision == Precision.OUTCODE for _lat, _lon, precision in found)
    lost = {place["postcode"] or place["line_1"] or place["name"] for place in asked if place["postcode"] not in points}
    report.not_geocoded = sorted(lost)
