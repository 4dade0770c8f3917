"""Equality, counted from the records themselves: who proposed, leads, was heard and is late, by sector; each figure with its list."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.agreements.queries import counted as agreement_counted
from alongside.agreements.queries import texts
from alongside.kit import clock
from alongside.plan.models import Action, ActionQuerySet, Status, Witness
from alongside.plan.queries import faces

if TYPE_CHECKING:
    from alongside.organisations.rules import Somebody
    from alongside.plan.models import Plan

WHAT: dict[str, str | Promise] = {
    "proposed": _("Proposed"),
    "leads": _("Leads"),
    "heard": _("Said whether it sees it too"),
    "late": _("Late, or not reported"),
    "done": _("Done"),
}


@dataclass(frozen=True)
class Figure:
    """How many, and what to ask for to have them as a list."""

    what: str
    sector: str
    number: int


@dataclass(frozen=True)
class Row:
    """One sector with its figures, in the order of the columns."""

    sector: str
    name: str
    figures: list[Figure]


def rows(plan: Plan, actions: ActionQuerySet) -> list[Row]:
    """One row for each sector that has a part in any of it."""
    keys = {what: _by_sector(plan, actions, what) for what in WHAT}
    found = []
    for sector in faces.SECTORS:
        figures = [Figure(what, sector, len(keys[what].get(sector, ()))) for what in WHAT]
        if any(one.number for one in figures):
            found.append(Row(sector, faces.sector(sector), figures))
    return found


def chosen(plan: Plan, actions: ActionQuerySet, what: str, sector: str) -> ActionQuerySet:
    """The list behind one figure."""
    keys = _by_sector(plan, actions, what).get(sector, set()) if what in WHAT else set()
    return actions.filter(pk__in=keys).order_by("number", "pk")


def _by_sector(plan: Plan, actions: ActionQuerySet, what: str) -> dict[str, set[uuid.UUID]]:
    found: dict[str, set[uuid.UUID]] = {}
    for sector, action in _pairs(plan, actions, what):
        found.setdefault(sector, set()).add(action)
    return found


def _pairs(plan: Plan, actions: ActionQuerySet, what: str) -> Sequence[tuple[str, uuid.UUID]]:
    held = actions.select_related(None).order_by("pk")
    if what == "proposed":
        return list(held.exclude(proposed_by=None).values_list("proposed_by__sector", "pk"))
    if what == "heard":
        keys = held.order_by().values("pk")
        said = Witness.objects.filter(progress__action__in=keys).order_by("id")
        return list(said.values_list("sector", "progress__action"))
    if what == "done":
        return list(held.filter(status=Status.DONE).values_list("lead__sector", "pk"))
    if what == "late":
        today = clock.today()
        late = Action.objects.filter(pk__in=held.order_by().values("pk"))
        return list((late.overdue(today) | late.unreported(today)).order_by("pk").values_list("lead__sector", "pk"))
    return list(held.exclude(status=Status.WITHDRAWN).values_list("lead__sector", "pk"))


def agreed(person: Somebody) -> dict[str, object]:
    """The same of the agreement in force, as its own page counts it; nothing where none is."""
    agreement = texts.main()
    version = texts.in_force(agreement) if agreement else None
    return {"version": version, "counted": agreement_counted.of(version, person)} if version else {}
