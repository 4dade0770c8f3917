"""What services are called in threads and histories, for those who may know of them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from alongside.directory.queries.services import visible_to
from alongside.record.threads import Described

if TYPE_CHECKING:
    from django.db import models

    from alongside.people.models import Person

SERVICE = "directory.service"


def services(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """The names and pages of these services, in one query."""
    who = cast("Person", person) if person else AnonymousUser()
    rows = visible_to(who).filter(pk__in=ids).order_by("pk").values_list("pk", "name", "slug")
    return {pk: Described(name, reverse("directory:service", args=[slug])) for pk, name, slug in rows}
