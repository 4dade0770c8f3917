"""Imports as officers see them: what was tried, what was brought in, and what was left out."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.directory.models import Import, ImportProblem, Service, Source, SourceRecord
from alongside.kit import sheets

SHOWN = 50


@dataclass(frozen=True)
class Seen:
    """One import as its page shows it."""

    row: Import
    numbers: list[tuple[str, int]]
    notes: list[dict[str, Any]]
    columns: list[tuple[str, str]]
    not_found: list[str]
    kept: list[str]
    doubt: str

    @property
    def is_going_on(self) -> bool:
        return self.row.state in (Import.State.WAITING, Import.State.RUNNING)

    @property
    def done(self) -> int:
        """How many services it has come to."""
        return sum(self.row.report.get(key, 0) for key in ("created", "updated", "unchanged", "quarantined"))

    @property
    def read(self) -> int:
        return int(self.row.report.get("read", 0))


def all_of_them() -> QuerySet[Import]:
    """Every import, the latest first."""
    return Import.objects.select_related("source").order_by("-started_at", "id")


def sources() -> QuerySet[Source]:
    """The sources that some of what is shown came from."""
    shown = SourceRecord.objects.filter(service__status__in=Service.SHOWN)
    return Source.objects.filter(pk__in=shown.order_by().values("source")).order_by("name", "id")


def seen(row: Import) -> Seen:
    """What there is to tell of one import."""
    report = row.report
    return Seen(
        row=row,
        numbers=_numbers(row),
        notes=report.get("notes", []),
        columns=sorted((heading, field.replace("_", " ")) for heading, field in report.get("columns", {}).items()),
        not_found=report.get("not_geocoded", []),
        kept=report.get("kept", []),
        doubt=doubt(row),
    )


def _numbers(row: Import) -> list[tuple[str, int]]:
    """The counts that add up, then the places."""
    labels = {
        "read": _("Services read"),
        "created": _("Would be new") if row.dry_run else _("New"),
        "updated": _("Would be changed") if row.dry_run else _("Changed"),
        "unchanged": _("As they were"),
        "quarantined": _("Left out"),
        "locations": _("Addresses"),
        "geocoded": _("Found on the map"),
        "organisations_created": _("New organisations"),
        "ours": _("Here already by another way"),
        "missing": _("No longer in the source"),
        "retired": _("Withdrawn for that"),
    }
    seldom = {"ours", "retired"}
    return [
        (label, row.report[key])
        for key, label in labels.items()
        if row.report.get(key, 0) or (key in row.report and key not in seldom)
    ]


def doubt(row: Import) -> str:
    """Why a reading retired nothing, although some of what it had before is missing."""
    said = {
        "cut": _("The feed sent less than it promised. What is missing stays until it is whole again."),
        "few": _(
            "More than half of what this feed had is missing. We take that for a fault of the feed, and nothing was withdrawn. "
            "When it says so three times in a row, we believe it; that all is gone we never believe."
        ),
    }
    return said.get(row.report.get("doubt", ""), "")


def problems(row: Import) -> QuerySet[ImportProblem]:
    """The rows that were left out, in their order."""
    return row.problems.order_by("row", "id")


def problems_csv(row: Import) -> str:
    """The same as a sheet."""
    headings = [_("Row"), _("Identifier"), _("Name"), _("Why it was left out")]
    rows = problems(row).values_list("row", "key", "name", "reason").iterator()
    return sheets.write_csv((dict(zip(headings, one, strict=True)) for one in rows), headings)


def said(row: Import) -> str:
    """One line for the list."""
    report = row.report
    if row.state == Import.State.FAILED:
        return row.said or _("It was cut off. Bring it in again: what is in stays in.")
    if not report:
        return _("Waiting for its turn")
    new, changed, out = (report.get(key, 0) for key in ("created", "updated", "quarantined"))
    parts = [
        ngettext("%(count)s new", "%(count)s new", new) % {"count": new},
        ngettext("%(count)s changed", "%(count)s changed", changed) % {"count": changed},
        ngettext("%(count)s left out", "%(count)s left out", out) % {"count": out},
    ]
    if gone := report.get("retired", 0):
        parts.append(ngettext("%(count)s withdrawn", "%(count)s withdrawn", gone) % {"count": gone})
    return ", ".join(parts)
