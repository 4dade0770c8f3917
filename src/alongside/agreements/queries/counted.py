"""Equality, counted from the records themselves: who proposed, was heard, leads and signed, by sector; each figure with its list."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.agreements.models import Comment, VersionClause, Wording
from alongside.agreements.paper import layout
from alongside.agreements.queries import signing, standing, texts
from alongside.kit import clock, words
from alongside.positions import queries as positions
from alongside.replies import queries as replies

if TYPE_CHECKING:
    from alongside.agreements.models import Party, Version
    from alongside.organisations.rules import Somebody
    from alongside.positions.models import Asking

WHAT: dict[str, str | Promise] = {
    "partners": _("Partners"),
    "proposed": _("Clauses to which it proposed words"),
    "heard": _("Said where it stands"),
    "silent": _("Asked, and silent"),
    "answered": _("Comments answered"),
    "leads": _("Promises that it leads"),
    "signed": _("Signed"),
    "waiting": _("Not signed yet"),
}
"""The columns, in order."""


@dataclass(frozen=True)
class Item:
    """One line of the list behind a figure. Without a name it is counted and not told."""

    name: str
    url: str = ""
    note: str = ""
    counts: bool = True


@dataclass(frozen=True)
class Figure:
    """How many, of how many where that is another number, and what to ask for to have the list."""

    what: str
    sector: str
    number: int
    total: int

    @property
    def name(self) -> str:
        """What its column is called, for a table that stands as cards."""
        return str(WHAT[self.what])


@dataclass(frozen=True)
class Row:
    """One sector with its figures, in the order of the columns."""

    sector: str
    name: str
    figures: list[Figure]


@dataclass(frozen=True)
class Counted:
    """All of one version, by what and sector."""

    columns: dict[str, str | Promise]
    items: dict[str, dict[str, list[Item]]]

    @property
    def rows(self) -> list[Row]:
        """One row for each sector that has a part in it."""
        shown = [sector for sector in signing.SECTORS if any(sector in by_sector for by_sector in self.items.values())]
        return [
            Row(sector, layout.sector_name(sector), [self._figure(what, sector) for what in self.columns]) for sector in shown
        ]

    def list(self, what: str, sector: str) -> Sequence[Item]:
        """What stands behind one figure; who may not be told is at its end, as a number."""
        return self.items.get(what, {}).get(sector, []) if what in self.columns else []

    def _figure(self, what: str, sector: str) -> Figure:
        held = self.list(what, sector)
        return Figure(what, sector, sum(one.counts for one in held), len(held))


def of(version: Version, person: Somebody) -> Counted:
    """Of one version, as somebody may know it; the same number of queries however many partners and clauses there are."""
    agreement = version.agreement
    parties = texts.parties_of(agreement)
    entries = list(texts.entries_of(version))
    sectors = {one.organisation_id: one.sector for one in parties}
    asked = positions.asked(texts.SHEET, agreement.pk)
    reader = standing.reader(person, texts.organisations_of(agreement))
    spoken = positions.spoken(texts.CLAUSE, [one.clause_id for one in entries], reader)
    told = {
        "partners": ((one.sector, _party(one)) for one in parties),
        "proposed": _proposed(entries, sectors),
        "heard": _heard(parties, spoken),
        "silent": _silent([one for one in parties if one.organisation_id not in spoken], asked),
        "answered": _comments(entries, sectors),
        "leads": _leads(entries, sectors),
    }
    if version.opened_at is not None:
        where = signing.standings(version)
        told["signed"] = ((one.party.sector, _party(one.party, one.words)) for one in where if one.signature)
        told["waiting"] = ((one.party.sector, _party(one.party)) for one in where if not one.signature)
    return Counted({what: WHAT[what] for what in WHAT if what in told}, {what: _by_sector(told[what]) for what in told})


Told = Iterable[tuple[str, Item]]


def _by_sector(told: Told) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for sector, item in told:
        found.setdefault(sector, []).append(item)
    return found


def _party(one: Party, note: str = "") -> Item:
    return Item(one.organisation.name, one.organisation.get_absolute_url(), note)


def _clause(entry: VersionClause, note: str, *, counts: bool = True) -> Item:
    name = f"{entry.number} {Truncator(entry.wording.text).words(14)}".strip()
    return Item(name, reverse("agreements:clause", args=[entry.clause_id]), note, counts)


def _proposed(entries: Sequence[VersionClause], sectors: dict[uuid.UUID, str]) -> Iterator[tuple[str, Item]]:
    """Clauses that partners wrote in, or of which they said something: up to the words that stand in this version."""
    clauses = [one.clause_id for one in entries]
    latest = {one.clause_id: one.wording.edition for one in entries}
    wrote = Wording.objects.filter(clause__in=clauses, organisation__in=list(sectors)).order_by("edition", "pk")
    said = Comment.objects.filter(clause__in=clauses, organisation__in=list(sectors)).order_by("at", "pk")
    who: dict[tuple[uuid.UUID, str], dict[str, None]] = {}
    rows = [
        *(
            row
            for row in wrote.values_list("clause", "organisation", "organisation__name", "edition")
            if row[3] <= latest[row[0]]
        ),
        *said.values_list("clause", "organisation", "organisation__name", "pk"),
    ]
    for clause, organisation, name, _when in rows:
        who.setdefault((clause, sectors[organisation]), {})[name] = None
    for entry in entries:
        for sector in signing.SECTORS:
            if names := who.get((entry.clause_id, sector)):
                yield sector, _clause(entry, ", ".join(names))


def _heard(parties: Sequence[Party], spoken: dict[uuid.UUID, bool]) -> Iterator[tuple[str, Item]]:
    """Who said where it stands on any clause; those whose word this reader may not read are counted only."""
    for one in sorted(parties, key=lambda one: not spoken.get(one.organisation_id)):
        if one.organisation_id in spoken:
            yield one.sector, _party(one) if spoken[one.organisation_id] else Item("")


def _silent(parties: Sequence[Party], asked: dict[uuid.UUID, Asking]) -> Iterator[tuple[str, Item]]:
    today = clock.today()
    for one in parties:
        if asking := asked.get(one.organisation_id):
            late = asking.due_on < today
            note = _t("its answer was due on %(day)s") if late else _t("it has until %(day)s")
            yield one.sector, _party(one, note % {"day": words.near_date(asking.due_on)})


def _comments(entries: Sequence[VersionClause], sectors: dict[uuid.UUID, str]) -> Iterator[tuple[str, Item]]:
    """All that partners said of clauses; what was answered counts."""
    said = list(
        Comment.objects.filter(clause__in=[one.clause_id for one in entries], organisation__in=list(sectors))
        .select_related("organisation")
        .order_by("at", "pk")
    )
    owed = replies.about_many("agreements.comment", [one.pk for one in said])
    entry_of = {one.clause_id: one for one in entries}
    for one in said:
        reply = owed.get(one.pk)
        answered = reply is not None and reply.answered_at is not None
        closed = one.state == Comment.State.CLOSED
        how = _t("answered") if answered else _t("closed with a later text") if closed else _t("not answered yet")
        name = one.organisation.name if one.organisation else ""
        yield (
            sectors[one.organisation_id],  # type: ignore[index]  # only those of partners were asked for
            _clause(entry_of[one.clause_id], f"{name}, {words.near_date(one.at)}: {how}", counts=answered),
        )


def _leads(entries: Sequence[VersionClause], sectors: dict[uuid.UUID, str]) -> Iterator[tuple[str, Item]]:
    for entry in entries:
        for who in entry.wording.promisers.all():
            if who.is_lead and who.organisation_id in sectors:
                yield sectors[who.organisation_id], _clause(entry, who.name)
