"""What the year was, once for the page and for the paper: nothing is left out of one that stands on the other."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from alongside.kit import clock
from alongside.plan.models import Action, Evidence, Plan
from alongside.plan.queries import changes, counted, faces, glance, plans

if TYPE_CHECKING:
    from collections import Counter

    from django.utils.functional import Promise

    from alongside.organisations.rules import Somebody
    from alongside.plan.models import Priority

MOST, HAPPENED = 500, 60


@dataclass(frozen=True)
class Part:
    """One priority with its actions; the last part has those of none."""

    priority: Priority | None
    lines: list[plans.Line]


@dataclass(frozen=True)
class Review:
    """A plan looked back on. `day` is the one by which it is counted: today, or that on which it was closed."""

    plan: Plan
    day: dt.date
    lines: list[plans.Line]
    drawn: faces.Drawn
    balance: glance.Balance
    counted: list[counted.Row]
    parts: list[Part]
    changes: list[changes.Change]

    @property
    def horizons(self) -> list[tuple[str, Counter[str]]]:
        """Now, this year and in the long term: how many stand how."""
        found = {value: [line.action for line in self.lines if line.action.horizon == value] for value in Action.Horizon.values}
        return [(str(Action.Horizon(value).label), faces.counted(some, self.day)) for value, some in found.items() if some]

    @property
    def columns(self) -> list[str | Promise]:
        """What is counted by sector."""
        return list(counted.WHAT.values())

    @property
    def counted_at(self) -> str:
        """Where each of these figures opens its list."""
        return reverse("plan:counted", args=[self.plan.slug])

    @property
    def doubts(self) -> list[plans.Line]:
        """What somebody of another sector sees differently."""
        return [one for one in self.lines if one.in_doubt]

    @property
    def silent(self) -> list[plans.Line]:
        """What nobody reported."""
        return [one for one in self.lines if one.lead[0] == faces.SILENT]


def of(plan: Plan, person: Somebody) -> Review:
    """The review of a plan that everybody reads is the same for all: without its drafts. That of a draft is for who reads it."""
    reader = person if plan.state == Plan.State.DRAFT else AnonymousUser()
    actions = plans.actions_of(plan, reader)
    lines = plans.lines(plans.in_order(actions)[:MOST], reader)
    shown = _shown([one.action.pk for one in lines])
    lines = [replace(one, shown=shown[one.action.pk]) for one in lines]
    parts = [
        Part(one, [line for line in lines if line.action.priority_id == one.pk])
        for one in plan.priorities.order_by("order", "id")
    ]
    rest = [line for line in lines if line.action.priority_id is None]
    since = dt.datetime.combine(plan.starts, dt.time(), clock.LONDON)
    return Review(
        plan,
        plan.as_of(clock.today()),
        lines,
        glance.drawn(actions),
        glance.balance(actions),
        counted.rows(plan, actions),
        [*parts, Part(None, rest)] if rest else parts,
        changes.changes(actions, since, most=HAPPENED),
    )


def _shown(actions: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Evidence]]:
    """What was verified and is for everybody."""
    found: dict[uuid.UUID, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.filter(action__in=actions, verified_at__isnull=False, visibility=Evidence.Visibility.PUBLIC)
    for one in rows.select_related("verified_for").order_by("verified_at", "id"):
        found[one.action_id].append(one)
    return found
