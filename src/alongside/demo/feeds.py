"""A neighbouring directory came in: two of its services are here already, and one of them was corrected and is now said otherwise."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

from alongside.demo.county.geography import Geography
from alongside.directory import actions as directory
from alongside.directory import queries as services
from alongside.directory.actions import duplicates
from alongside.directory.actions.importing import asked, sources
from alongside.kit import clock

if TYPE_CHECKING:
    from alongside.directory.models import Service, Source
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

NAME = "Ashvale Open Directory"
ADDRESS = "https://open.ashvale.example/openreferral"
LICENCE = "Open Government Licence 3.0"
LATER = "From the new year the club meets in the Methodist hall, and there is a lift."
TWICE = ("Kettle & Chat", "Harrow Green Befrienders")
"""Whose first service is told there too, in other words."""


def tell(people: dict[str, Person], organisations: dict[str, Organisation]) -> None:
    """Read once a week ago and again yesterday; the officer's correction stands between."""
    officer = people["officer"]
    twins = [_first_of(organisations[name]) for name in TWICE]
    with clock.moved(days=-7):
        source = sources.add(address=ADDRESS, name=NAME, licence=LICENCE, every_days=7, try_first=False, by=officer)
        _read(source, [*map(_twin, twins), *_own()], officer)
    with clock.moved(days=-5):
        club = services.visible_to(AnonymousUser()).get(name="Stroke club and carers' lunch")
        directory.change(
            club, by=officer, description="Every Thursday over lunch. Ring first: the hall is being mended this autumn."
        )
    with clock.moved(days=-1):
        _read(source, [*map(_twin, twins), *_own(LATER)], officer)
        duplicates.find()


def _first_of(organisation: Organisation) -> Service:
    found = services.visible_to(AnonymousUser()).filter(organisation=organisation).order_by("name", "pk")
    return found.prefetch_related("locations", "contacts")[0]


def _read(source: Source, records: list[dict[str, Any]], officer: Person) -> None:
    """What the worker does by itself in a place that runs, with what the feed answered."""
    run = asked.try_out(name=NAME, upload=("ashvale.json", json.dumps({"contents": records}).encode()), source=source, by=officer)
    asked.work(run, alive=lambda _line: None)
    run.refresh_from_db()
    asked.bring_in(run, by=officer)
    run.refresh_from_db()
    asked.work(run, alive=lambda _line: None)


def _twin(service: Service) -> dict[str, Any]:
    """The same service as the neighbours tell of it."""
    spot = service.locations.all()[0] if service.locations.all() else None
    postcode = spot.postcode if spot else Geography().postcodes_of("Harrow Green")[0]
    runner = service.organisation.name
    phones = [{"id": _id(one.value), "number": one.value} for one in service.contacts.all() if one.kind == "phone"]
    return _record(
        f"{service.name} ({runner.replace('&', 'and')})",
        runner,
        "An entry from the old county list. Ring to hear whether it still runs.",
        postcode,
        contacts=[{"id": _id(f"contact of {service.name}"), "phones": phones}] if phones else [],
    )


def _own(club: str = "A lunch for people who had a stroke, and for those who look after them.") -> list[dict[str, Any]]:
    """What only they have."""
    here = Geography().postcodes_of("Stanmarle")[0]
    runner = "Ashvale Stroke Friends"
    return [
        _record("Stroke club and carers' lunch", runner, club, here),
        _record("Speech and song", runner, "Singing for people who find words hard after a stroke.", here),
    ]


def _record(name: str, runner: str, description: str, postcode: str, **more: Any) -> dict[str, Any]:
    address = {"id": _id(f"address of {name}"), "address_1": "The Old School", "city": "Ashvale", "state_province": "Marlshire"}
    place = {"id": _id(f"place of {name}"), "location_type": "physical"}
    place["addresses"] = [{**address, "postal_code": postcode, "country": "GB", "address_type": "physical"}]  # type: ignore[assignment]
    return {
        "id": _id(name),
        "name": name,
        "status": "active",
        "description": description,
        "organization": {"id": _id(runner), "name": runner, "description": "From the neighbouring directory."},
        "service_at_locations": [{"id": _id(f"at {name}"), "location": place}],
        **more,
    }


def _id(words: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{ADDRESS}/{words}"))
