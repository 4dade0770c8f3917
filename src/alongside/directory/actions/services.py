"""Adding and changing services, and their way from draft to withdrawn."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from alongside.directory import registry
from alongside.directory.actions import writing
from alongside.directory.actions.errors import StaleEdit, WrongMove
from alongside.directory.models import Service
from alongside.directory.queries import duplicates
from alongside.directory.queries import facts as reading
from alongside.directory.queries.services import with_all
from alongside.kit import clock
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

Status = Service.Status
MOVES: dict[str, frozenset[str]] = {
    "published": frozenset({Status.DRAFT, Status.WAITING, Status.PAUSED, Status.WITHDRAWN}),
    "paused": frozenset({Status.PUBLISHED}),
    "withdrawn": frozenset({Status.PUBLISHED, Status.PAUSED}),
    "waiting": frozenset({Status.DRAFT}),
    "draft": frozenset({Status.WAITING}),
}
"""From where a service may come to a status."""


@transaction.atomic
def add(organisation: Organisation, *, by: Person | None, name: str, **facts: Any) -> Service:
    """Begin a service of `organisation` as a draft. `facts` are those of `queries.facts`."""
    moment = clock.now()
    service = Service(id=uuid.uuid4(), organisation=organisation, name=name, created_at=moment, updated_at=moment)
    writing.write([writing.Draft(service, {**facts, "name": name}, new=True)])
    record.write("service.added", on=service, by=by, facts={"organisation": str(organisation.pk)})
    return service


@transaction.atomic
def change(service: Service, *, by: Person | None, version: int | None = None, **facts: Any) -> Service:
    """Write what differs. `version` is the one that was opened for editing: another one raises StaleEdit."""
    now = claim(service, version)
    changed = reading.differences(reading.facts_of(now), facts)
    if not changed:
        return now
    now.version += 1
    now.updated_at = clock.now()
    writing.write([writing.Draft(now, changed)])
    record.write("service.changed", on=now, by=by, facts={"fields": sorted(changed), "version": now.version})
    return now


def publish(service: Service, *, by: Person | None) -> Service:
    """Show it to everybody. Also undoes pause and withdraw."""
    return move(service, Status.PUBLISHED, by=by)


def pause(service: Service, *, by: Person | None) -> Service:
    """It stays findable and says that it is closed for a while."""
    return move(service, Status.PAUSED, by=by)


def withdraw(service: Service, *, by: Person | None) -> Service:
    """It is no longer offered. Its page says so and names others."""
    return move(service, Status.WITHDRAWN, by=by)


@transaction.atomic
def move(service: Service, status: Status, *, by: Person | None) -> Service:
    """Bring a service to `status`; a move that is not in MOVES raises WrongMove."""
    now = claim(service)
    if now.status == status:
        return now
    if now.status not in MOVES[status]:
        raise WrongMove(
            _("A service that is “%(now)s” cannot become “%(then)s”.") % {"now": now.get_status_display(), "then": status.label}
        )
    if now.status == Status.WITHDRAWN and (end := duplicates.leads_to([now.pk]).get(now.pk)):
        raise WrongMove(
            _("It became part of “%(name)s”. Make them two again first.") % {"name": Service.objects.get(pk=end).name}
        )
    Service.objects.filter(pk=now.pk).update(status=status, version=F("version") + 1, updated_at=clock.now())
    record.write(f"service.{status.value}", on=now, by=by, facts={"from": now.status})
    writing.keep([now])
    now.refresh_from_db()
    return now


@transaction.atomic
def confirm(service: Service, *, by: Person | None, who: str = "") -> Service:
    """All of it is still true today. `who` is the organisation that says so, the one that runs it when not told."""
    now = claim(service)
    now.assured_on, now.assured_by = clock.today(), (who or now.organisation.name)[:200]
    now.save(update_fields=["assured_on", "assured_by"])
    record.write("service.confirmed", on=now, by=by)
    writing.keep([now])
    return now


@transaction.atomic
def confirm_all(services: Collection[Service], *, by: Person | None) -> int:
    """The same of several, whole or not at all; returns how many."""
    with registry.together():
        for service in services:
            confirm(service, by=by)
    return len(services)


@transaction.atomic
def discard(service: Service, *, by: Person | None) -> None:
    """Throw away a draft that was never shown."""
    now = claim(service)
    if now.status not in (Status.DRAFT, Status.WAITING):
        raise WrongMove(_("Only a draft can be thrown away."))
    record.write("service.discarded", on=now, by=by)
    now.delete()


def claim(service: Service, version: int | None = None) -> Service:
    """The service as it stands now, held until this transaction ends."""
    now = with_all(Service.objects.select_for_update(of=("self",)).filter(pk=service.pk)).get()
    if version is not None and now.version != version:
        raise StaleEdit(
            _("Somebody else changed “%(name)s” while you had it open. Here is how it stands now.") % {"name": now.name}
        )
    return now
