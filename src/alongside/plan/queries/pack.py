"""The handover pack of a role: what it answers for, which promises that keeps, and what each partner has said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.agreements.queries import texts
from alongside.plan.models import Evidence, Keeps, Witness
from alongside.plan.queries import plans

if TYPE_CHECKING:
    import uuid

    from alongside.organisations.models import Organisation
    from alongside.organisations.rules import Somebody
    from alongside.plan.models import Role

MOST, LATELY = 100, 100


@dataclass(frozen=True)
class Promise:
    """A clause that the role's actions keep."""

    clause: uuid.UUID
    number: str
    words: str


@dataclass(frozen=True)
class With:
    """One partner, and what it last said of this role's actions."""

    partner: Organisation
    said: list[Witness]


@dataclass(frozen=True)
class Pack:
    """All that whoever comes next should have in hand."""

    role: Role
    open: list[plans.Line]
    ended: list[plans.Line]
    promises: list[Promise]
    partners: list[With]
    to_verify: int
    """Evidence of these actions that nobody has verified yet."""

    @property
    def lines(self) -> list[plans.Line]:
        """All that it answers for, what is open first."""
        return self.open + self.ended


def of(role: Role, person: Somebody) -> Pack:
    """As far as somebody may know of it."""
    lines = plans.lines(plans.in_order(plans.actions_for(person).filter(owner=role))[:MOST], person)
    keys = [one.action.pk for one in lines]
    waiting = Evidence.objects.filter(action__in=keys, verified_at=None, withdrawn_at=None)
    return Pack(
        role,
        [one for one in lines if not one.action.has_ended],
        [one for one in lines if one.action.has_ended],
        _promises(keys, person),
        _partners(keys),
        waiting.count(),
    )


def _promises(actions: list[uuid.UUID], person: Somebody) -> list[Promise]:
    clauses = set(Keeps.objects.filter(action__in=actions).order_by().values_list("clause", flat=True))
    told = texts.read_texts(clauses, person) if clauses else {}
    return sorted(
        (Promise(key, number, words) for key, (number, words) in told.items()), key=lambda one: (one.number, str(one.clause))
    )


def _partners(actions: list[uuid.UUID]) -> list[With]:
    said: dict[Organisation, list[Witness]] = {}
    rows = Witness.objects.filter(progress__action__in=actions).select_related("organisation", "progress__action")
    for one in rows.order_by("-at", "-id")[:LATELY]:
        said.setdefault(one.organisation, []).append(one)
    return [With(partner, some) for partner, some in sorted(said.items(), key=lambda pair: pair[0].name)]
