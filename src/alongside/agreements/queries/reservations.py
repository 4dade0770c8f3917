"""What a partner had said of clauses when it signed: its reservations, and what it cannot agree to yet."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.apps import apps

from alongside.agreements import facts

if TYPE_CHECKING:
    from alongside.agreements.models import Version

CLAUSE = "agreements.clause"
DOUBTS = ("reservation", "cannot")


def of(version: Version, organisation_id: uuid.UUID) -> list[facts.Reservation]:
    """The partner's doubts about clauses of this version, in their order. Words that are not public are left out."""
    entries = list(version.entries.order_by("order", "id").values_list("clause_id", "number"))
    positions = apps.get_model("positions.Position").objects.held().on(CLAUSE, [clause for clause, _number in entries])
    doubts = {
        one.subject_id: one for one in positions.filter(organisation=organisation_id, stance__in=DOUBTS).order_by("at", "id")
    }
    return [
        facts.Reservation(
            number=number,
            stance=doubts[clause].stance,
            words=doubts[clause].words if doubts[clause].visibility == "public" else "",
            public=doubts[clause].visibility == "public",
        )
        for clause, number in entries
        if clause in doubts
    ]
