"""Answers that an organisation owes follow it when it is made part of another, and end when it closes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.record import actions as record
from alongside.replies import actions
from alongside.replies.models import OWED, Cover, OwedReply

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


def of(organisation: Organisation) -> list[uuid.UUID]:
    """The answers that it owes now."""
    owed = OwedReply.objects.filter(organisation=organisation, state__in=OWED)
    return list(owed.order_by("pk").values_list("pk", flat=True))


def standing(organisation: Organisation) -> int:
    return OwedReply.objects.filter(organisation=organisation, state__in=OWED).count()


def move(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> list[uuid.UUID]:
    """From now on another organisation owes them."""
    owed = OwedReply.objects.filter(pk__in=ids, state__in=OWED)
    owed.update(organisation=to)
    for reply in owed.order_by("pk"):
        record.write("replies.moved", on=reply, by=by, facts={"to": str(to.pk)})
    return []


def end(organisation: Organisation, by: Person | None) -> None:
    """Whoever waits is told that the organisation has closed."""
    for reply in OwedReply.objects.filter(organisation=organisation, state__in=OWED).order_by("pk"):
        why = _("%(name)s has closed, so it can no longer answer you.") % {"name": organisation.name}
        actions.close(reply, outcome=OwedReply.Outcome.WITHDRAWN, why=why, by=by)


def covers(organisation: Organisation) -> list[uuid.UUID]:
    """Who covers there for somebody away."""
    return list(Cover.objects.filter(organisation=organisation).order_by("pk").values_list("pk", flat=True))


def move_covers(ids: Collection[uuid.UUID], to: Organisation, by: Person) -> list[uuid.UUID]:
    """Who is away from both has the cover that they said at the other; this one stays with what is gone."""
    said = list(Cover.objects.filter(organisation=to).order_by().values_list("away", flat=True))
    Cover.objects.filter(pk__in=ids).exclude(away__in=said).update(organisation=to)
    return []
