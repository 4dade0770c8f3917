"""Changes that wait for an officer: the list, what differs, and how a service would stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alongside.directory.models import Change, Service
from alongside.directory.queries import facts as reading
from alongside.directory.queries import telling
from alongside.directory.queries.facts import Facts
from alongside.kit import words
from alongside.organisations import queries as organisations
from alongside.replies import queries as owed

if TYPE_CHECKING:
    from alongside.people.models import Person


@dataclass(frozen=True)
class Row:
    """One fact that differs: how it is called, how it is now, how it would be."""

    label: str
    now: str
    then: str


def waiting() -> QuerySet[Change]:
    """What officers have to read, the oldest first."""
    return Change.objects.filter(state=Change.State.WAITING).select_related("service__organisation").order_by("made_at", "id")


def as_proposed(service: Service) -> Facts:
    """The facts of a service with what waits for approval: how its provider last said it."""
    change = service.changes.filter(state=Change.State.WAITING).first()
    proposed = {key: value for key, value in change.proposed.items() if key in reading.KEYS} if change else {}
    return reading.facts_of(service) | proposed


def rows(now: Facts, then: Facts) -> list[Row]:
    """What differs, in words, in the order in which a service is told."""
    changed = reading.differences(now, then)
    return [
        Row(str(telling.LABELS[key]), telling.fact(key, now), telling.fact(key, now | then))
        for key in telling.LABELS
        if key in changed
    ]


def is_new(change: Change) -> bool:
    """Whether a whole service is sent in, rather than a change of one."""
    return "status" in change.proposed


def waits(change: Change) -> str:
    """To the provider: who reads it, and by when."""
    reply = owed.about(change)
    coordinator = organisations.coordinator()
    facts = {"who": coordinator.name if coordinator else _("An officer"), "day": words.day(reply.due_on) if reply else ""}
    if is_new(change):
        return _("It is sent in. %(who)s reads it by %(day)s, and you get a mail when it is on the site.") % facts
    return _("%(who)s reads this by %(day)s. Until then the page stays as it was. Small changes are shown already.") % facts


def proposer(change: Change) -> Person | None:
    """Who proposed it, if they still have an account."""
    reply = owed.about(change)
    return reply.asker if reply else None
