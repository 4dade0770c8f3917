"""Who answers today: whoever is away passes it to their cover, else to a lead, else to an officer."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from alongside.kit import clock
from alongside.organisations import queries as organisations
from alongside.organisations import rules as organisation_rules
from alongside.replies import owners
from alongside.replies.models import Away, Cover

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


@dataclass
class Rota:
    """Who is away on one day and who covers. It is read once, however many are asked for."""

    on: dt.date = field(default_factory=clock.today)

    @cached_property
    def away(self) -> set[uuid.UUID]:
        """Who is away on that day."""
        return set(Away.objects.on(self.on).values_list("person", flat=True))

    @cached_property
    def covers(self) -> dict[tuple[uuid.UUID, uuid.UUID], Person]:
        """Who said nothing against covering, by whom they cover for and where, while they have a seat there."""
        asked = Cover.objects.filter(away__in=Away.objects.on(self.on), declined_at=None, person__is_active=True)
        found = list(asked.select_related("away", "person"))
        seats = organisations.seats_of_many({one.person_id for one in found})
        held = {(person, seat.organisation_id) for person, their in seats.items() for seat in their}
        return {
            (one.away.person_id, one.organisation_id): one.person for one in found if (one.person_id, one.organisation_id) in held
        }

    def answers_for(self, person: Person, organisation: Organisation) -> Person:
        """Who answers in place of `person` there; `person` itself where they are here, or nobody else is."""
        if person.pk not in self.away:
            return person
        where = self._where(person, organisation)
        return self._along(person, where) or self._lead(where) or self._officer() or person

    def _along(self, person: Person, where: Organisation) -> Person | None:
        """From cover to cover until somebody is here; None where the covers end or lead back."""
        seen = {person.pk}
        now: Person | None = person
        while now and now.pk in self.away:
            now = self.covers.get((now.pk, where.pk))
            if now and now.pk in seen:
                return None
            seen |= {now.pk} if now else set()
        return now

    def _lead(self, where: Organisation) -> Person | None:
        return next((lead for lead in organisations.leads_of(where) if lead.pk not in self.away), None)

    def _officer(self) -> Person | None:
        coordinator = organisations.coordinator()
        people = owners.people_of(coordinator) if coordinator else []
        return next((one for one in people if one.pk not in self.away and organisation_rules.is_officer(one)), None)

    @staticmethod
    def _where(person: Person, organisation: Organisation) -> Organisation:
        """Where somebody of the coordinator steps in for an organisation, their colleagues there cover."""
        if owners.sits_at(person, organisation):
            return organisation
        return organisations.coordinator() or organisation
