"""Where an organisation stands, and what it looks after, follows it when it is made part of another. What it said stays as it was."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alongside.organisations import following
from alongside.positions.models import Disagreement, Position
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


def register() -> None:
    """Called once, when the house starts."""
    following.register("positions", following.Following(_("Positions"), _positions, _none, _move_positions, _stay))
    following.register(
        "disagreements", following.Following(_("Disagreements it looks after"), _looked_after, _open, _move_disagreements, _stay)
    )


def _positions(organisation: Organisation) -> list[uuid.UUID]:
    return list(Position.objects.held().filter(organisation=organisation).order_by("pk").values_list("pk", flat=True))


def _none(organisation: Organisation) -> int:
    """A position does not end with who took it: it is history."""
    return 0


def _move_positions(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> None:
    """But where the other has said something itself: that stands."""
    own = set(Position.objects.held().filter(organisation=to).order_by().values_list("subject_kind", "subject_id"))
    for position in Position.objects.held().filter(pk__in=ids).order_by("pk"):
        if (position.subject_kind, position.subject_id) not in own:
            Position.objects.filter(pk=position.pk).update(organisation=to)
            record.write("positions.moved", on=position, by=by, facts={"to": to.pk})


def _looked_after(organisation: Organisation) -> list[uuid.UUID]:
    return list(Disagreement.objects.open().filter(owner=organisation).order_by("pk").values_list("pk", flat=True))


def _open(organisation: Organisation) -> int:
    return Disagreement.objects.open().filter(owner=organisation).count()


def _move_disagreements(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> None:
    for one in Disagreement.objects.open().filter(pk__in=ids).order_by("pk"):
        Disagreement.objects.filter(pk=one.pk).update(owner=to)
        record.write("positions.owner_moved", on=one, by=by, facts={"to": to.pk})


def _stay(organisation: Organisation, by: Person | None) -> None:
    """It stays on the list under the name of who has closed, and says so when nobody looks."""
