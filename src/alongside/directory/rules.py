"""Who may see, change and approve a service. Each rule is one condition, for a list and for one service alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from alongside.directory.models import Service
from alongside.organisations import queries as organisations
from alongside.organisations import rules as seats

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

    Somebody = Person | AnonymousUser


def visible_to(person: Somebody) -> Q:
    """Everybody sees what is published; people with a seat see the drafts of their organisation; officers see all."""
    shown = Q(status__in=Service.SHOWN)
    if not _is_signed_in(person):
        return shown
    if seats.is_officer(person):
        return Q()
    return shown | Q(organisation__in=organisations.seats_of(person).values("organisation_id"))


def kept_by(person: Person) -> Q:
    """Services that a person keeps true: those of the organisations where they are lead or editor."""
    held = organisations.seats_of(person).filter(role__in=seats.EDITS)
    return Q(organisation__in=held.values("organisation_id"))


def may_edit(person: Somebody, service: Service) -> bool:
    """Leads and editors of the organisation that runs it, and officers."""
    return _is_signed_in(person) and seats.may_edit(person, service.organisation)


def may_add(person: Somebody, organisation: Organisation) -> bool:
    """Leads and editors add services of their organisation; officers of any."""
    return _is_signed_in(person) and seats.may_edit(person, organisation)


def may_approve(person: Somebody) -> bool:
    """Officers read what matters before it is shown."""
    return _is_signed_in(person) and seats.is_officer(person)


def may_give(person: Somebody) -> bool:
    """Officers say that another organisation runs a service."""
    return may_approve(person)


def may_import(person: Somebody) -> bool:
    return may_approve(person)


def may_merge(person: Somebody) -> bool:
    """Officers make two services one."""
    return may_approve(person)


def may_assure(person: Somebody) -> bool:
    """Officers see what is not well kept, and whom to ring."""
    return may_approve(person)


def _is_signed_in(person: Somebody) -> TypeGuard[Person]:
    return person.is_authenticated
