"""Reading services: who may see which, and all that the page of one service needs."""

from __future__ import annotations

import uuid
from collections.abc import Collection
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


def shown(ids: Collection[uuid.UUID]) -> QuerySet[Service]:
    """Those of these that everybody may see, with everything that can be said of them and of who runs them."""
    known = with_all(Service.objects.published().filter(pk__in=ids))
    return known.prefetch_related("organisation__identifiers").order_by("pk")


def shown_ids() -> list[uuid.UUID]:
    """Everything that everybody may see."""
    return list(Service.objects.published().order_by("pk").values_list("pk", flat=True))


def with_all(services: QuerySet[Service]) -> QuerySet[Service]:
    """With everything that can be said of them, for writing and export."""
    return services.select_related("organisation").prefetch_related("locations", "times", "contacts", "terms", "patches", "areas")
