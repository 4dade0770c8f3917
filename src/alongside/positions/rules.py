"""Who speaks for an organisation here, who reads what it says, and who keeps the list of disagreements."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from alongside.organisations import queries as organisations
from alongside.organisations import rules as organisation_rules
from alongside.organisations.queries import standings
from alongside.positions import sheets
from alongside.positions.models import Disagreement, Position, Visibility

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.organisations.rules import Somebody

SPEAKS = ("lead", "editor")


def speaks_for(person: Somebody, organisation: Organisation) -> bool:
    """A lead or an editor there. An officer does not speak for others: nobody says another's words."""
    return organisation.pk in spoken_for(person)


def spoken_for(person: Somebody) -> set[uuid.UUID]:
    """The organisations that somebody speaks for."""
    if not person.is_authenticated:
        return set()
    return {seat.organisation_id for seat in organisations.seats_of(person) if seat.role in SPEAKS}


@dataclass(frozen=True)
class Reader:
    """What somebody may read of positions: those of these visibilities, and all of their own organisations."""

    levels: frozenset[str]
    own: frozenset[uuid.UUID]

    def sees(self, position: Position) -> bool:
        """Whether they read where it stands; that there is a position, everybody counts."""
        return position.visibility in self.levels or position.organisation_id in self.own


def reader(person: Somebody, parties: Collection[uuid.UUID] = ()) -> Reader:
    """`parties` are the partners in the matter itself: their people read what is for partners."""
    if not person.is_authenticated:
        return Reader(frozenset({Visibility.PUBLIC}), frozenset())
    own = frozenset(seat.organisation_id for seat in organisations.seats_of(person))
    if organisation_rules.is_officer(person):
        return Reader(frozenset(Visibility), own)
    steering = bool(own) and standings.holding("steering").filter(organisation__in=own).exists()
    partner = (
        steering
        or bool(own.intersection(parties))
        or (bool(own) and standings.holding("partner").filter(organisation__in=own).exists())
    )
    levels = {Visibility.PUBLIC} | ({Visibility.PARTNERS} if partner else set()) | ({Visibility.STEERING} if steering else set())
    return Reader(frozenset(levels), own)


def disagreements_read_by(person: Somebody) -> Q:
    """Everybody reads the list. What is about a text that somebody may not know of yet, they do not."""
    known = Q(subject_kind="")
    for kind, ids in sheets.readable(person).items():
        known |= Q(subject_kind=kind, subject_id__in=ids)
    return known


def may_open(person: Somebody) -> bool:
    """An officer, and whoever speaks for a partner or for an organisation that has taken a position."""
    if organisation_rules.is_officer(person):
        return True
    own = spoken_for(person)
    return bool(own) and (
        standings.holding("partner").filter(organisation__in=own).exists()
        or Position.objects.filter(organisation__in=own).exists()
    )


def may_say(person: Somebody, organisation: Organisation) -> bool:
    """Whether somebody says there how an organisation sees it: a partner's, the coordinator's, or one that has taken a position."""
    if not speaks_for(person, organisation):
        return False
    return organisation.is_coordinator or is_heard(organisation)


def is_heard(organisation: Organisation) -> bool:
    """A partner of the place, or one that has taken a position."""
    return (
        standings.holding("partner").filter(organisation=organisation).exists()
        or Position.objects.filter(organisation=organisation).exists()
    )


def may_keep(person: Somebody, disagreement: Disagreement) -> bool:
    """Who says what came of a look: who speaks for the organisation that looks after it, and officers."""
    return organisation_rules.is_officer(person) or disagreement.owner_id in spoken_for(person)
