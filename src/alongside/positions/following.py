"""Where an organisation stands, and what it looks after, follows it when it is made part of another. What it said stays as it was.

Nothing ends when it closes: it stays on the list under the name of who has closed, and says so when nobody looks.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alongside.organisations import following
from alongside.positions.models import Asking, Disagreement, Position, Side
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


def register() -> None:
    """Called once, when the house starts."""
    following.register("positions", following.Following(_("Positions"), _positions, _move_positions))
    following.register("sides", following.Following(_("What it says in disagreements"), _sides, _move_sides))
    following.register("askings", following.Following(_("Questions where it stands"), _askings, _move_askings))
    following.register(
        "disagreements",
        following.Following(_("Disagreements it looks after"), _looked_after, _move_disagreements, standing=_open),
    )


def _positions(organisation: Organisation) -> list[uuid.UUID]:
    return list(Position.objects.held().filter(organisation=organisation).order_by("pk").values_list("pk", flat=True))


def _move_positions(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> list[uuid.UUID]:
    """But where the other has said something itself: that stands."""
    own = set(Position.objects.held().filter(organisation=to).order_by().values_list("subject_kind", "subject_id"))
    for position in Position.objects.held().filter(pk__in=ids).order_by("pk"):
        if (position.subject_kind, position.subject_id) not in own:
            Position.objects.filter(pk=position.pk).update(organisation=to)
            record.write("positions.moved", on=position, by=by, facts={"to": to.pk})
    return []


def _sides(organisation: Organisation) -> list[uuid.UUID]:
    held = Side.objects.filter(organisation=organisation, superseded_at=None)
    return list(held.order_by("pk").values_list("pk", flat=True))


def _move_sides(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> list[uuid.UUID]:
    """But where the other speaks in the same disagreement itself."""
    own = list(Side.objects.filter(organisation=to, superseded_at=None).order_by().values_list("disagreement", flat=True))
    Side.objects.filter(pk__in=ids).exclude(disagreement__in=own).update(organisation=to)
    return []


def _askings(organisation: Organisation) -> list[uuid.UUID]:
    return list(Asking.objects.filter(organisation=organisation).order_by("pk").values_list("pk", flat=True))


def _move_askings(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> list[uuid.UUID]:
    """But where the other was asked itself."""
    own = set(Asking.objects.filter(organisation=to).order_by().values_list("sheet_kind", "sheet_id"))
    for asking in Asking.objects.filter(pk__in=ids).order_by("pk"):
        if (asking.sheet_kind, asking.sheet_id) not in own:
            Asking.objects.filter(pk=asking.pk).update(organisation=to)
    return []


def _looked_after(organisation: Organisation) -> list[uuid.UUID]:
    return list(Disagreement.objects.open().filter(owner=organisation).order_by("pk").values_list("pk", flat=True))


def _open(organisation: Organisation) -> int:
    return Disagreement.objects.open().filter(owner=organisation).count()


def _move_disagreements(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> list[uuid.UUID]:
    for one in Disagreement.objects.open().filter(pk__in=ids).order_by("pk"):
        Disagreement.objects.filter(pk=one.pk).update(owner=to)
        record.write("positions.owner_moved", on=one, by=by, facts={"to": to.pk})
    return []
