"""Holds: nothing about a person or a thing is erased while a complaint, a court or a safeguarding case needs it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.people import leaving, whose
from alongside.people.models import Forgetting, Hold, Person
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.whose import Part, Somebody


class AlreadyGone(Exception):
    """They were forgotten at this very moment: nothing is left to keep."""


@transaction.atomic
def place(
    *,
    why: str,
    by: Person,
    person: Person | None = None,
    email: str = "",
    thing: models.Model | None = None,
    until: dt.date | None = None,
) -> Hold:
    """Keep everything about one person, or one address, or one thing, until a day or until somebody lifts it."""
    _wait_for_forgetting()
    if person and not Person.objects.filter(pk=person.pk).exists():
        raise AlreadyGone
    hold = Hold.objects.create(
        person=person,
        email=email.strip().lower(),
        thing_kind=thing._meta.label_lower if thing else "",
        thing_id=thing.pk if thing else None,
        why=why.strip(),
        until=until,
        placed_at=clock.now(),
        placed_by=by.pk,
    )
    record.write("people.hold_placed", on=hold, by=by)
    return hold


@transaction.atomic
def lift(hold: Hold, *, by: Person) -> Hold:
    """It is no longer needed."""
    if Hold.objects.filter(pk=hold.pk, lifted_at=None).update(lifted_at=clock.now(), lifted_by=by.pk):
        record.write("people.hold_lifted", on=hold, by=by)
        _let_go([hold])
    hold.refresh_from_db()
    return hold


def of(somebody: Somebody) -> models.QuerySet[Hold]:
    """The holds that are on somebody now."""
    mine = models.Q(person=somebody.id) if somebody.id else models.Q(pk=None)
    return Hold.objects.in_force().filter(mine | models.Q(email__in=somebody.addresses))


def things(label: str) -> set[uuid.UUID]:
    """The things of one kind that are held now."""
    held = Hold.objects.in_force().filter(thing_kind=label).values_list("thing_id", flat=True)
    return {one for one in held if one}


def rows_of(part: Part) -> models.QuerySet[Any]:
    """The rows of a model that a hold keeps: themselves, or those about a held person."""
    rows: models.QuerySet[Any] = models.QuerySet(part.model)
    held = rows.filter(pk__in=things(part.label)) if isinstance(part.model._meta.pk, models.UUIDField) else rows.none()
    for hold in Hold.objects.in_force().filter(thing_kind="").select_related("person"):
        somebody = whose.of_person(hold.person) if hold.person else whose.of_address(hold.email)
        held = held | part.about(somebody).order_by()
    return held


def refuse(person: Person) -> None:
    """Said to `leaving`: an account that is held stays; one whose hold is over may go."""
    if of(whose.of_person(person)).exists():
        raise leaving.Stays(_("Something about you must be kept for now. Ask us, and we tell you why and for how long."))
    _let_go(Hold.objects.filter(person=person))


def _wait_for_forgetting() -> None:
    """Whatever forgetting is being done just now is done first, and every later one sees this hold."""
    asked = Forgetting.objects.filter(state__in=(Forgetting.State.WAITING, Forgetting.State.STUCK))
    list(asked.select_for_update().order_by("pk").values_list("pk"))


def _let_go(holds: Iterable[Hold]) -> None:
    """What is over names its person by a bare id, so that the account may go."""
    for hold in holds:
        if hold.person_id:
            Hold.objects.filter(pk=hold.pk).update(person=None, thing_kind="people.person", thing_id=hold.person_id)
