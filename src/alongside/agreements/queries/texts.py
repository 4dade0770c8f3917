"""What is read of agreements, their texts and their versions."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, QuerySet

from alongside.agreements import rules
from alongside.agreements.models import (
    Agreement,
    AgreementQuerySet,
    Clause,
    ClauseQuerySet,
    Comment,
    Party,
    Version,
    VersionClause,
    VersionQuerySet,
    Wording,
)
from alongside.kit import clock

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.organisations.rules import Somebody

CLAUSE = "agreements.clause"
SHEET = "agreement"
ON_THE_TABLE = (Version.State.DISCUSSED, Version.State.SIGNING)
BODY = (Clause.Kind.PREAMBLE, Clause.Kind.PRINCIPLE, Clause.Kind.CLAUSE, Clause.Kind.COMMITMENT)
"""What organisations can stand on: all but the headings."""


def agreements_for(person: Somebody) -> AgreementQuerySet:
    """The agreements that somebody may know of, that of the place first."""
    return Agreement.objects.filter(rules.agreements_read_by(person))


def versions_for(person: Somebody) -> VersionQuerySet:
    """The versions that somebody may read."""
    return Version.objects.filter(rules.versions_read_by(person)).select_related("agreement")


def clauses_for(person: Somebody) -> ClauseQuerySet:
    """The clauses that somebody may read."""
    return rules.clauses(person)  # type: ignore[return-value]


def main() -> Agreement | None:
    """The agreement of the place: the one that is so named, while it is in force; else whichever is."""
    return Agreement.objects.in_force().order_by("-is_main", "in_force_since", "id").first()


def parties_of(agreement: Agreement) -> list[Party]:
    """Its partners today, by name."""
    return list(open_parties(agreement))


def open_parties(agreement: Agreement) -> QuerySet[Party]:
    """The same as a question that can be narrowed."""
    held = Party.objects.open_on(clock.today()).filter(agreement=agreement, organisation__closed_at=None)
    return held.select_related("organisation").order_by("organisation__name", "id")


def organisations_of(agreement: Agreement) -> list[Organisation]:
    """The partners as organisations, each in the sector that it is counted in here."""
    found = []
    for party in parties_of(agreement):
        party.organisation.sector = party.sector
        found.append(party.organisation)
    return found


def working(agreement: Agreement) -> QuerySet[Wording]:
    """The text as it is worked on: the latest wording of each clause, in order."""
    latest = Wording.objects.filter(clause__agreement=agreement, clause__removed_at=None, edition=F("clause__edition"))
    return latest.select_related("clause").prefetch_related("promisers").order_by("clause__order", "clause_id")


def latest_wording(clause: Clause) -> Wording:
    return Wording.objects.prefetch_related("promisers").get(clause=clause, edition=clause.edition)


def wordings_of(clause: Clause) -> QuerySet[Wording]:
    """All that it has said, the latest first."""
    return clause.wordings.select_related("by").prefetch_related("promisers").order_by("-edition")


def entries_of(version: Version) -> QuerySet[VersionClause]:
    """What stands in a version, in order."""
    return version.entries.select_related("clause", "wording").prefetch_related("wording__promisers").order_by("order")


def on_the_table(agreement: Agreement) -> Version | None:
    """The version that is discussed or open for signing now."""
    return Version.objects.filter(agreement=agreement, state__in=ON_THE_TABLE).select_related("agreement").first()


def in_force(agreement: Agreement) -> Version | None:
    """The version in force."""
    return Version.objects.filter(agreement=agreement, state=Version.State.IN_FORCE).select_related("agreement").first()


def shown(agreement: Agreement, person: Somebody) -> Version | None:
    """The version that its page shows: the one in force, else the one on the table, else the last that somebody may read."""
    seen = list(versions_for(person).filter(agreement=agreement).order_by("-number")[:200])
    rank = (Version.State.IN_FORCE, Version.State.SIGNING, Version.State.DISCUSSED)
    return next((one for state in rank for one in seen if one.state == state), seen[0] if seen else None)


def versions_of(agreement: Agreement, person: Somebody) -> VersionQuerySet:
    """Those that somebody may read, the latest first."""
    return versions_for(person).filter(agreement=agreement).order_by("-number")


@dataclass(frozen=True)
class Change:
    """One clause of two versions: how it stood and how it stands; one of them is missing where it is new or gone."""

    before: VersionClause | None
    after: VersionClause | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        if self.before.wording.text_sha256 != self.after.wording.text_sha256:
            return "changed"
        return "renumbered" if self.before.number != self.after.number else "same"


def changes(before: Version, after: Version) -> list[Change]:
    """Clause by clause in the order of the later one; what is gone stands where it stood."""
    old = {one.clause_id: one for one in entries_of(before)}
    new = {one.clause_id: one for one in entries_of(after)}
    gone = [one for key, one in old.items() if key not in new]
    found: list[Change] = []
    for key, entry in new.items():
        was = old.get(key)
        while gone and was and gone[0].order < was.order:
            found.append(Change(gone.pop(0), None))
        found.append(Change(was, entry))
    return [*found, *(Change(one, None) for one in gone)]


def was_opened(agreement: Agreement) -> bool:
    """Whether any version of it was ever opened for signing."""
    return agreement.versions.filter(opened_at__isnull=False).exists()


def open_comments(agreement: Agreement) -> QuerySet[Comment]:
    """Comments on its text that are not closed with a later one."""
    return Comment.objects.filter(clause__agreement=agreement, state=Comment.State.OPEN).order_by("at", "id")


def comments_on(clause: Clause) -> QuerySet[Comment]:
    """What was said of a clause, in order."""
    return clause.comments.select_related("by", "organisation", "wording", "closed_in").order_by("at", "id")


def comment_counts(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many open comments each of these clauses has."""
    rows = Comment.objects.filter(clause__in=ids, state=Comment.State.OPEN).order_by().values_list("clause").annotate(Count("pk"))
    return dict(rows)


