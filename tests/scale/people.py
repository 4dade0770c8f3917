"""The lists of `people`, and how each is filled."""

import datetime as dt

from alongside.directory import actions as directory
from alongside.directory.models import Enquiry
from alongside.kit import clock
from alongside.people import consent, forgetting, holds, retention, whose
from alongside.people.models import Consent, Forgetting
from tests.personas import County
from tests.scale.lists import List, copies


def consents(county: County, number: int) -> None:
    """As often the volunteer agreed to something and withdrew it."""
    consent.give(county.volunteer, consent.SPEAK, by=county.volunteer)
    consent.withdraw(county.volunteer, consent.SPEAK, by=county.volunteer)
    copies(Consent.objects.all()[0], number)


def asked_about_data(county: County, number: int) -> None:
    """All three lists of the officers' desk for people's data."""
    waiting = forgetting.ask(whose.of_address("gone@example.org"))
    copies(waiting, number)
    copies(Forgetting(state="done", asked_at=waiting.asked_at, due_at=waiting.due_at, ended_at=waiting.due_at), number)
    copies(holds.place(email="held@example.org", why="A complaint", by=county.officer), number)


def nights_of_retention(county: County, number: int) -> None:
    copies(retention.run(), number)


def enquiries_of_long_ago(county: County, number: int) -> None:
    directory.ask_a_person(need="Company", email="a@example.org")
    Enquiry.objects.update(made_at=clock.now() - dt.timedelta(days=400))
    copies(Enquiry.objects.all()[0], number)


LISTS = {
    "people:consents": List(consents, "volunteer"),
    "people:data": List(asked_about_data),
    "people:retention": List(nights_of_retention),
    "people:retention_rows": List(enquiries_of_long_ago, named=lambda county: {"key": "directory.enquiry"}),
}
