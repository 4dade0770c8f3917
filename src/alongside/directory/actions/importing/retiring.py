"""What a source has no more is withdrawn, never deleted; it comes back with the source. A doubtful reading retires nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import F

from alongside.directory.actions import writing
from alongside.directory.actions.importing.comparing import GONE
from alongside.directory.models import Difference, Service, Source, SourceRecord
from alongside.directory.queries.services import with_all
from alongside.kit import clock
from alongside.organisations.names import plain
from alongside.record import actions as record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from alongside.directory.actions.importing.reports import Report
    from alongside.directory.actions.importing.shapes import Catalogue
    from alongside.people.models import Person

ASKED = 100
"""So many records that are missing are asked for one by one. The others are gone when they are missing twice in a row."""
MANY = 10
"""More than these, and more than half of all, missing at once is taken for a fault of the source."""

BELIEVED = 2
"""But when so many readings before said the same, it is believed. That everything is gone is never believed."""
Words = tuple[str, str, str]


@dataclass
class Missing:
    """The records that a reading did not have: surely gone, or not seen this time. `doubt`: the reading itself is doubtful."""

    gone: list[int] = field(default_factory=list)
    unseen: list[int] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    doubt: str = ""


def look(source: Source, catalogue: Catalogue, keys: Iterable[str], *, alive: Callable[[], None] = lambda: None) -> Missing:
    """What is missing, asking the source itself. Writes nothing, so it stands outside of every transaction."""
    here = set(keys)
    rows = list(source.records.filter(gone_at=None).order_by("key").values_list("pk", "key", "missed"))
    lost = [(pk, key, missed) for pk, key, missed in rows if key not in here]
    found = Missing(seen=[pk for pk, key, missed in rows if missed and key in here], unseen=[pk for pk, _key, _missed in lost])
    if not lost or catalogue.has is None:
        return found
    if not catalogue.is_whole:
        found.doubt = "cut"
    elif len(lost) == len(rows) or (len(lost) > MANY and len(lost) * 2 > len(rows)):
        believed = len(lost) < len(rows) and all(missed >= BELIEVED for _pk, _key, missed in lost)
        found.doubt = "" if believed else "few"
    if found.doubt:
        return found
    found.unseen = []
    for number, (pk, key, missed) in enumerate(lost):
        alive()
        answer = catalogue.has(key) if number < ASKED else None
        if answer is False or (answer is None and missed):
            found.gone.append(pk)
        elif answer is None:
            found.unseen.append(pk)
    return found


def retire(source: Source, missing: Missing, report: Report, *, by: Person | None) -> None:
    """Withdraw what is gone, inside the transaction that ends the run."""
    report.missing = len(missing.gone) + len(missing.unseen)
    report.doubt = missing.doubt
    SourceRecord.objects.filter(pk__in=missing.seen).update(missed=0)
    if missing.doubt != "cut":
        SourceRecord.objects.filter(pk__in=missing.unseen).update(missed=F("missed") + 1)
    for start in range(0, len(missing.gone), 200):
        _retire(list(SourceRecord.objects.filter(pk__in=missing.gone[start : start + 200]).order_by("pk")), report, by)


def _retire(rows: list[SourceRecord], report: Report, by: Person | None) -> None:
    ids = [row.service_id for row in rows]
    services = {one.pk: one for one in with_all(Service.objects.filter(pk__in=ids))}
    others = SourceRecord.objects.filter(service__in=ids, gone_at=None).exclude(pk__in=[row.pk for row in rows])
    elsewhere = set(others.order_by().values_list("service", flat=True))
    moment, ended = clock.now(), []
    for row in rows:
        row.gone_at = moment
        service = services[row.service_id]
        if service.pk in elsewhere or service.status not in Service.SHOWN:
            continue
        if service.version != row.version:
            Difference.objects.update_or_create(record=row, field=GONE, defaults={"theirs": None, "at": moment})
            report.kept.append(service.name)
            continue
        row.was = service.status
        service.status, service.updated_at = Service.Status.WITHDRAWN, moment
        service.version += 1
        row.version = service.version
        ended.append(service)
        report.retired += 1
        record.write("service.withdrawn", on=service, by=by, facts={"from": row.was, "source": str(row.source_id)})
    SourceRecord.objects.bulk_update(rows, ["gone_at", "was", "version"], batch_size=50)
    Service.objects.bulk_update(ended, ["status", "updated_at", "version"], batch_size=50)
    writing.keep(ended)


def know_again(source: Source, catalogue: Catalogue) -> None:
    """A source that numbers its records anew is known again by their words, where those are the only ones."""
    keys = {each.key for each in catalogue.records} | {problem.key for problem in catalogue.problems}
    known = dict(source.records.filter(gone_at=None).order_by().values_list("key", "pk"))
    lost = [pk for key, pk in known.items() if key not in keys]
    if not lost:
        return
    old: dict[Words, list[SourceRecord]] = {}
    for start in range(0, len(lost), 500):
        rows = SourceRecord.objects.filter(pk__in=lost[start : start + 500]).select_related("service__organisation")
        for row in rows.prefetch_related("service__locations").order_by("key"):
            postcode = next((place.postcode for place in row.service.locations.all()), "")
            old.setdefault(_words(row.service.name, row.service.organisation.name, postcode), []).append(row)
    new: dict[Words, list[str]] = {}
    for each in catalogue.records:
        if each.key not in known:
            postcode = next((place["postcode"] for place in each.facts["locations"]), "")
            new.setdefault(_words(each.name, each.runner.name, postcode), []).append(each.key)
    again = [(rows[0], new[words][0]) for words, rows in old.items() if len(rows) == 1 and len(new.get(words, ())) == 1]
    for row, key in again:
        row.key = key
    SourceRecord.objects.bulk_update([row for row, _key in again], ["key"], batch_size=50)


def _words(name: str, runner: str, postcode: str) -> Words:
    return plain(name), plain(runner), postcode
