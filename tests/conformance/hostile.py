"""Services with all that breaks careless programs, written past the forms, as a slip or an attack would leave them."""

import datetime as dt
from typing import Any

from alongside.directory import registry
from alongside.directory.models import Service
from alongside.organisations.models import Organisation
from tests.directory.factories import contact, make_service, place, time
from tests.organisations.factories import OrganisationFactory
from tests.terms.factories import TermFactory

SCRIPT = "<script>alert('1')</script>\"'&\\</title>"
ODD = (
    SCRIPT,
    "\u202eجمعية أشبي\u202c עברית",
    "🧓🏽‍🦽🎉 Ünïcødé ﷽",
    "Line\r\nbreak\ttab \x01\x1f\x7f\u2028\u2029",
    "   ",
    "x" * 100_000,
)
URLS = (
    "https://user:pass@example.net/a b",
    "http://münchen.example/straße?q=ü#ö",
    "javascript:alert(1)",
    "https://[::1",
    "//no-scheme.example",
    "https://example.net/%zz?[a]=1|2",
)
POINTS = ((0.0, 0.0), (200.0, 500.0), (-90.0, 180.0), (51.0, -3.0), (1e308, -1e308), (51.5, 0.1))


def county_of_horrors() -> list[Service]:
    """One service for each oddity, in every field that takes words."""
    made = []
    term = TermFactory.create(slug="odd")
    term.name = SCRIPT[:200]
    term.save()
    for number, odd in enumerate(ODD):
        short = odd[:100]
        runner = OrganisationFactory.create()
        Organisation.objects.filter(pk=runner.pk).update(name=short, about=odd, url=URLS[number])
        service = make_service(
            runner,
            terms=["odd"],
            locations=[place(latitude=POINTS[number][0], longitude=POINTS[number][1], precision="given")],
            times=[time()],
            contacts=[contact("email", short), contact("phone", short[:40]), contact("email", f"ok{number}@mail.example")],
        )
        _write_past_the_forms(service, odd, number)
        made.append(service)
    registry.written([service.pk for service in made])
    return made


def _write_past_the_forms(service: Service, odd: str, number: int) -> None:
    words: dict[str, Any] = dict.fromkeys(("description", "eligibility", "start_text", "bring", "expect"), odd)
    short = dict.fromkeys(("name", "summary", "cost_text", "times_text", "assured_by"), odd[:200])
    Service.objects.filter(pk=service.pk).update(
        **words,
        **short,
        url=URLS[number],
        languages=[odd[:100], "", "Polish"],
        assured_on=(dt.date(1, 1, 1), dt.date(9999, 12, 31))[number % 2],
        minimum_age=0,
        maximum_age=32_000,
        cost="fee",
        cost_pence=2_000_000_000,
    )
    service.locations.update(
        **dict.fromkeys(("name", "line_1", "line_2", "town", "county", "access_text"), odd[:100]),
        access={"step_free": "perhaps", "toilet": True, SCRIPT: True},
        postcode=odd[:8],
    )
    service.times.update(starts=dt.date(9999, 12, 31), ends=dt.date(1, 1, 1))
