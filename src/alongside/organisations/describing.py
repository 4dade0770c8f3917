"""How organisations and people are called in histories and at the ends of threads, as far as a reader may know."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext as _

from alongside.organisations import queries
from alongside.record import threads
from alongside.record.threads import Described

if TYPE_CHECKING:
    from alongside.organisations.rules import Somebody


def register() -> None:
    """Called once, when the house starts."""
    threads.register("organisations.Organisation", organisations)
    threads.register("organisations.Seat", seats)
    threads.register("people.Person", people)


def organisations(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """Those that this reader may know of, each with its page."""
    seen = queries.visible_to(_reader(person)).filter(pk__in=ids)
    return {one.pk: Described(one.name, one.get_absolute_url()) for one in seen}


def seats(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """Their own, and nobody else's."""
    said = _("%(role)s at %(organisation)s")
    return {
        one.pk: Described(said % {"role": one.get_role_display(), "organisation": one.organisation.name})
        for one in queries.seats_ever_of(person).filter(pk__in=ids)
    }


def people(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    """Those whom this reader works with. To everybody else an organisation has acted, and nobody in it."""
    known = queries.known_to(_reader(person)).filter(pk__in=ids)
    return {one.pk: Described(str(one)) for one in known}


def _reader(person: models.Model | None) -> Somebody:
    return cast("Somebody", person) if person else AnonymousUser()
