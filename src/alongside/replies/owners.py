"""Who answers for an organisation: leads before editors before helpers, and the coordinator where there is nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.organisations import queries as organisations

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Iterable

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


def people_of(organisation: Organisation) -> list[Person]:
    """Everybody with a seat there, whoever should answer first in front."""
    return [seat.person for seat in organisations.seats_at(organisation) if seat.person.is_active]


def choose(organisation: Organisation, *, but: Collection[uuid.UUID] = ()) -> Person | None:
    """Who should answer for `organisation`: one of its own, else one of the coordinator; None in an empty place."""
    return _first(people_of(organisation), but) or of_coordinator(but=but)


def of_coordinator(*, but: Collection[uuid.UUID] = ()) -> Person | None:
    """Somebody of the organisation that coordinates the place."""
    coordinator = organisations.coordinator()
    return _first(people_of(coordinator), but) if coordinator else None


def sits_at(person: Person, organisation: Organisation) -> bool:
    """Whether `person` can speak for `organisation` today."""
    return any(found.pk == person.pk for found in people_of(organisation))


def organisations_of(person: Person) -> list[Organisation]:
    """Where `person` has a seat today."""
    return [seat.organisation for seat in organisations.seats_of(person)]


def _first(people: Iterable[Person], but: Collection[uuid.UUID]) -> Person | None:
    return next((person for person in people if person.pk not in but), None)
