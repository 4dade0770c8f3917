"""The plan at a glance: counted by the database, so that a look at it costs the same however long the plan is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from alongside.kit import clock, words
from alongside.plan.models import Action, ActionQuerySet, Plan, Status
from alongside.plan.queries import faces, plans

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Sequence

    from alongside.organisations.rules import Somebody
    from alongside.plan.models import Priority, Workstream

FEW = 6
"""So many lines of a workstream and a horizon stand on the page of the whole plan; all of them on that of the workstream."""


def stand(actions: ActionQuerySet, *by: str) -> dict[tuple[Any, ...], Counter[str]]:
    """How many stand how today, for each value of `by`."""
    silent = Count("pk", filter=ActionQuerySet.unreported_on(clock.today()), distinct=True)
    held = actions.select_related(None).order_by(*by, "status").values(*by, "status")
    rows = held.annotate(number=Count("pk", distinct=True), unsaid=silent).values_list(*by, "status", "number", "unsaid")
    found: dict[tuple[Any, ...], Counter[str]] = {}
    for *keys, status, number, unsaid in rows:
        counts = found.setdefault(tuple(keys), Counter())
        counts[status] += number - unsaid
        counts[faces.SILENT] += unsaid
    return found


def drawn(actions: ActionQuerySet) -> faces.Drawn:
    """These actions as bars, and the same in words."""
    return faces.drawn(stand(actions).get((), Counter()))


@dataclass
class Horizon:
    """What is done now, this year, or in the long term: how far that is, its bars, and its lines, or the first of them."""

    value: str
    title: str
    until: str
    drawn: faces.Drawn
    lines: list[plans.Line] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many stand elsewhere. What is withdrawn has no bar, and its line."""
        return max(self.drawn.total - len(self.lines), 0)


def horizons(
    plan: Plan, counts: dict[str, Counter[str]], rows: Sequence[plans.Line] = (), *, empty: bool = False
) -> list[Horizon]:
    """The three horizons, each with the lines that fall into it; without those that have none, unless `empty`."""
    until = {
        Action.Horizon.NOW: _("by %(day)s") % {"day": words.near_date(plan.now_until)},
        Action.Horizon.YEAR: _("by %(day)s") % {"day": words.near_date(plan.ends)},
        Action.Horizon.LONG: _("to %(year)s") % {"year": plan.long_until.year},
    }
    return [
        Horizon(
            value, str(title), until[Action.Horizon(value)], faces.drawn(counts.get(value, Counter())),
            [one for one in rows if one.action.horizon == value],
        )
        for value, title in Action.Horizon.choices
        if empty or value in counts
    ]  # fmt: skip


def at_a_glance(plan: Plan, actions: ActionQuerySet) -> list[Horizon]:
    """The horizons of a plan with the bars of these actions in it, and no lines."""
    counts = {value: one for (value,), one in stand(actions, "horizon").items()}
    return horizons(plan, counts, empty=True)


def streams(plan: Plan, actions: ActionQuerySet, person: Somebody) -> list[tuple[Workstream, list[Horizon]]]:
    """Each workstream with the first lines of each of its horizons: what is due first."""
    counts = stand(actions, "workstream", "horizon")
    place = Window(RowNumber(), partition_by=[F("workstream"), F("horizon")], order_by=plans.DUE_FIRST)
    rows = plans.lines(plans.in_order(actions.alias(place=place).filter(place__lte=FEW)), person)
    return [
        (one, horizons(plan, _of(counts, one.pk), [row for row in rows if row.action.workstream_id == one.pk]))
        for one in plans.streams_of(plan)
    ]


def _of(counts: dict[tuple[Any, ...], Counter[str]], stream: uuid.UUID) -> dict[str, Counter[str]]:
    return {horizon: some for (of, horizon), some in counts.items() if of == stream}


@dataclass(frozen=True)
class Few:
    """A priority with how many actions it has, and how many of them nobody reported on."""

    priority: Priority
    total: int
    silent: int


def priorities(plan: Plan, actions: ActionQuerySet) -> list[Few]:
    """The priorities in their order."""
    counts = {key: one for (key,), one in stand(actions, "priority").items()}
    found = [(one, counts.get(one.pk, Counter())) for one in plan.priorities.order_by("order", "id")]
    return [Few(one, some.total(), some[faces.SILENT]) for one, some in found]


@dataclass(frozen=True)
class Share:
    """One side of a balance: its name, how many, and the sector or kind for its mark."""

    name: str
    number: int
    sector: str = ""


@dataclass(frozen=True)
class Balance:
    """Quick help and lasting change, and which sectors lead."""

    kinds: list[Share]
    leads: list[Share]
    total: int


def balance(actions: ActionQuerySet) -> Balance:
    """Counted over what is not withdrawn."""
    held = actions.select_related(None).exclude(status=Status.WITHDRAWN).order_by()
    kinds = _counted(held.order_by("kind").values_list("kind").annotate(Count("pk")))
    leads = _counted(held.order_by("lead__sector").values_list("lead__sector").annotate(Count("pk")))
    return Balance(
        [Share(str(title), kinds[value]) for value, title in Action.Kind.choices],
        [Share(faces.sector(name), leads[name], name) for name in faces.SECTORS if leads[name]],
        kinds.total(),
    )


def _counted(rows: Iterable[tuple[str, int]]) -> Counter[str]:
    return Counter(dict(rows))


def drafts(every: ActionQuerySet, seen: ActionQuerySet) -> int:
    """How many are being drafted that the reader does not read: that they are there, everybody counts."""
    return every.filter(published_at=None).count() - seen.select_related(None).order_by().filter(published_at=None).count()
