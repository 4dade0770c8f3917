"""The officer's assurance desk: what should be looked at, the worst first; whom to ring; and the share that is assured."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import F, Q
from django.utils.translation import gettext as _

from alongside.design.plots import Bar
from alongside.directory.models import Condition, Contact, Service
from alongside.directory.queries import assurance, condition
from alongside.directory.queries.cards import SECTORS
from alongside.kit import clock, sheets
from alongside.places import queries as places

if TYPE_CHECKING:
    from django.db.models import QuerySet

SHOWN = 40
RING = 100


@dataclass(frozen=True)
class Wanted:
    """What an officer narrows the desk to."""

    words: str = ""
    patch: str = ""
    sector: str = ""
    trouble: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Wanted:
        """As the address says it. What makes no sense narrows nothing."""
        sector, trouble = given.get("sector", ""), given.get("trouble", "")
        return cls(
            words=given.get("q", "").replace("\0", " ").strip()[:200],
            patch=given.get("patch", "").replace("\0", "")[:100],
            sector=sector if sector in SECTORS else "",
            trouble=trouble if trouble in condition.WEIGHTS else "",
        )

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        said = {"q": self.words, "patch": self.patch, "sector": self.sector, "trouble": self.trouble}
        return urlencode({key: value for key, value in said.items() if value})


@dataclass(frozen=True)
class Row:
    """One service on the desk."""

    service: Service
    confirmed: str
    sure: bool
    troubles: list[tuple[str, str]]
    """The kind of tag and the words of each."""
    ring: list[tuple[str, str]]
    """Numbers, and whose each is; also those that nobody else sees."""
    said: str

    @property
    def what(self) -> str:
        return "; ".join(words for _kind, words in self.troubles)


def found(wanted: Wanted) -> QuerySet[Condition]:
    """What should be looked at, the worst first."""
    rows = Condition.objects.filter(score__gt=0).filter(_narrowed(wanted))
    rows = rows.select_related("service__organisation").prefetch_related("service__contacts")
    return rows.order_by("-score", F("service__assured_on").asc(nulls_first=True), "service__name", "pk")


def _narrowed(wanted: Wanted) -> Q:
    fits = Q()
    if wanted.words:
        fits &= Q(service__organisation__name__icontains=wanted.words) | Q(service__name__icontains=wanted.words)
    if wanted.patch:
        fits &= Q(patches__contains=f"|{wanted.patch}|")
    if wanted.sector:
        fits &= Q(service__organisation__sector=wanted.sector)
    if wanted.trouble:
        fits &= Q(troubles__contains=f"|{wanted.trouble}|")
    return fits


def rows(conditions: Sequence[Condition]) -> list[Row]:
    """These as the page shows them."""
    today = clock.today()
    return [_row(one, today) for one in conditions]


def _row(one: Condition, today: dt.date) -> Row:
    troubles = [(_kind(code), str(condition.WEIGHTS[code][1])) for code in one.codes if code not in condition.AGES]
    phones = [(contact.value, contact.label) for contact in one.service.contacts.all() if contact.kind == Contact.Kind.PHONE]
    confirmed = assurance.said(one.service.assured_on, today)
    told = [confirmed, *(words for _kind, words in troubles)]
    sure = assurance.standing(one.service.assured_on, today) == "recent"
    return Row(one.service, confirmed, sure, troubles, phones, "; ".join(told))


def _kind(code: str) -> str:
    return "bad" if code in ("bounced", "dead_link", "no_contact") else "warn"


def choices(wanted: Wanted) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """The fields by which the desk is narrowed: name, label, what is chosen, and what may be."""
    patches = [(patch.slug, patch.name) for patch in places.patches()]
    return [
        *([("patch", _("Patch"), wanted.patch, patches)] if patches else []),
        ("sector", _("Sector"), wanted.sector, [(key, str(label)) for key, label in SECTORS.items()]),
        ("trouble", _("What is wrong"), wanted.trouble, [(key, str(label)) for key, (_n, label) in condition.WEIGHTS.items()]),
    ]


def sheet(wanted: Wanted) -> str:
    """All of it, as CSV."""
    headings = [_("Service"), _("Organisation"), _("Last confirmed"), _("What is wrong"), _("Score"), _("Telephone")]
    return sheets.write_csv((dict(zip(headings, _cells(one), strict=True)) for one in found(wanted).iterator(500)), headings)


def _cells(one: Condition) -> list[object]:
    row = _row(one, clock.today())
    what = "; ".join(str(condition.WEIGHTS[code][1]) for code in one.codes)
    phones = ", ".join(number for number, _label in row.ring)
    return [one.service.name, one.service.organisation.name, one.service.assured_on, what, one.score, phones]


@dataclass(frozen=True)
class Share:
    """Of how many services how many are assured. `name` is a patch or a sector."""

    name: str
    assured: int
    total: int
    sector: str = ""

    @property
    def percent(self) -> int:
        return round(100 * self.assured / self.total) if self.total else 0

    @property
    def bar(self) -> Bar:
        """As a row of the plot: drawn as a share, said with both numbers."""
        said = _("%(percent)s%% (%(assured)s of %(total)s)") % {
            "percent": self.percent,
            "assured": self.assured,
            "total": self.total,
        }
        return Bar(self.name, self.percent, sector=self.sector, says=said)


@dataclass(frozen=True)
class Shares:
    """The share that was confirmed within three months: of all, by patch and by sector."""

    all: Share
    patches: list[Share]
    sectors: list[Share]


def shares() -> Shares:
    """Counted in one pass over what is shown; a service in two patches counts in both."""
    since = condition.assured_since(clock.today())
    total: Counter[tuple[str, str]] = Counter()
    assured: Counter[tuple[str, str]] = Counter()
    told = Condition.objects.order_by("pk").values_list("patches", "service__organisation__sector", "service__assured_on")
    for patches, sector, day in told.iterator(2_000):
        keys = [("", ""), ("sector", sector), *(("patch", slug) for slug in _slugs(patches))]
        total.update(keys)
        if day is not None and day >= since:
            assured.update(keys)
    return Shares(
        all=Share(_("All services"), assured["", ""], total["", ""]),
        patches=[_share(name, ("patch", slug), assured, total) for slug, name in _patches() if total["patch", slug]],
        sectors=[
            _share(str(label), ("sector", key), assured, total, sector=key)
            for key, label in SECTORS.items()
            if total["sector", key]
        ],
    )


def _share(name: str, key: tuple[str, str], assured: Counter[Any], total: Counter[Any], sector: str = "") -> Share:
    return Share(name, assured[key], total[key], sector)


def _slugs(patches: str) -> Iterator[str]:
    return (slug for slug in patches.split("|") if slug) if patches else iter(("",))


def _patches() -> list[tuple[str, str]]:
    return [*((patch.slug, patch.name) for patch in places.patches()), ("", _("In no patch, or by phone or online"))]


def shares_sheet() -> str:
    """The same as CSV."""
    headings = [_("By"), _("Name"), _("Assured within three months"), _("Services"), _("Per cent")]
    all_shares = shares()
    told = [
        (_("All"), all_shares.all),
        *((_("Patch"), one) for one in all_shares.patches),
        *((_("Sector"), one) for one in all_shares.sectors),
    ]
    cells = ([by, one.name, one.assured, one.total, one.percent] for by, one in told)
    return sheets.write_csv((dict(zip(headings, row, strict=True)) for row in cells), headings)
