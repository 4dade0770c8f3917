"""Writes how well services are kept: with each service, and each night what only time and mail servers know."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction

from alongside.directory.models import Condition, Contact, Link, Service
from alongside.directory.queries import condition, documents
from alongside.directory.registry import Written
from alongside.kit import clock, rows
from alongside.notices import queries as notices
from alongside.organisations import queries as organisations

DEAD_AFTER = 2
"""On so many different days an address must fail before it is called dead."""


def write(written: Written) -> None:
    """Write the conditions of these services; what is no longer shown has none."""
    services = written.shown
    bounced = set(Condition.objects.filter(service__in=services, bounced=True).order_by("pk").values_list("pk", flat=True))
    dead = dead_among({service.url for service in services if service.url})
    today = clock.today()
    made = [
        _condition(service, condition.troubles(service, today, bounced=service.pk in bounced, dead=dead), bounced)
        for service in services
    ]
    Condition.objects.filter(service_id__in=set(written.ids) - {one.pk for one in made}).delete()
    rows.insert(made, changing=["score", "troubles", "patches", "bounced"])


def _condition(service: Service, found: list[str], bounced: set[uuid.UUID]) -> Condition:
    spots = [one for one in service.locations.all() if not one.hidden]
    return Condition(
        service_id=service.pk,
        score=condition.score(found),
        troubles=_barred(found),
        patches=_barred(documents.patches(service, spots)),
        bounced=service.pk in bounced,
    )


def _barred(words: Sequence[str]) -> str:
    return f"|{'|'.join(words)}|" if words else ""


def dead_among(urls: set[str]) -> set[str]:
    """Which of these addresses are dead."""
    return set(Link.objects.filter(url__in=urls, failures__gte=DEAD_AFTER).order_by("url").values_list("url", flat=True))


@transaction.atomic
def note_bounces() -> int:
    """Mark the services to whose keepers the last mail did not go, and unmark where it goes again. Returns how many changed."""
    back = notices.refused()
    by_contact = set(
        Contact.objects.filter(kind=Contact.Kind.EMAIL, value__in=back, service__status__in=Service.SHOWN)
        .order_by("service")
        .values_list("service", flat=True)
    )
    runners = organisations.led_by_address(back)
    by_lead = set(Service.objects.published().filter(organisation__in=runners).order_by("pk").values_list("pk", flat=True))
    now = set(Condition.objects.filter(bounced=True).order_by("pk").values_list("pk", flat=True))
    wanted = by_contact | by_lead
    Condition.objects.filter(pk__in=now - wanted).update(bounced=False)
    Condition.objects.filter(pk__in=wanted - now).update(bounced=True)
    write(Written.read(sorted(now ^ wanted)))
    return len(now ^ wanted)
