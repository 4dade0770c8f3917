"""Lists that were sent in, as officers see them: what each would do or did, row by row."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alongside.kit import clock, sheets, words
from alongside.kit.paging import Page, page_of
from alongside.organisations import policy
from alongside.organisations.models import Identifier, Import, ImportRow, Organisation

SHOWN = 25
Outcome = ImportRow.Outcome
DIFFERING = "differing"
STAYING = "staying"
BEFORE: dict[str, str | Promise] = {
    Outcome.NEW: gettext_lazy("Would be new"),
    Outcome.UPDATED: gettext_lazy("Would be changed"),
}
FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("Name"),
    "legal_name": gettext_lazy("Legal name"),
    "other_names": gettext_lazy("Other names"),
    "what": gettext_lazy("What it is"),
    "about": gettext_lazy("About"),
    "url": gettext_lazy("Website"),
    "size": gettext_lazy("Income"),
    "opening": gettext_lazy("Opening hours"),
    "identifiers": gettext_lazy("Number"),
    "number": gettext_lazy("Number"),
    "status": gettext_lazy("On the register"),
    "contacts": gettext_lazy("Contacts"),
    "address": gettext_lazy("Address"),
    "patches": gettext_lazy("Patches"),
    "client_groups": gettext_lazy("Whom it helps"),
    "log": gettext_lazy("Contact log"),
    "staff": gettext_lazy("Staff"),
    "trustees": gettext_lazy("Trustees"),
    "volunteers": gettext_lazy("Volunteers"),
}


@dataclass(frozen=True)
class Difference:
    """One field in which the list says otherwise."""

    field: str
    label: str
    ours: str
    theirs: str
    taken: bool


@dataclass(frozen=True)
class Seen:
    """One row as a page shows it."""

    row: ImportRow
    here: Organisation | None
    maybe: list[Organisation]
    twins: list[ImportRow]
    fills: list[tuple[str, str]]
    differs: list[Difference]


@dataclass(frozen=True)
class SeenImport:
    """One list as its page shows it."""

    numbers: list[tuple[str, str, int, str]]
    show: str
    page: Page[ImportRow]
    rows: list[Seen]
    undecided: int
    removed: list[Seen]
    notes: list[dict[str, Any]]
    columns: list[tuple[str, str]]
    may_undo_until: str
    stays: int


def all_of_them() -> QuerySet[Import]:
    """Every list, the latest first."""
    return Import.objects.order_by("-began_at", "id")


def address(run: Import, *, show: str = "", page: str = "") -> str:
    """Where the page of a list stands, at some of its rows."""
    said = {key: value for key, value in (("show", show), ("page", page)) if value}
    return reverse("organisations:import", args=[run.pk]) + (f"?{urlencode(said)}" if said else "")


def seen(run: Import, *, show: str = "", page: str | None = None) -> SeenImport:
    """What there is to tell of one list, and some of its rows."""
    numbers = _numbers(run)
    known = [key for key, *_rest in numbers]
    show = show if show in known else next((key for key in (Outcome.DUPLICATE, DIFFERING) if key in known), "")
    rows = page_of(_shown(run, show), page, SHOWN)
    removed = list(run.rows.filter(facts__status__status="removed").order_by("number")[:SHOWN])
    return SeenImport(
        numbers=[(key, label, number, address(run, show=key)) for key, label, number in numbers],
        show=show,
        page=rows,
        rows=_with_here(rows.rows),
        undecided=run.rows.filter(outcome=Outcome.DUPLICATE, decision="").count(),
        removed=_with_here(removed),
        notes=run.report.get("notes", []),
        columns=[(heading, str(_label(field))) for field, heading in run.columns.items()],
        may_undo_until=words.date(run.done_at + policy.UNDO_FOR) if _undoable(run) and run.done_at else "",
        stays=run.report.get("stays", 0),
    )


def _undoable(run: Import) -> bool:
    return run.state == Import.State.DONE and run.done_at is not None and run.done_at > clock.now() - policy.UNDO_FOR


def _label(field: str) -> str | Promise:
    return FIELDS.get(field, field.replace("_", " ").capitalize())


def _numbers(run: Import) -> list[tuple[str, str, int]]:
    """How many rows of each outcome: together they are all that was read; then those that differ, which are among them."""
    found = dict(run.rows.order_by("outcome").values_list("outcome").annotate(Count("pk")))
    before = run.state == Import.State.READY
    said = [
        (str(key), str(BEFORE.get(key, label) if before else label), found[key]) for key, label in Outcome.choices if key in found
    ]
    differing = run.rows.filter(_differing()).count()
    more = [(DIFFERING, _("Say otherwise"), differing)] if differing else []
    stays = run.report.get("stays", 0)
    return [*said, *more, *([(STAYING, _("Could not be taken back"), stays)] if stays else [])]


def _differing() -> Q:
    return ~Q(differs={}) & Q(outcome__in=(Outcome.UPDATED, Outcome.UNCHANGED))


def _shown(run: Import, show: str) -> QuerySet[ImportRow]:
    rows = run.rows.order_by("number")
    if show == DIFFERING:
        return rows.filter(_differing())
    if show == STAYING:
        return rows.filter(outcome__in=(Outcome.NEW, Outcome.UPDATED), is_in=False).exclude(reason="")
    return rows.filter(outcome=show) if show else rows


def _with_here(rows: Sequence[ImportRow]) -> list[Seen]:
    """The rows with the organisations that they speak of, in one question."""
    wanted = {uuid.UUID(one) for row in rows for one in row.candidates} | {row.organisation for row in rows if row.organisation}
    here = Organisation.objects.select_related("address").in_bulk(list(wanted))
    nearly = {one for row in rows for one in row.candidates if uuid.UUID(one) not in here}
    twins = ImportRow.objects.filter(run__in={row.run_id for row in rows}, organisation__in=nearly).order_by("number")
    listed = {str(one.organisation): one for one in twins if one.outcome == Outcome.NEW} if nearly else {}
    return [
        Seen(
            row,
            here.get(row.organisation) if row.organisation else None,
            [here[uuid.UUID(one)] for one in row.candidates if uuid.UUID(one) in here],
            [listed[one] for one in row.candidates if one in listed],
            [(str(_label(key)), spoken(key, value)) for key, value in row.fills.items()],
            [
                Difference(key, str(_label(key)), spoken(key, ours), spoken(key, theirs), key in row.taken)
                for key, (ours, theirs) in row.differs.items()
            ],
        )
        for row in rows
    ]


def spoken(field: str, value: Any) -> str:
    """A value of a field, as one would say it."""
    say = SPOKEN.get(field)
    if say:
        return say(value)
    if isinstance(value, dict):
        return ", ".join(part for part in value.values() if part)
    return ", ".join(value) if isinstance(value, list) else str(value)[:300]


def _what(value: str) -> str:
    sector, _colon, kind = value.partition(":")
    kinds, sectors = Organisation.Kind, Organisation.Sector
    return str(kinds(kind).label if kind not in ("", "other") else sectors(sector).label)


def _more(value: list[str]) -> str:
    return ngettext("%(count)s more", "%(count)s more", len(value)) % {"count": len(value)}


SPOKEN: dict[str, Callable[[Any], str]] = {
    "size": lambda value: str(Organisation.Size(value).label),
    "what": _what,
    "contacts": lambda value: ", ".join(one["value"] for one in value),
    "identifiers": lambda value: ", ".join(number for _scheme, number in value),
    "status": lambda value: str(Identifier.Status(value["status"]).label),
    "log": lambda value: " ".join(filter(None, (value["on"], value["text"])))[:200],
    "patches": _more,
    "client_groups": _more,
}


def report_csv(run: Import) -> str:
    """Every row, and what became of it, as a sheet."""
    headings = [_("Row"), _("Name"), _("What became of it"), _("Why")]
    labels = dict(Outcome.choices)
    rows = run.rows.order_by("number").values_list("number", "name", "outcome", "reason").iterator()
    return sheets.write_csv(
        (dict(zip(headings, (number, name, labels[outcome], reason), strict=True)) for number, name, outcome, reason in rows),
        headings,
    )


def said(run: Import) -> str:
    """One line for the list of lists."""
    if run.is_going_on or run.state in (Import.State.FAILED, Import.State.COLUMNS):
        return run.said
    read = run.report.get("read", 0)
    return ngettext("%(count)s row read", "%(count)s rows read", read) % {"count": f"{read:,}"}
