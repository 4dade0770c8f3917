"""Services for tests, made through the actions: with their index and their record."""

import itertools
from typing import Any

from alongside.directory import actions
from alongside.directory.models import Service
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from tests.organisations.factories import OrganisationFactory

_numbers = itertools.count(1)


def make_service(
    organisation: Organisation | None = None, *, published: bool = True, by: Person | None = None, **facts: Any
) -> Service:
    """A service as its organisation would add it; published unless told otherwise."""
    name = facts.pop("name", f"Service {next(_numbers)}")
    made = actions.add(organisation or OrganisationFactory.create(), by=by, name=name, **facts)
    return actions.publish(made, by=by) if published else made


def place(**facts: Any) -> dict[str, Any]:
    return {"name": "The Weir Café", "line_1": "4 Mill Lane", "town": "Taunton", "postcode": "TA1 1QT", **facts}


def time(rule: str = "FREQ=WEEKLY;BYDAY=TU", opens: str = "10:00", closes: str = "12:00", **facts: Any) -> dict[str, Any]:
    return {"rule": rule, "opens": opens, "closes": closes, **facts}


def contact(kind: str = "phone", value: str = "01632 960 142", publish: str = "yes", **facts: Any) -> dict[str, Any]:
    return {"kind": kind, "value": value, "publish": publish, **facts}
