"""What a seat lets a person do. A rule is written once: it narrows a list, and judges one organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from alongside.kit import clock
from alongside.organisations.models import Claim, NetworkMember, Organisation, Representative, Seat

if TYPE_CHECKING:
    from alongside.people.models import Person

    Somebody = Person | AnonymousUser


Role = Seat.Role

OFFICER = frozenset({Role.LEAD, Role.EDITOR})
"""Who runs the place: those with one of these roles at the coordinator."""

PERMISSIONS: dict[str, frozenset[Role]] = {
    "terms.edit": OFFICER,
    "places.edit": OFFICER,
    "notices.see_mail": OFFICER,
    "jobs.look_after": OFFICER,
    "people.keep_accounts": OFFICER,
    "people.keep_data": OFFICER,
    "people.keep_officers": frozenset({Role.LEAD}),
    "organisations.add": OFFICER,
    "organisations.close": OFFICER,
    "organisations.import": OFFICER,
    "organisations.merge": OFFICER,
    "organisations.see_closed": OFFICER,
}
"""What the rooms below ask for with `person.has_perm`, and the roles at the coordinator that carry it. Else: no."""

EDITS = frozenset({Role.LEAD, Role.EDITOR})
SEATS_OTHERS = frozenset({Role.LEAD})

GIVES: dict[str, frozenset[Role]] = {
    Role.LEAD: frozenset(Role),
    Role.EDITOR: frozenset({Role.EDITOR, Role.HELPER}),
    Role.HELPER: frozenset(),
}
"""Which seats somebody with this role may offer to others. An officer offers all of them, but at the coordinator."""


def is_officer(person: Somebody) -> bool:
    """Officers are people with a seat as lead or editor at the organisation that coordinates the place."""
    return _at_coordinator(person, OFFICER)


def allows(person: Somebody, perm: str) -> bool:
    """Whether a seat of `person` carries `perm` ("terms.edit")."""
    return _at_coordinator(person, PERMISSIONS.get(perm, frozenset()))


def leads_somewhere(person: Somebody) -> bool:
    """Whether `person` is lead of an organisation."""
    return _open_seats(person, SEATS_OTHERS).exists()


def edits_somewhere(person: Somebody) -> bool:
    """Whether `person` keeps the entry of an organisation."""
    return _open_seats(person, EDITS).exists()


def editable_by(person: Somebody) -> Q:
    """Organisations whose entry `person` keeps: their own as lead or editor; an officer keeps all."""
    return Q() if is_officer(person) else Q(pk__in=_open_seats(person, EDITS).values("organisation"))


def seatable_by(person: Somebody) -> Q:
    """Organisations where `person` says who has a seat: their own as lead; an officer everywhere but at the coordinator.

    There only its leads do, since a seat there makes an officer.
    """
    own = Q(pk__in=_open_seats(person, SEATS_OTHERS).values("organisation"))
    return own | Q(is_coordinator=False) if is_officer(person) else own


def visible_to(person: Somebody) -> Q:
    """Everybody sees who is here. Those that have closed are seen by officers and by those who had a seat there."""
    if allows(person, "organisations.see_closed"):
        return Q()
    return Q(closed_at=None) | Q(pk__in=Seat.objects.filter(person=person.pk).values("organisation"))


def readable_by(person: Somebody) -> Q:
    """Organisations of which `person` reads all that is kept: those where they have a seat; an officer, of all."""
    return Q() if is_officer(person) else Q(pk__in=_open_seats(person, frozenset(Role)).values("organisation"))


def may_read(person: Somebody, organisation: Organisation) -> bool:
    return _judge(organisation, readable_by(person))


def may_edit(person: Somebody, organisation: Organisation) -> bool:
    return _judge(organisation, editable_by(person))


def may_seat(person: Somebody, organisation: Organisation) -> bool:
    return _judge(organisation, seatable_by(person))


def roles_given_by(person: Somebody, organisation: Organisation) -> frozenset[Role]:
    """The roles that `person` may offer to somebody there. At the coordinator only its leads do: a seat makes an officer."""
    if organisation.closed_at is not None:
        return frozenset()
    own = _open_seats(person, frozenset(Role)).filter(organisation=organisation).first()
    if organisation.is_coordinator:
        return GIVES[Role.LEAD] if own and own.role == Role.LEAD else frozenset()
    return frozenset(Role) if is_officer(person) else GIVES[own.role] if own else frozenset()


def leads(person: Somebody, organisation: Organisation) -> bool:
    """Whether `person` is a lead there today."""
    return _open_seats(person, SEATS_OTHERS).filter(organisation=organisation).exists()


def sits(person: Somebody, organisation: Organisation) -> bool:
    """Whether `person` has a seat there today."""
    return _open_seats(person, frozenset(Role)).filter(organisation=organisation).exists()


def may_see_seats(person: Somebody, organisation: Organisation) -> bool:
    """Those who have a seat there see with whom; so do officers."""
    return is_officer(person) or sits(person, organisation)


def may_keep_network(person: Somebody, organisation: Organisation) -> bool:
    """Who says what networks it belongs to, who belongs to it and who speaks for it: its leads, and officers."""
    return is_officer(person) or leads(person, organisation)


def may_read_reports(person: Somebody, network: Organisation) -> bool:
    """What was reported back is read by the network's own people, by those of its members, and by officers."""
    held = Organisation.objects.filter(pk__in=_open_seats(person, frozenset(Role)).values("organisation"))
    theirs = NetworkMember.objects.open_on(clock.today()).filter(network=network, member__in=held)
    return is_officer(person) or sits(person, network) or theirs.exists()


def may_report(person: Somebody, representative: Representative) -> bool:
    """Who speaks there reports back; a lead may write down what they were told, and so may an officer."""
    own = person.is_authenticated and person.is_active and representative.email.lower() == person.email.lower()
    return own or may_keep_network(person, representative.network)


def claims_seen_by(person: Somebody) -> Q:
    """Claims that `person` made, those on an organisation that they lead, and for an officer all."""
    if is_officer(person):
        return Q()
    return Q(person=person.pk, person__isnull=False) | Q(
        organisation__in=_open_seats(person, SEATS_OTHERS).values("organisation")
    )


def may_answer_claim(person: Somebody, claim: Claim) -> bool:
    """An officer, and a lead of the organisation; never who made it."""
    if claim.person_id == person.pk:
        return False
    return is_officer(person) or (claim.organisation is not None and may_seat(person, claim.organisation))


def _judge(organisation: Organisation, condition: Q) -> bool:
    return Organisation.objects.filter(condition, pk=organisation.pk).exists()


def _at_coordinator(person: Somebody, roles: frozenset[Role]) -> bool:
    return person.is_authenticated and _open_seats(person, roles).filter(organisation__is_coordinator=True).exists()


def _open_seats(person: Somebody, roles: frozenset[Role]) -> models.QuerySet[Seat]:
    if person.pk is None or not person.is_active:
        return Seat.objects.none()
    held = Seat.objects.open_on(clock.today()).with_role(*roles)
    return held.filter(person=person.pk, organisation__closed_at=None)
