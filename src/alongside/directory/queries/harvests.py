"""Feeds that are read by themselves, and what they say otherwise than we do, as officers see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.directory.models import Difference, Import, Service, Source
from alongside.directory.queries import facts as reading
from alongside.directory.queries import telling
from alongside.directory.queries.facts import Facts

GONE = "gone"
MORE_LABELS = {"patches": gettext_lazy("For some parts of it"), "areas": gettext_lazy("Areas")}


@dataclass(frozen=True)
class Choice:
    """One fact that a source says otherwise: both sides, in words."""

    row: Difference
    service: Service
    source: Source
    label: str
    ours: str
    theirs: str


def feeds() -> QuerySet[Source]:
    """Every feed that has an address, those in trouble first."""
    standing = Count("records", filter=Q(records__gone_at=None))
    found = Source.objects.filter(address__startswith="http").annotate(standing=standing)
    return found.order_by("-failures", "name", "id")


def runs(source: Source) -> QuerySet[Import]:
    """Each time it was read or tried, the latest first."""
    return source.imports.order_by("-started_at", "id")


def standing(source: Source) -> int:
    """How many services come from it now."""
    return source.records.filter(gone_at=None).count()


def differences(source: Source | None = None) -> QuerySet[Difference]:
    """What sources say otherwise of what was changed here, the latest first."""
    found = Difference.objects.select_related("record__service__organisation", "record__source").order_by("-at", "id")
    return found.filter(record__source=source) if source else found


def choices(rows: Sequence[Difference]) -> list[Choice]:
    """Each with both sides in words."""
    known = reading.many({row.record.service_id for row in rows})
    return [_choice(row, known[row.record.service_id]) for row in rows]


def _choice(row: Difference, now: Facts) -> Choice:
    service, source = row.record.service, row.record.source
    if row.field == GONE:
        return Choice(row, service, source, _("The whole service"), _("Still offered"), _("No longer in the list"))
    label = str(telling.LABELS.get(row.field) or MORE_LABELS.get(row.field) or row.field)
    return Choice(
        row, service, source, label, telling.fact(row.field, now), telling.fact(row.field, now | {row.field: row.theirs})
    )
