"""What an organisation is to the place follows it, when it is made part of another or closes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from alongside.organisations import following
from alongside.organisations.actions import membership
from alongside.organisations.models import Membership, Organisation
from alongside.organisations.queries import members

if TYPE_CHECKING:
    from alongside.people.models import Person


def register() -> None:
    """Called once, when the house starts."""
    following.register("memberships", following.Following(_("Membership"), _of, _standing, _move, membership.end_with))


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
