"""Everything that the page of one action tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.plan.models import Action, Evidence, Progress, Status, Witness
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


def evidence_of(action: Action) -> QuerySet[Evidence]:
    """What shows it, what is verified first."""
    return Evidence.objects.filter(action=action).select_related("organisation", "verified_for", "file").order_by(
        "withdrawn_at", "verified_at", "at", "id"
    )  # fmt: skip


def first(action: Action, person: Somebody) -> list[Action]:
    """What must be done before it."""
    return list(plans.actions_for(person).filter(needed_by__action=action).order_by("number"))


def after(action: Action, person: Somebody) -> list[Action]:
    """What waits for it."""
    return list(plans.actions_for(person).filter(needs__first=action).order_by("number"))


def reports_for(person: Somebody) -> QuerySet[Progress]:
    """The reports on actions that somebody may know of."""
    seen = plans.actions_for(person).order_by().values("pk")
    return Progress.objects.filter(action__in=seen).select_related("action__plan", "action__lead", "action__last")
