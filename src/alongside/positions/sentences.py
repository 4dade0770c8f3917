"""What the record says of positions and disagreements."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.positions import queries
from alongside.positions.models import Stance
from alongside.record import sentences, threads
from alongside.record.threads import Described

if TYPE_CHECKING:
    from django.db import models

SAID = {
    "asked": lambda event: _("Asked where it stands"),
    "reminded": lambda event: _("Reminded to say where it stands"),
    "moved": lambda event: _("Went to the organisation that it is part of now"),
    "owner_moved": lambda event: _("Looked after by the organisation that its owner is part of now"),
    "taken": lambda event: _("Position given: %(stance)s") % {"stance": Stance(event.facts["stance"]).label},
    "disagreement_opened": lambda event: _("A disagreement put on the open list"),
    "side_said": lambda event: _("A partner said how it sees it"),
    "looked": lambda event: _("Looked at again"),
    "look_reminded": lambda event: _("Reminded to look again"),
}


def register() -> None:
    """Called once, when the house starts."""
    for kind, say in SAID.items():
        sentences.register(f"positions.{kind}", say)
    threads.register("positions.disagreement", _called)


def _called(ids: Collection[uuid.UUID], person: models.Model | None) -> dict[uuid.UUID, Described]:
    seen = queries.disagreements(person or AnonymousUser()).filter(pk__in=ids)  # type: ignore[arg-type]
    return {one.pk: Described(one.topic, reverse("positions:disagreement", args=[one.pk])) for one in seen}
