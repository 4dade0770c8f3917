"""What is read about organisations and seats."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Case, When
from django.db.models.functions import Lower

from alongside.kit import clock
from alongside.kit.paging import Page, page_of
from alongside.organisations import identifiers, names, rules
from alongside.organisations.models import Contact, Organisation, OrganisationQuerySet, Seat
from alongside.people.consent import Publish

if TYPE_CHECKING:
    from alongside.people.models import Person


MOST = 200
"""Nobody reads further; and a question to the database stays short."""


def coordinator() -> Organisation | None:
    """The organisation that runs this installation, once the first officer has named it."""
    return Organisation.objects.filter(is_coordinator=True).first()


def visible_to(person: rules.Somebody) -> OrganisationQuerySet:
    """The organisations that `person` (or a visitor) may know of."""
    return Organisation.objects.filter(rules.visible_to(person))


def editable_by(person: rules.Somebody) -> OrganisationQuerySet:
    """The organisations whose entry `person` may change."""
    return Organisation.objects.filter(rules.editable_by(person))


def seats_of(person: Person) -> models.QuerySet[Seat]:
    """The seats that `person` holds today, by the organisation's name."""
    held = Seat.objects.open_on(clock.today()).filter(person=person, organisation__closed_at=None)
    return held.select_related("organisation").order_by("organisation__name", "id")


def seats_at(organisation: Organisation) -> models.QuerySet[Seat]:
    """Who holds a seat there today, leads first."""
    rank = models.Case(models.When(role=Seat.Role.LEAD, then=0), models.When(role=Seat.Role.EDITOR, then=1), default=2)
    held = Seat.objects.open_on(clock.today()).filter(organisation=organisation)
    return held.select_related("person").order_by(rank, "person__name", "id")


def known_to(person: rules.Somebody) -> models.QuerySet[Person]:
    """The people whose names `person` may read: their own, and of those with a seat beside theirs; officers know all."""
    people = get_user_model().objects.all()
    if rules.is_officer(person):
        return people
    beside = Seat.objects.filter(
        organisation__in=Seat.objects.open_on(clock.today()).filter(person=person.pk).values("organisation")
    )
    return people.filter(models.Q(pk=person.pk) | models.Q(pk__in=beside.values("person")))


def public_contacts(organisation: Organisation) -> list[Contact]:
    """How everybody may reach it: only what somebody agreed to show."""
    return list(organisation.contacts.filter(publish=Publish.YES).order_by("kind", "label", "id")[:20])


def numbers_of(organisation: Organisation) -> list[tuple[str, str]]:
    """Its numbers in public registers, each with the register's name."""
    return [(identifiers.label_of(scheme), number) for scheme, number in identifiers_of(organisation)]


def identifiers_of(organisation: Organisation) -> list[tuple[str, str]]:
    """The same, each with the register's code."""
    return list(organisation.identifiers.order_by("scheme", "number").values_list("scheme", "number"))


def by_identifier(scheme: str, number: str) -> Organisation | None:
    """The organisation with this number in a public register, however it is written."""
    try:
        code, tidy = identifiers.clean(scheme, number)
    except identifiers.WrongNumber:
        return None
    return Organisation.objects.filter(identifiers__scheme=code, identifiers__number=tidy).first()


def by_name(name: str, *, limit: int = 5) -> list[Organisation]:
    """Organisations of that name or one spelt nearly so, the closest first; other names count too."""
    ids = _ids(names.same(name, _names()))[:limit]
    known = Organisation.objects.in_bulk(ids)
    return [known[pk] for pk in ids]


@dataclass(frozen=True)
class Asked:
    """What somebody looks for in the list."""

    words: str = ""
    sector: str = ""
    page: str = ""


@dataclass(frozen=True)
class Listed:
    """A page of the list, and how many there are of each sector."""

    asked: Asked
    page: Page[Organisation]
    sectors: list[tuple[str, str, int]]


def find(asked: Asked, person: rules.Somebody) -> Listed:
    """The organisations that `person` may know of, by name or close to it; the closest name first."""
    rows = visible_to(person)
    order: list[Any] = [Lower("name"), "id"]
    if asked.words.strip():
        ids = _ids(names.like(asked.words, _names()))
        rows = rows.filter(pk__in=ids)
        order = [Case(*(When(pk=pk, then=at) for at, pk in enumerate(ids)), default=len(ids)), *order] if ids else order
    counts = dict(rows.order_by("sector").values_list("sector").annotate(models.Count("pk")))
    sectors = [(value, str(label), counts[value]) for value, label in Organisation.Sector.choices if value in counts]
    if asked.sector in counts:
        rows = rows.of_sector(asked.sector)
    return Listed(asked, page_of(rows.order_by(*order), asked.page), sectors)


def _names() -> dict[tuple[uuid.UUID, int], str]:
    """Every name of every organisation, made plain."""
    rows = Organisation.objects.order_by("name", "pk").values_list("pk", "name", "other_names")
    return {(pk, at): names.plain(one) for pk, name, others in rows for at, one in enumerate((name, *others))}


def _ids(keys: list[tuple[uuid.UUID, int]]) -> list[uuid.UUID]:
    return list(dict.fromkeys(pk for pk, _ in keys))[:MOST]
