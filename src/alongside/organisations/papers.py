"""Which files belong to organisations, and who may open them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, cast

from django.contrib.auth.models import AnonymousUser
from django.db import models

from alongside.files import owners
from alongside.organisations import rules
from alongside.organisations.models import Organisation

if TYPE_CHECKING:
    from alongside.organisations.rules import Somebody

LOGO = "organisations.logo"
PAPER = "organisations.paper"


def register() -> None:
    """Called once, when the house starts."""
    owners.register(LOGO, _may_see)
    owners.register(PAPER, _may_read)


def _may_see(owner_id: uuid.UUID, person: models.Model | None) -> bool:
    return Organisation.objects.filter(rules.visible_to(_reader(person)), pk=owner_id).exists()


def _may_read(owner_id: uuid.UUID, person: models.Model | None) -> bool:
    return Organisation.objects.filter(rules.readable_by(_reader(person)), pk=owner_id).exists()


def _reader(person: models.Model | None) -> Somebody:
    return cast("Somebody", person) if person else AnonymousUser()
