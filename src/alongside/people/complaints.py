"""Complaints about what we do with people's data: what was said. The answer that is owed belongs to rooms above."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models, transaction

from alongside.kit import clock
from alongside.people.models import Complaint
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


ABOUT = Complaint.About.choices
"""What a complaint may be about, each with its words."""


@transaction.atomic
def keep(*, about: str, what: str, wants: str, name: str, email: str, phone: str, by: Person | None) -> Complaint:
    """Somebody complains."""
    made = Complaint.objects.create(
        about=about,
        what=what.strip(),
        wants=wants.strip(),
        name=" ".join(name.split()),
        email="" if by else email.strip(),
        phone=phone.strip(),
        person=by,
        made_at=clock.now(),
    )
    record.write("people.complained", on=made, by=by, facts={"about": about})
    return made


def some(ids: Collection[uuid.UUID]) -> models.QuerySet[Complaint]:
    """These complaints, for whoever answers them."""
    return Complaint.objects.filter(pk__in=ids)
