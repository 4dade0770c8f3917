"""Retention: what was kept for its time is let go of each night, as the one declaration says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models.functions import Coalesce

from alongside.kit import clock
from alongside.kit.personal import Erase
from alongside.people import erasing, holds, showing, whose
from alongside.people.models import Retention
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.kit.personal import Personal
    from alongside.people.whose import Part

AT_A_TIME = 2_000


@dataclass(frozen=True)
class Rule:
    """One rule of the declaration: fields of a model that are let go of together, so long after a date."""

    part: Part
    said: Personal
    fields: tuple[str, ...]

    @property
    def what(self) -> str:
        return showing.called(self.part)

    @property
    def long(self) -> str:
        return showing.long(self.said.keep)

    @property
    def whole(self) -> bool:
        """Whether the whole row goes, and not only these fields."""
        return self.said.erase is not Erase.BLANK

    @property
    def key(self) -> str:
        return self.part.label if self.whole else f"{self.part.label}.{self.fields[0]}"

    def over(self, now: dt.datetime) -> models.QuerySet[Any]:
        """The rows whose time is up and in which something is left to let go of, held ones too."""
        assert isinstance(self.said.keep, dt.timedelta)  # noqa: S101  # see `rules`
        dates = [models.F(name) for name in self.said.since.split()]
        rows: models.QuerySet[Any] = models.QuerySet(self.part.model)
        since = Coalesce(*dates) if len(dates) > 1 else dates[0]
        rows = rows.annotate(kept_since=since).filter(kept_since__lt=now - self.said.keep).order_by("kept_since", "pk")
        return rows if self.whole else rows.exclude(**{n: erasing.emptied(self.part.model, n) for n in self.fields})


def rules() -> Iterator[Rule]:
    """Every rule by which the house lets go of something by itself."""
    for part in whose.every_part():
        for said in dict.fromkeys(part.fields.values()):
            if said.since and isinstance(said.keep, dt.timedelta):
                yield Rule(part, said, tuple(name for name, one in part.fields.items() if one == said))


def rule(key: str) -> Rule | None:
    """The rule of this name."""
    return next((one for one in rules() if one.key == key), None)


def runs() -> models.QuerySet[Retention]:
    """The nights before, the latest first."""
    return Retention.objects.order_by("-at", "id")


def told(runs: Sequence[Retention]) -> list[tuple[Retention, list[tuple[str, int]]]]:
    """What was let go of in these nights, in words."""
    named = {one.key: one.what for one in rules()}
    return [(run, [(named.get(key, key), number) for key, number in sorted(run.counts.items())]) for run in runs]


@dataclass(frozen=True)
class Due:
    """What one rule would let go of today, and how much of that a hold keeps."""

    rule: Rule
    number: int
    held: int


def due() -> list[Due]:
    """What would go today, and why. Nothing is done."""
    now, found = clock.now(), []
    for rule in rules():
        over = rule.over(now)
        held = over.filter(pk__in=holds.rows_of(rule.part).values("pk")).count()
        found.append(Due(rule, over.count() - held, held))
    return found


def rows(rule: Rule) -> models.QuerySet[Any]:
    """The rows themselves that would go today."""
    return rule.over(clock.now()).exclude(pk__in=holds.rows_of(rule.part).values("pk"))


def run() -> Retention:
    """Let go of everything whose time is up, batch by batch, and keep what was done."""
    counts: Counter[str] = Counter()
    held = sum(one.held for one in due())
    for rule in rules():
        while gone := _batch(rule):
            counts[rule.key] += gone
    with transaction.atomic():
        kept = Retention.objects.create(at=clock.now(), counts=dict(counts), held=held)
        record.write("people.retention_run", on=kept, by=None, facts={"rows": counts.total(), "held": held})
    return kept


@transaction.atomic
def _batch(rule: Rule) -> int:
    pks: Sequence[Any] = list(rows(rule).values_list("pk", flat=True)[:AT_A_TIME])
    if rule.whole:
        return erasing.remove(rule.part, pks)
    return erasing.blank(rule.part.model, rule.fields, pks)
