"""Reading services: who may see which, and all that the page of one service needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from alongside.directory import rules
from alongside.directory.models import Contact, Service
from alongside.people.consent import Publish

if TYPE_CHECKING:
    from alongside.directory.rules import Somebody
    from alongside.organisations.models import Organisation


def visible_to(person: Somebody) -> QuerySet[Service]:
    """The services that a person may know of."""
    return Service.objects.filter(rules.visible_to(person)).select_related("organisation")


def for_page(person: Somebody) -> QuerySet[Service]:
    """The same with all that the page of a service shows, in a constant number of queries."""
    shown = Prefetch("contacts", Contact.objects.filter(publish=Publish.YES), to_attr="shown_contacts")
    return visible_to(person).prefetch_related("locations", "times", "terms", "patches", "areas", "records__source", shown)


def withdrawn() -> QuerySet[Service]:
    """What was shown once and is no more."""
    return Service.objects.filter(status=Service.Status.WITHDRAWN).select_related("organisation")


def standing_of(organisation: Organisation) -> QuerySet[Service]:
    """What people find of an organisation."""
    return Service.objects.filter(organisation=organisation, status__in=Service.SHOWN).order_by("name", "pk")


def with_all(services: QuerySet[Service]) -> QuerySet[Service]:
    """With everything that can be said of them, for writing and export."""
    return services.select_related("organisation").prefetch_related("locations", "times", "contacts", "terms", "patches", "areas")
