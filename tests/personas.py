"""The eight personas and their small county: who stands where when a test asks who may."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.test.client import ClientHandler

from alongside.organisations.models import Organisation, Seat
from alongside.people.models import Person
from alongside.places.models import Place
from tests.organisations.factories import CoordinatorFactory, OrganisationFactory, SeatFactory
from tests.people.factories import PersonFactory, proven

VISITOR = "visitor"
"""Nobody signed in."""

SEATS = {
    "chief": ("coordinator", Seat.Role.LEAD),
    "officer": ("coordinator", Seat.Role.EDITOR),
    "charity": ("charity", Seat.Role.LEAD),
    "group": ("group", Seat.Role.EDITOR),
    "council": ("council", Seat.Role.LEAD),
    "linkworker": ("health", Seat.Role.HELPER),
}
"""Persona, and the seat that makes them who they are. The volunteer has an account and no seat."""

NAMES = (*SEATS, "volunteer", VISITOR)


@dataclass
class County:
    """The personas by name, their organisations by kind; what a test wants more of, it makes."""

    people: dict[str, Person]
    organisations: dict[str, Organisation]
    signed_in: dict[str, str] = field(default_factory=dict)
    """The sessions of those who are signed in already, where the county stands for many tests."""
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))
    """The house that all browsers of this county speak to: built once, since that takes as long as a page."""

    def client(self, persona: str) -> Client:
        """A browser in which `persona` has just signed in; in the visitor's nobody has."""
        client = Client()
        client.handler = self.handler
        if persona in self.signed_in:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.signed_in[persona]
        elif persona != VISITOR:
            client.force_login(self.people[persona])
            proven(client, self.people[persona])
        return client

    def sign_everybody_in(self) -> None:
        """Once, for all the browsers that are asked for later."""
        for persona in self.people:
            self.signed_in[persona] = self.client(persona).cookies[settings.SESSION_COOKIE_NAME].value

    def copy(self) -> "County":
        """The same county, whose people and organisations a test may change without another seeing it."""
        return County(*deepcopy((self.people, self.organisations, self.signed_in)), self.handler)

    def words(self) -> set[str]:
        """What pages say of this county that is data and no sentence of ours: every text of two words or more that is kept."""
        kept = {text for model in apps.get_models() if model.__module__.startswith("alongside.") for text in texts(model)}
        return {text for text in kept if re.search(r"\w\W+\w", text)} | {"Marlshire", "Alongside"}

    def __getattr__(self, persona: str) -> Person:
        if persona in self.__dict__.get("people", {}):
            return self.people[persona]
        raise AttributeError(persona)


def texts(model: type[models.Model]) -> Iterator[str]:
    """Everything that somebody typed into the rows of a model."""
    typed = [
        field.name
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
    for row in model._base_manager.values_list(*typed) if typed else ():
        yield from (text for text in row if text)


def county() -> County:
    """The county, made anew."""
    Place.objects.create(name="Marlshire", coordinator_name="Marlshire Voluntary Action", email="hello@example.org")
    organisations: dict[str, Any] = {
        "coordinator": CoordinatorFactory(),
        "charity": OrganisationFactory(name="Marlshire Carers", slug="marlshire-carers"),
        "group": OrganisationFactory(name="Ashby Walking Group", slug="ashby-walking-group", kind=Organisation.Kind.COMMUNITY),
        "council": OrganisationFactory(name="Marlshire Council", slug="marlshire-council", sector=Organisation.Sector.COUNCIL),
        "health": OrganisationFactory(
            name="Marl Valley Practice", slug="marl-valley-practice", sector=Organisation.Sector.HEALTH
        ),
    }
    people: dict[str, Any] = {
        name: PersonFactory(name=f"{name.title()} Marlowe", email=f"{name}@example.org") for name in (*SEATS, "volunteer")
    }
    for name, (organisation, role) in SEATS.items():
        SeatFactory(person=people[name], organisation=organisations[organisation], role=role)
    return County(people, organisations)
