"""Everything that the page of one action tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.plan.models import Action, ActionQuerySet, Evidence, Progress, Status, Witness
from alongside.plan.queries import faces, plans

if TYPE_CHECKING:
    import uuid

    from django.db.models import QuerySet

    from alongside.organisations.rules import Somebody


@dataclass(frozen=True)
class Told:
    """One report of the lead, and what the others said to it."""

    progress: Progress
    said: list[Witness]

    @property
    def kind(self) -> str:
        """The face of what was said then."""
        return faces.KINDS[Status(self.progress.status)]


def reports(action: Action) -> QuerySet[Progress]:
    """What the lead reported, the last first."""
    return Progress.objects.filter(action=action).select_related("organisation").order_by("-number")


def told(rows: list[Progress]) -> list[Told]:
    """These reports with what was said to each, all of it in the order in which it was said."""
    said: dict[uuid.UUID, list[Witness]] = {}
    for one in Witness.objects.filter(progress__in=rows).select_related("organisation").order_by("at", "id"):
        said.setdefault(one.progress_id, []).append(one)
    return [Told(one, said.get(one.pk, [])) for one in rows]


def evidence_of(action: Action, person: Somebody) -> QuerySet[Evidence]:
    """What shows it as far as it is for this reader, what is verified first."""
    return plans.evidence_for(person).filter(action=action).order_by("withdrawn_at", "verified_at", "at", "id")


@dataclass(frozen=True)
class Withheld:
    """What shows it and is not for this reader: how many, and how many of them are verified."""

    total: int
    verified: int


def withheld(action: Action, seen: list[Evidence]) -> Withheld:
    """That it is there, everybody counts."""
    rows = Evidence.objects.filter(action=action, withdrawn_at=None).exclude(pk__in=[one.pk for one in seen]).order_by("id")
    when = list(rows.values_list("verified_at", flat=True))
    return Withheld(len(when), sum(day is not None for day in when))


def first(action: Action, seen: ActionQuerySet) -> list[Action]:
    """What must be done before it."""
    return list(seen.filter(needed_by__action=action).order_by("number"))


def before(action: Action, seen: ActionQuerySet) -> list[Action]:
    """The one of the plan before that it goes on with, if it is one."""
    return list(seen.filter(pk=action.carried_from_id)) if action.carried_from_id else []


def after(action: Action, seen: ActionQuerySet) -> list[Action]:
    """What waits for it."""
    return list(seen.filter(needs__first=action).order_by("number"))


def reports_for(person: Somebody) -> QuerySet[Progress]:
    """The reports on actions that somebody may know of."""
    seen = plans.actions_for(person).order_by().values("pk")
    return Progress.objects.filter(action__in=seen).select_related("action__plan", "action__lead", "action__last")
