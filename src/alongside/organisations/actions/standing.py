"""Giving and ending a standing. That of a member comes and goes with the membership; officers give the others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.organisations.errors import WrongMove
from alongside.organisations.models import Organisation, Standing
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def give(organisation: Organisation, kind: str, *, by: Person | None, starts: dt.date | None = None) -> Standing:
    """It is this from now on, or since `starts`. What it is already stays as it was."""
    Organisation.objects.select_for_update().filter(pk=organisation.pk).first()
    held = Standing.objects.filter(organisation=organisation, kind=kind, ends=None).first()
    if held:
        return held
    if organisation.closed_at is not None:
        raise WrongMove(_("It has closed. Open it again first."))
    made = Standing.objects.create(organisation=organisation, kind=kind, starts=starts or clock.today())
    record.write("organisations.standing_given", on=organisation, by=by, facts={"kind": kind})
    return made


@transaction.atomic
def end(organisation: Organisation, kind: str, *, by: Person | None) -> None:
    """It is this no longer; that it was stays in its history."""
    today = clock.today()
    held = Standing.objects.filter(organisation=organisation, kind=kind, ends=None)
    if held.filter(starts__lte=today).update(ends=today) or held.delete()[0]:
        record.write("organisations.standing_ended", on=organisation, by=by, facts={"kind": kind})
