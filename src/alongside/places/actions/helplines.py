"""Changing the numbers to ring. The first change makes those that come with the software the place's own."""

import uuid

from django.db import models, transaction
from django.db.models import Max

from alongside.kit import clock
from alongside.places import helplines
from alongside.places.models import Helpline
from alongside.record import actions as record


@transaction.atomic
def keep_helpline(
    line: uuid.UUID | None, *, name: str, number: str, about: str, hours: str, by: models.Model | None
) -> Helpline | None:
    """Add a number, or change one; it counts as tried today. None when it is no longer there."""
    _make_own()
    facts = {"name": name, "number": number, "about": about, "hours": hours, "checked_on": clock.today()}
    if line is None:
        last = Helpline.objects.aggregate(last=Max("position"))["last"]
        kept = Helpline.objects.create(**facts, position=(last or 0) + 1)
    elif Helpline.objects.filter(pk=line).update(**facts):
        kept = Helpline.objects.get(pk=line)
    else:
        return None
    record.write("places.helpline_kept", on=kept, by=by)
    return kept


@transaction.atomic
def remove_helpline(line: uuid.UUID, *, by: models.Model | None) -> bool:
    """Take a number away. When the last one goes, those that come with the software stand there again."""
    _make_own()
    found = Helpline.objects.filter(pk=line).first()
    if found:
        record.write("places.helpline_removed", on=found, by=by)
        found.delete()
    return found is not None


@transaction.atomic
def check_helplines(*, by: models.Model | None) -> None:
    """Somebody tried every number, and each is right."""
    _make_own()
    Helpline.objects.update(checked_on=clock.today())
    for line in Helpline.objects.all():
        record.write("places.helpline_checked", on=line, by=by)


def _make_own() -> None:
    if not Helpline.objects.exists():
        Helpline.objects.bulk_create(helplines.shipped())
