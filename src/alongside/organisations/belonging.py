"""What an organisation is to the place follows it, when it is made part of another or closes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations import following
from alongside.organisations.actions import membership, standing
from alongside.organisations.models import Membership, Organisation, Standing
from alongside.organisations.queries import members

if TYPE_CHECKING:
    from alongside.people.models import Person


def register() -> None:
    """Called once, when the house starts."""
    following.register("memberships", following.Following(_("Membership"), _of, _standing, _move, membership.end_with))
    following.register("standings", following.Following(_("Standing"), _standings, _number, _move_standings, _end_standings))


def _standings(organisation: Organisation) -> list[uuid.UUID]:
    """What it is now."""
    return list(Standing.objects.filter(organisation=organisation, ends=None).order_by("pk").values_list("pk", flat=True))


def _number(organisation: Organisation) -> int:
    return Standing.objects.filter(organisation=organisation, ends=None).count()


def _move_standings(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> None:
    """What the other is already, it stays; the rest goes over."""
    held = Standing.objects.filter(organisation=to, ends=None).values_list("kind", flat=True)
    rows = Standing.objects.filter(pk__in=ids)
    rows.filter(kind__in=list(held)).update(ends=clock.today())
    rows.filter(ends=None).update(organisation=to)


def _end_standings(organisation: Organisation, by: Person | None) -> None:
    for kind in Standing.Kind.values:
        standing.end(organisation, kind, by=by)


def _of(organisation: Organisation) -> list[uuid.UUID]:
    """All its memberships; the one that stands comes first, so that it finds its place."""
    rows = Membership.objects.filter(organisation=organisation).order_by("-state", "pk")
    return list(rows.values_list("pk", flat=True))


def _standing(organisation: Organisation) -> int:
    return Membership.objects.current().filter(organisation=organisation).count()


def _move(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> None:
    """Where both are members, the one that is kept stays a member, and the other's membership ends."""
    rows = Membership.objects.filter(pk__in=ids)
    if members.open_of(to) is not None:
        for one in rows.filter(state__in=Membership.OPEN).select_related("organisation"):
            if one.organisation is not None:
                membership.end_with(one.organisation, by)
    rows.update(organisation=to)
