"""Where partners stand on a text, clause by clause, and whether it is carried."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.agreements import rules
from alongside.agreements.models import Agreement, Clause, Version, VersionClause
from alongside.agreements.queries import texts
from alongside.kit import clock
from alongside.positions import queries as positions
from alongside.positions import rules as position_rules
from alongside.positions import sheets
from alongside.positions.picture import Picture
from alongside.positions.queries import Row
from alongside.positions.rules import Reader
from alongside.positions.sheets import Sheet, Text

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.organisations.rules import Somebody


@dataclass
class Line:
    """One clause of a version as its page shows it."""

    entry: VersionClause
    picture: Picture | None
    disagreements: list[Row]
    level: int = 3
    """Of its heading: below the heading of its part, where it has one."""

    @property
    def voices(self) -> list[object]:
        """The doubts in words that do not stand in a disagreement beside them."""
        if self.picture is None:
            return []
        said = {side.organisation_id for row in self.disagreements for side in row.sides}
        doubts = [one for one in self.picture.voices if one.state in {"reservation", "cannot"}]
        return [one for one in doubts if one.organisation.pk not in said]


def text_of(entry: VersionClause) -> Text:
    """A clause of a version as something to stand on."""
    return Text(
        kind=texts.CLAUSE,
        id=entry.clause_id,
        number=entry.number,
        text=entry.wording.text,
        sha256=entry.wording.text_sha256,
        url=reverse("agreements:clause", args=[entry.clause_id]),
        by=", ".join(one.name for one in entry.wording.promisers.all()),
    )


def lines(entries: Sequence[VersionClause], agreement: Agreement, person: Somebody) -> list[Line]:
    """The clauses with what partners say of them: the same number of queries however many there are."""
    everybody = texts.organisations_of(agreement)
    body = [text_of(one) for one in entries if one.wording.kind in texts.BODY]
    asked = positions.asked(texts.SHEET, agreement.pk)
    drawn = positions.pictures(body, everybody, reader(person, everybody), set(asked))
    about = positions.disagreements_on(texts.CLAUSE, [one.clause_id for one in entries])
    told = {row.disagreement.pk: row for row in positions.rows([one for many in about.values() for one in many], person)}
    found, level = [], 2
    for one in entries:
        level = 3 if one.wording.kind == Clause.Kind.PART else level
        found.append(Line(one, drawn.get(one.clause_id), [told[d.pk] for d in about.get(one.clause_id, [])], level))
    return found


def faces(lines: Sequence[Line]) -> set[str]:
    """Which faces the bars of these lines have: only those are explained."""
    return {bar.partition(" ")[2] for line in lines if line.picture for group in line.picture.bars for bar in group}


def reader(person: Somebody, everybody: Sequence[Organisation]) -> Reader:
    """What somebody may read of these partners' positions."""
    return position_rules.reader(person, [one.pk for one in everybody])


EVERYTHING = Reader(frozenset({"public", "partners", "steering"}), frozenset())
"""The house itself counts all positions, also those that it does not show."""


def counted(entries: Sequence[VersionClause], agreement: Agreement) -> dict[uuid.UUID, Picture]:
    """By all positions, whoever may read them: what is carried and what is missing."""
    everybody = texts.organisations_of(agreement)
    body = [text_of(one) for one in entries if one.wording.kind in texts.BODY]
    return positions.pictures(body, everybody, EVERYTHING, set(positions.asked(texts.SHEET, agreement.pk)))


def unreached(agreement: Agreement) -> list[Organisation]:
    """The partners that nobody can write to: they have no lead or editor here, and gave us no address."""
    return positions.unreached(texts.organisations_of(agreement), positions.asked(texts.SHEET, agreement.pk))


def find_sheet(id: uuid.UUID) -> Sheet | None:
    """The version of an agreement that is on the table, as a sheet that its partners answer."""
    agreement = Agreement.objects.filter(pk=id).first()
    version = texts.on_the_table(agreement) if agreement else None
    version = version or (texts.in_force(agreement) if agreement else None)
    if agreement is None or version is None:
        return None
    entries = [one for one in texts.entries_of(version) if one.wording.kind in texts.BODY]
    return Sheet(
        kind=texts.SHEET,
        id=agreement.pk,
        title=agreement.title,
        url=agreement.get_absolute_url() if version.state == Version.State.IN_FORCE else version.get_absolute_url(),
        texts=[text_of(one) for one in entries],
        organisations=texts.organisations_of(agreement),
        closes_on=version.answers_until if version.state == Version.State.DISCUSSED else None,
        is_open=agreement.state != Agreement.State.ENDED and version.state != Version.State.SIGNING,
        note=version.note,
    )


def may_read_sheet(person: Somebody, id: uuid.UUID) -> bool:
    """Whoever may know of the agreement and of the version that is answered."""
    agreement = Agreement.objects.filter(rules.agreements_read_by(person), pk=id).first()
    version = (texts.on_the_table(agreement) or texts.in_force(agreement)) if agreement else None
    return version is not None and texts.versions_for(person).filter(pk=version.pk).exists()


def current_texts(ids: Sequence[uuid.UUID], person: Somebody) -> dict[uuid.UUID, Text]:
    """These clauses as somebody may read them now: on the table, else in force, else as they are worked on."""
    found: dict[uuid.UUID, Text] = {}
    rank = {Version.State.DISCUSSED: 0, Version.State.SIGNING: 0, Version.State.IN_FORCE: 1}
    entries = VersionClause.objects.filter(
        clause__in=ids, version__state__in=list(rank), version__in=texts.versions_for(person).order_by().values("pk")
    )
    read = entries.select_related("wording", "version").prefetch_related("wording__promisers")
    for entry in sorted(read, key=lambda one: rank[Version.State(one.version.state)]):
        found.setdefault(entry.clause_id, text_of(entry))
    for clause in texts.clauses_for(person).filter(pk__in=[one for one in ids if one not in found]):
        wording = texts.latest_wording(clause)
        found[clause.pk] = text_of(VersionClause(clause=clause, wording=wording, number=clause.number))
    return found


def register() -> None:
    """Called once, when the house starts."""
    sheets.register(texts.SHEET, sheets.Kind(find_sheet, may_read_sheet))
    sheets.register_subject(texts.CLAUSE, sheets.Subject(rules.clauses, current_texts))


def review_is_late(agreement: Agreement) -> bool:
    """Whether the day on which it was to be looked at as a whole is past."""
    return bool(agreement.state == Agreement.State.IN_FORCE and agreement.review_on and agreement.review_on < clock.today())
