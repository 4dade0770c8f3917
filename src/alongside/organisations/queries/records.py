"""The officers' list: every organisation with what one sorts and counts by, narrowed, printed and written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from alongside.kit import sheets
from alongside.kit.paging import Page, page_of
from alongside.organisations.models import Contact, Identifier, LogEntry, Organisation, Standing
from alongside.organisations.queries import standings
from alongside.places import queries as places

SHOWN = 50
FIELDS = ("id", "slug", "name", "sector", "kind", "size", "closed_at", "address__postcode")


@dataclass(frozen=True)
class Wanted:
    """What an officer looks for."""

    words: str = ""
    sector: str = ""
    kind: str = ""
    size: str = ""
    patch: str = ""
    standing: str = ""
    state: str = ""

    def query(self, **more: str) -> str:
        """The same as the end of an address."""
        said = {
            "q": self.words,
            "sector": self.sector,
            "kind": self.kind,
            "size": self.size,
            "patch": self.patch,
            "standing": self.standing,
        }
        return urlencode({key: value for key, value in {**said, "state": self.state, **more}.items() if value})


STATES = {
    "open": Q(closed_at=None),
    "closed": Q(closed_at__isnull=False),
    "removed": Q(identifiers__status=Identifier.Status.REMOVED),
}


@dataclass(frozen=True)
class Listed:
    """A page of the list, as it was asked for."""

    wanted: Wanted
    page: Page[dict[str, Any]]
    rows: list[dict[str, Any]]
    choices: list[tuple[str, str, str, list[tuple[str, str]]]]


def listed(wanted: Wanted, number: str | None) -> Listed:
    """The organisations that fit, by name, a page of them; however many there are, as many queries."""
    page = page_of(_rows(wanted), number, SHOWN)
    return Listed(wanted, page, list(_with_more(page.rows)), _choices(wanted))


def _rows(wanted: Wanted) -> QuerySet[Organisation, dict[str, Any]]:
    found = Organisation.objects.filter(STATES.get(wanted.state, STATES["open"]))
    for field in ("sector", "kind", "size"):
        if value := getattr(wanted, field):
            found = found.filter(**{field: value})
    if wanted.patch:
        found = found.filter(patches__slug=wanted.patch)
    if wanted.standing:
        found = found.filter(pk__in=standings.holding(wanted.standing).values("organisation"))
    for word in wanted.words.split()[:6]:
        found = found.filter(_speaks_of(word))
    if wanted.state == "removed" or wanted.patch:
        found = found.distinct()
    rows: QuerySet[Organisation, dict[str, Any]] = found.order_by(Lower("name"), "id").values(*FIELDS)
    return rows


def _speaks_of(word: str) -> Q:
    """A word of its names, its number, its postcode, or a way to reach it."""
    return (
        Q(name__icontains=word)
        | Q(legal_name__icontains=word)
        | Q(other_names__icontains=word)
        | Q(address__postcode__icontains=word)
        | Q(pk__in=Identifier.objects.filter(number__icontains=word).values("organisation"))
        | Q(pk__in=Contact.objects.filter(Q(value__icontains=word) | Q(name__icontains=word)).values("organisation"))
    )


def _with_more(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows with their words, patches, numbers and last talk."""
    ids = [row["id"] for row in rows]
    patches: dict[Any, list[str]] = {}
    through = Organisation.patches.through.objects.filter(organisation__in=ids).order_by("patch__name")
    for one, name in through.values_list("organisation_id", "patch__name"):
        patches.setdefault(one, []).append(name)
    numbers: dict[Any, list[str]] = {}
    held = Identifier.objects.filter(organisation__in=ids).order_by("scheme", "number")
    for one, number, status in held.values_list("organisation_id", "number", "status"):
        numbers.setdefault(one, []).append(f"{number} ({_('removed')})" if status == "removed" else number)
    talks = dict(
        LogEntry.objects.filter(organisation__in=ids)
        .order_by("organisation_id")
        .values_list("organisation_id")
        .annotate(Max("on"))
    )
    sectors, kinds = dict(Organisation.Sector.choices), dict(Organisation.Kind.choices)
    sizes = dict(Organisation.Size.choices)
    for row in rows:
        what = kinds[row["kind"]] if row["kind"] != "other" else sectors[row["sector"]]
        yield {
            **row,
            "what": what,
            "income": sizes[row["size"]],
            "patches": patches.get(row["id"], []),
            "numbers": numbers.get(row["id"], []),
            "talked": talks.get(row["id"]),
        }


def _choices(wanted: Wanted) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Each filter: its name, its label, what is chosen, and what can be."""
    kinds = [(value, str(label)) for value, label in Organisation.Kind.choices]
    patches = [(patch.slug, patch.name) for patch in places.patches()]
    return [
        ("sector", _("Sector"), wanted.sector, [(value, str(label)) for value, label in Organisation.Sector.choices]),
        ("kind", _("Kind"), wanted.kind, kinds),
        ("size", _("Income"), wanted.size, [(value, str(label)) for value, label in Organisation.Size.choices]),
        *([("patch", _("Patch"), wanted.patch, patches)] if patches else []),
        ("standing", _("Standing"), wanted.standing, [(value, str(label)) for value, label in Standing.Kind.choices]),
        ("state", _("State"), wanted.state, [("closed", _("Closed")), ("removed", _("Removed from the register"))]),
    ]


def sheet(wanted: Wanted, kind: str) -> bytes:
    """All that fit, as a sheet: CSV, or a workbook."""
    headings = [_("Name"), _("What it is"), _("Numbers"), _("Income"), _("Patches"), _("Postcode"), _("Last talk"), _("Closed")]
    rows = [dict(zip(headings, _line(row), strict=True)) for row in _with_more(list(_rows(wanted)))]
    if kind == "xlsx":
        return sheets.write_xlsx(rows, headings, title=_("Organisations"))
    return sheets.write_csv(rows, headings).encode("utf-8-sig")


def _line(row: dict[str, Any]) -> list[str]:
    closed = row["closed_at"].date().isoformat() if row["closed_at"] else ""
    talked = row["talked"].isoformat() if row["talked"] else ""
    many = (", ".join(row["numbers"]), str(row["income"]), ", ".join(row["patches"]))
    return [row["name"], str(row["what"]), *many, row["address__postcode"] or "", talked, closed]
