"""What a seat lets a person do."""

from django.db import models

from alongside.organisations.models import Seat


def is_officer(person: models.Model) -> bool:
    """Officers are people with a seat at the organisation that coordinates the place."""
    return Seat.objects.filter(person_id=person.pk, organisation__is_coordinator=True, ends=None).exists()


def allows(person: models.Model, perm: str) -> bool:
    """Whether a seat of `person` carries `perm` ("terms.edit"). Officers run the place."""
    return is_officer(person)
