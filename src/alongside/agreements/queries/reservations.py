"""What a partner had said of clauses when it signed: its reservations, and what it cannot agree to yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.agreements import facts
from alongside.positions import queries as positions

if TYPE_CHECKING:
    from alongside.agreements.models import Version
    from alongside.organisations.models import Organisation

DOUBTS = ("reservation", "cannot")


def of(version: Version, organisation: Organisation) -> list[facts.Reservation]:
    """The partner's doubts about clauses of this version, in their order. Words that are not public are left out."""
    entries = list(version.entries.order_by("order", "id").values_list("clause_id", "number"))
    held = positions.of_organisation(organisation, [clause for clause, _number in entries])
    doubts = [(number, held[clause]) for clause, number in entries if clause in held and held[clause].stance in DOUBTS]
    return [
        facts.Reservation(
            number=number,
            stance=one.stance,
            words=one.words if one.visibility == "public" else "",
            public=one.visibility == "public",
        )
        for number, one in doubts
    ]
