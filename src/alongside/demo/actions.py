"""Makes the demonstration county through the rooms' own actions, and takes all of it away again."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from alongside.demo import queries, stories
from alongside.demo.county import geography as county_geography
from alongside.demo.county import organisations as county_organisations
from alongside.demo.county import people as county_people
from alongside.demo.county import services as county_services
from alongside.demo.county.geography import Geography
from alongside.demo.county.organisations import ORGANISATIONS
from alongside.directory import actions as directory
from alongside.directory.registry import together as services_together
from alongside.kit import clock
from alongside.organisations import actions as organisations
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.places import queries as places
from alongside.terms import actions as terms

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

Progress = Callable[[str], None]
LINK_HOURS = 24 * 365
LONG_AGO = 900
"""Days since the county began, so that its people have sat in their seats for a while."""
LATELY, SOME_TIME, OLD, QUIET = 0.62, 0.82, 0.91, 0.95
"""Shares of services confirmed within three months, six months, a year and longer ago; the rest were never confirmed."""


def build(progress: Progress = lambda said: None) -> bool:
    """Make the county where there is none yet, whole or not at all. Says whether it was made."""
    with transaction.atomic():
        if queries.stands():
            return False
        progress("Laying out the land")
        with clock.moved(days=-LONG_AGO):
            county_geography.lay_out(by=None)
            terms.load_needs(by=None)
            runners = _organisations(Geography())
            personas = _people(runners)
        progress("Opening 300 services")
        with services_together():
            _services(runners, personas["officer"])
        progress("Putting work on every desk")
        stories.tell(personas, runners)
    return True


def _organisations(land: Geography) -> dict[str, Organisation]:
    known = {patch.name: patch for patch in places.patches()}
    made = {}
    for number, one in enumerate(ORGANISATIONS):
        patches = [known[name] for name in land.patches_of(one.town)]
        there: dict[str, Any] = {"postcode": land.postcodes_of(one.town)[0], "patches": patches}
        made[one.name] = organisations.add(one.name, by=None, **there, **county_organisations.facts(one, number))
    return made


def _people(runners: dict[str, Organisation]) -> dict[str, Person]:
    made = {}
    for persona in county_people.PERSONAS:
        made[persona.key] = person = people.add(persona.email, name=persona.name, by=None)
        if persona.organisation:
            organisations.seat(person, runners[persona.organisation], role=persona.role, title=persona.title, by=None)
    return made


def _services(runners: dict[str, Organisation], officer: Person) -> None:
    chance = Random("Confirmed")  # noqa: S311 -- invented data, the same every time
    for made in county_services.services(Geography()):
        age = _age(chance)
        with clock.moved(days=-(age if age is not None else 400) - 30):
            service = directory.add(runners[made.organisation], name=made.name, by=officer, **made.facts)
            directory.publish(service, by=officer)
        if age is not None:
            with clock.moved(days=-age):
                directory.confirm(service, by=None)


def _age(chance: Random) -> int | None:
    """How many days ago a service was confirmed; None when nobody ever did."""
    drawn = chance.random()
    if drawn < LATELY:
        return chance.randint(1, 88)
    if drawn < SOME_TIME:
        return chance.randint(92, 180)
    if drawn < OLD:
        return chance.randint(190, 360)
    return chance.randint(370, 640) if drawn < QUIET else None


def sign_in_link(key: str) -> str:
    """A link for a persona; it works again as long as the demonstration runs."""
    persona = queries.persona(key)
    person = people_queries.by_email(persona.email) if persona else None
    if person is None:
        raise LookupError(key)
    return people.sign_in_link(person, reusable=True, hours=LINK_HOURS)


def remove() -> None:
    """Take away the whole demonstration county, its people and its history. What is left is an empty place."""
    kept = {"contenttypes", "sessions"}
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.app_label not in kept]
    statements = connection.ops.sql_flush(no_style(), tables, allow_cascade=True)
    with transaction.atomic():
        connection.check_constraints()  # PostgreSQL empties no table that still has a check waiting
        connection.ops.execute_sql_flush(statements)
