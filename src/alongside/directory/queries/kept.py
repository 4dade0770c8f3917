"""All services of an organisation, as who keeps them sees them: in short, how sure we are, how full each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from alongside.directory.models import Service
from alongside.directory.queries import assurance, capacity, confirmations
from alongside.kit import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from alongside.organisations.models import Organisation


@dataclass(frozen=True)
class Entry:
    """One service and what is said of it."""

    service: Service
    facts: list[tuple[str, str]]
    standing: str
    confirmed: str
    today: bool
    """Whether somebody confirmed it today."""
    capacity: capacity.Statement | None
    room: str
    room_kind: str

    @property
    def weeks(self) -> str:
        """Of how many weeks the waiting list is, as it is typed."""
        return str(self.capacity.weeks or "") if self.capacity else ""

    @property
    def until(self) -> str:
        """Until when it is paused, as a field for dates takes it."""
        return self.capacity.until.isoformat() if self.capacity and self.capacity.until else ""

    @property
    def value(self) -> str:
        """How full it is, while that counts."""
        return self.capacity.value if self.capacity and self.room_kind != "silent" else ""


def of(organisation: Organisation) -> QuerySet[Service]:
    """Those that people find, the one that was confirmed longest ago first."""
    kept = Service.objects.published().filter(organisation=organisation).select_related("organisation")
    return kept.prefetch_related("locations", "times", "contacts").order_by(F("assured_on").asc(nulls_first=True), "name", "pk")


def entry(service: Service) -> Entry:
    """One of them as the page shows it."""
    today, said = clock.today(), capacity.of(service)
    return Entry(
        service=service,
        facts=confirmations.in_short(service),
        standing=assurance.standing(service.assured_on, today),
        confirmed=assurance.said(service.assured_on, today),
        today=service.assured_on == today,
        capacity=said,
        room=said.words(today) if said else "",
        room_kind=said.kind(today) if said else "",
    )
