"""Services follow their organisation when it is made part of another, and are withdrawn when it closes."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from alongside.directory import registry
from alongside.directory.actions import services
from alongside.directory.actions.errors import WrongMove
from alongside.directory.models import Service, SourceOrganisation
from alongside.directory.queries import duplicates
from alongside.jobs import actions as jobs
from alongside.kit import clock
from alongside.record import actions as record
from alongside.record import queries as history

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

AT_ONCE = 50
"""So many services are written anew while somebody waits."""
ENDING = (Service.Status.PUBLISHED, Service.Status.PAUSED)


def of(organisation: Organisation) -> list[uuid.UUID]:
    """All its services, those that were withdrawn too."""
    return list(Service.objects.filter(organisation=organisation).order_by("pk").values_list("pk", flat=True))


def standing(organisation: Organisation) -> int:
    """How many of them people find."""
    return Service.objects.filter(organisation=organisation, status__in=ENDING).count()


def move(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> list[uuid.UUID]:
    """From now on they are of another organisation."""
    moved = Service.objects.filter(pk__in=ids)
    moved.update(organisation=to, version=F("version") + 1, updated_at=clock.now())
    for service in moved.order_by("pk"):
        record.write("service.moved", on=service, by=by, facts={"to": str(to.pk)})
    registry.written(list(ids))
    return []


def runs(organisation: Organisation) -> list[Any]:
    """Under which names other sources know it."""
    return list(SourceOrganisation.objects.filter(organisation=organisation).order_by("pk").values_list("pk", flat=True))


def move_runs(ids: Collection[Any], to: Organisation, by: Person) -> list[uuid.UUID]:
    """What a source brings for it from now on is of the other."""
    SourceOrganisation.objects.filter(pk__in=ids).update(organisation=to)
    return []


def ended(organisation: Organisation) -> list[tuple[uuid.UUID, str]]:
    """What was withdrawn when it closed, or since."""
    withdrawn = Service.objects.filter(organisation=organisation, status=Service.Status.WITHDRAWN)
    since = withdrawn.filter(updated_at__gte=organisation.closed_at) if organisation.closed_at else withdrawn.none()
    return list(since.order_by("name", "pk").values_list("pk", "name"))


def again(ids: Collection[uuid.UUID], organisation: Organisation, by: Person | None) -> None:
    """People find these again; what was closed for a while still is."""
    merged = duplicates.leads_to(ids)
    for service in Service.objects.filter(pk__in=ids, organisation=organisation).exclude(pk__in=merged).order_by("pk"):
        before = history.last(service, "service.withdrawn")
        shown = services.publish(service, by=by)
        if before is not None and before.facts.get("from") == Service.Status.PAUSED:
            services.pause(shown, by=by)


@transaction.atomic
def give(service: Service, *, to: Organisation, by: Person) -> Service:
    """Another organisation runs it from now on."""
    now = services.claim(service)
    if to.closed_at is not None:
        raise WrongMove(_("This organisation has closed. Choose another one."))
    if now.organisation_id != to.pk:
        move([now.pk], to, by)
        now.refresh_from_db()
    return now


def renamed(organisation: uuid.UUID) -> None:
    """What its services say of it is written anew: soon where they are many, else at once."""
    ids = list(Service.objects.filter(organisation=organisation, status__in=ENDING).order_by("pk").values_list("pk", flat=True))
    if len(ids) > AT_ONCE:
        jobs.put("directory.follow_organisation", organisation=str(organisation))
    elif ids:
        registry.written(ids)


def write_anew(organisation: uuid.UUID) -> Iterator[int]:
    """All that is kept with the services of an organisation, batch by batch; each number is how far it came."""
    ids = list(Service.objects.filter(organisation=organisation, status__in=ENDING).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        with transaction.atomic():
            registry.written(ids[start : start + AT_ONCE])
        yield start


def end(organisation: Organisation, by: Person | None) -> None:
    """What people find of it is withdrawn."""
    for service in Service.objects.filter(organisation=organisation, status__in=ENDING).order_by("pk"):
        services.withdraw(service, by=by)
