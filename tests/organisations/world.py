"""The county as the property test walks through it: what is so in it, worked out anew from the plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from alongside.kit import clock
from alongside.organisations.models import Claim, Invitation, Organisation, Seat, Standing
from alongside.people.models import Person
from alongside.replies.models import Away, Cover, OwedReply
from tests.personas import County

ROLES = ("lead", "editor", "helper")
RANK = {"lead": 2, "editor": 1, "helper": 0}
GIVEN = {"lead": set(ROLES), "editor": {"editor", "helper"}, "helper": set(), "": set()}


@dataclass(frozen=True)
class Step:
    """Somebody tries something, somewhere, to somebody."""

    move: str
    who: str
    where: str
    whom: str
    role: str
    which: int


class World:
    """The county, and what is so in it, read from its rows."""

    def __init__(self, county: County) -> None:
        self.county = county

    def one(self, place: str) -> Organisation:
        return Organisation.objects.get(pk=self.county.organisations[place].pk)

    def person(self, name: str) -> Person | None:
        return None if name == "visitor" else self.county.people[name]

    def role(self, name: str, one: Organisation, *, although_closed: bool = False) -> str:
        """Their role there today; nobody has one where it has closed."""
        person = self.person(name)
        if person is None or (one.closed_at and not although_closed):
            return ""
        held = [
            s for s in Seat.objects.filter(person=person, organisation=one).order_by("pk") if not s.ends or s.ends > clock.today()
        ]
        return held[0].role if held else ""

    def sat(self, name: str, one: Organisation) -> bool:
        """Whether they had a seat there lately, and have none now."""
        person = self.person(name)
        ended = Seat.objects.filter(person=person, organisation=one, ends__lte=clock.today()) if person else Seat.objects.none()
        return ended.exists() and not self.role(name, one, although_closed=True)

    def is_officer(self, name: str) -> bool:
        return self.role(name, self.one("coordinator")) in {"lead", "editor"}

    def knows(self, name: str, one: Organisation) -> bool:
        """Whether the organisation may be known to them at all."""
        person = self.person(name)
        was_there = person is not None and Seat.objects.filter(person=person, organisation=one).exists()
        return not one.closed_at or self.is_officer(name) or was_there

    def seats_others(self, name: str, one: Organisation) -> bool:
        return self.role(name, one) == "lead" or (self.is_officer(name) and not one.is_coordinator)

    def gives(self, name: str, one: Organisation) -> set[str]:
        if one.closed_at:
            return set()
        if one.is_coordinator:
            return set(ROLES) if self.role(name, one) == "lead" else set()
        return set(ROLES) if self.is_officer(name) else GIVEN[self.role(name, one)]

    def all_of_it(self) -> dict[str, Any]:
        """Everything that a step could change."""
        return {
            "seats": {s.pk: (s.person_id, s.organisation_id, s.role, s.ends) for s in Seat.objects.order_by("pk")},
            "offers": {i.pk: (i.state, i.round, i.role) for i in Invitation.objects.order_by("pk")},
            "claims": {c.pk: (c.state, c.role, c.notes.count()) for c in Claim.objects.order_by("pk")},
            "closed": {o.pk: o.closed_at for o in Organisation.objects.order_by("pk")},
            "standings": {s.pk: (s.organisation_id, s.kind, s.starts, s.ends) for s in Standing.objects.order_by("pk")},
            "away": {a.pk: (a.person_id, a.starts, a.ends) for a in Away.objects.order_by("pk")},
            "covers": {c.pk: (c.away_id, c.person_id, c.declined_at) for c in Cover.objects.order_by("pk")},
            "replies": {r.pk: (r.state, r.owner_id, r.covers_for_id) for r in OwedReply.objects.order_by("pk")},
        }

    def sits_somewhere(self, name: str) -> bool:
        """Whether they have a seat anywhere that is open."""
        person = self.person(name)
        held = Seat.objects.filter(person=person, organisation__closed_at=None).order_by("pk") if person else []
        return any(not seat.ends or seat.ends > clock.today() for seat in held)

    def role_at(self, name: str, one: Organisation) -> str:
        """Their role at any organisation, also at one that no step names."""
        return self.role(name, Organisation.objects.get(pk=one.pk))

    def leads(self) -> dict[Any, int]:
        today = clock.today()
        rows = [s for s in Seat.objects.filter(role="lead").order_by("pk") if not s.ends or s.ends > today]
        return {one.pk: sum(s.organisation_id == one.pk for s in rows) for one in Organisation.objects.order_by("pk")}
