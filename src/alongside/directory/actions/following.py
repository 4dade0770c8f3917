"""Services follow their organisation when it is made part of another, and are withdrawn when it closes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import F

from alongside.directory import registry
from alongside.directory.actions import services
from alongside.directory.models import Service
from alongside.kit import clock
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

ENDING = (Service.Status.PUBLISHED, Service.Status.PAUSED)


def of(organisation: Organisation) -> list[uuid.UUID]:
    """All its services, those that were withdrawn too."""
    return list(Service.objects.filter(organisation=organisation).order_by("pk").values_list("pk", flat=True))


def standing(organisation: Organisation) -> int:
    """How many of them people find."""
    return Service.objects.filter(organisation=organisation, status__in=ENDING).count()


def move(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> None:
    """From now on they are of another organisation."""
    moved = Service.objects.filter(pk__in=ids)
    moved.update(organisation=to, version=F("version") + 1, updated_at=clock.now())
    for service in moved.order_by("pk"):
        record.write("service.moved", on=service, by=by, facts={"to": str(to.pk)})
    registry.written(list(ids))


def end(organisation: Organisation, by: Person | None) -> None:
    """What people find of it is withdrawn."""
    for service in Service.objects.filter(organisation=organisation, status__in=ENDING).order_by("pk"):
        services.withdraw(service, by=by)
