"""Everything that is changed about organisations and seats, each with its record."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations.models import Organisation, Seat
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


RESERVED = frozenset({"add"})
"""Words that stand in the addresses of this room, so that no organisation may be called by them there."""


class Refused(Exception):
    """The room does not allow this move. Its text says why, to the person who asked."""


class LastLead(Refused):
    """An organisation always has somebody who leads it."""


class AlreadySeated(Refused):
    """A person has one seat in an organisation at a time."""


@transaction.atomic
def add(name: str, *, sector: str, kind: str = Organisation.Kind.OTHER, by: Person | None, **facts: Any) -> Organisation:
    """A new organisation. `facts` are other fields of it, such as `about` or `size`."""
    name = " ".join(name.split())
    organisation = _with_free_slug(Organisation(name=name, sector=sector, kind=kind, **facts))
    record.write("organisations.added", on=organisation, by=by)
    return organisation


@transaction.atomic
def seat(
    person: Person, organisation: Organisation, *, role: str, by: Person | None, title: str = "", starts: dt.date | None = None
) -> Seat:
    """Give `person` a place in `organisation`, from today unless `starts` says otherwise."""
    if Seat.objects.filter(person=person, organisation=organisation, ends=None).exists():
        raise AlreadySeated(_("This person already has a seat here. Change that one instead."))
    made = Seat.objects.create(person=person, organisation=organisation, role=role, title=title, starts=starts or clock.today())
    record.write(
        "organisations.seated", on=organisation, by=by, facts={"seat": str(made.pk), "person": str(person.pk), "role": role}
    )
    return made


@transaction.atomic
def end_seat(seat: Seat, *, by: Person | None) -> Seat:
    """From today on, this person no longer speaks for the organisation."""
    _keep_a_lead(seat)
    seat.ends = max(clock.today(), seat.starts)
    seat.save(update_fields=["ends"])
    facts = {"seat": str(seat.pk), "person": str(seat.person_id), "role": seat.role}
    record.write("organisations.seat_ended", on=seat.organisation, by=by, facts=facts)
    return seat


def _keep_a_lead(leaving: Seat) -> None:
    # The row is locked, so that two leads who remove each other at once do not both succeed.
    Organisation.objects.select_for_update().get(pk=leaving.organisation_id)
    leads = Seat.objects.open_on(clock.today()).filter(organisation=leaving.organisation_id, role=Seat.Role.LEAD)
    if leaving.role == Seat.Role.LEAD and not leads.exclude(pk=leaving.pk).exists():
        raise LastLead(_("This is the only lead. Make somebody else a lead first."))


def _with_free_slug(organisation: Organisation) -> Organisation:
    base = slugify(organisation.name)[:100] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    for number in range(1, len(taken) + 10):
        organisation.slug = base if number == 1 else f"{base}-{number}"
        if organisation.slug in taken:
            continue
        try:
            with transaction.atomic():
                organisation.save(force_insert=True)
        except IntegrityError:
            if not Organisation.objects.filter(slug=organisation.slug).exists():
                raise
        else:
            return organisation
    raise RuntimeError("no free slug")
