"""Organisations and seats for tests."""

import datetime as dt
from typing import Any

import factory

from alongside.organisations.models import Contact, Identifier, Organisation, Seat
from tests.people.factories import PersonFactory


class OrganisationFactory(factory.django.DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    name: Any = factory.Sequence(lambda n: f"Organisation {n}")
    slug: Any = factory.Sequence(lambda n: f"organisation-{n}")
    sector = Organisation.Sector.VOLUNTARY
    kind = factory.LazyAttribute(lambda made: "charity" if made.sector == "voluntary" else "other")


class CoordinatorFactory(OrganisationFactory):
    name = "Marlshire Voluntary Action"
    slug = "marlshire-voluntary-action"
    is_coordinator = True


class SeatFactory(factory.django.DjangoModelFactory[Seat]):
    class Meta:
        model = Seat

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Seat.Role.EDITOR
    starts = dt.date(2025, 1, 6)


class IdentifierFactory(factory.django.DjangoModelFactory[Identifier]):
    class Meta:
        model = Identifier

    organisation = factory.SubFactory(OrganisationFactory)
    scheme = "GB-CHC"
    number = factory.Sequence(lambda n: f"{1_100_000 + n}")


class ContactFactory(factory.django.DjangoModelFactory[Contact]):
    class Meta:
        model = Contact

    organisation = factory.SubFactory(OrganisationFactory)
    kind = Contact.Kind.PHONE
    value = "01632 960 100"