def commitments(agreement: Agreement | None = None) -> QuerySet[VersionClause]:
    """The commitments of agreements in force, in order, each with its clause, its wording and who promises it."""
    held = VersionClause.objects.filter(
        version__state=Version.State.IN_FORCE,
        version__agreement__state=Agreement.State.IN_FORCE,
        wording__kind=Clause.Kind.COMMITMENT,
    )
    if agreement is not None:
        held = held.filter(version__agreement=agreement)
    return held.select_related("clause", "wording", "version__agreement").prefetch_related("wording__promisers").order_by(
        "version__agreement__title", "order", "id"
    )  # fmt: skip


def promised_by(organisation: Organisation) -> QuerySet[VersionClause]:
    """The commitments in force that an organisation promises, as lead or with others."""
    return commitments().filter(wording__promisers__organisation=organisation)


def parts_of(version: Version) -> list[VersionClause]:
    """The headings of a version: its table of contents."""
    return list(version.entries.filter(wording__kind=Clause.Kind.PART).select_related("wording").order_by("order")[:300])


def known(agreement: Agreement, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Clause]:
    """Those clauses of this agreement."""
    return Clause.objects.filter(agreement=agreement, removed_at=None).in_bulk(ids)


def read_texts(ids: Collection[uuid.UUID], person: Somebody) -> dict[uuid.UUID, tuple[str, str]]:
    """Number and words of clauses in the latest version that somebody reads; as they are worked on, where they stand in none."""
    rows = VersionClause.objects.filter(clause__in=ids, version__in=versions_for(person).order_by().values("pk"))
    found = {one.clause_id: (one.number, one.wording.text) for one in rows.select_related("wording").order_by("version__number")}
    left = clauses_for(person).filter(pk__in=[one for one in ids if one not in found])
    rest = Wording.objects.filter(clause__in=left.values("pk"), edition=F("clause__edition"))
    return found | {one.clause_id: (one.clause.number, one.text) for one in rest.select_related("clause").order_by("pk")}
