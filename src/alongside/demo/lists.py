"""An old list of members came in, an officer rang about it, and one of its rows is here twice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from alongside.kit import clock
from alongside.organisations.actions import contact_log, importing

if TYPE_CHECKING:
    from alongside.organisations.models import Import, Organisation
    from alongside.people.models import Person

NAME = "Members of 2019.csv"
TWIN = "Ottersford Repair Shed and Tool Library"
LIST = f"""Organisation,Contact name,E-mail,Telephone,Postcode,About
Tolling Sea Scouts,Bryn Askew,scouts@tolling.example,01632 960871,,We sail and camp with children from six.
Upper Marl Allotment Society,,plots@uppermarl.example,01632 960872,,Forty plots and a shed of seeds.
{TWIN},Wendy Osk,,01632 960873,,We mend what is broken.
,Nobody,,01632 960874,,A line without a name.
"""


def tell(people: dict[str, Person], organisations: dict[str, Organisation]) -> None:
    """A finished list that can still be taken back, and two next steps on the officer's desk."""
    officer = people["officer"]
    with clock.moved(days=-4):
        _bring_in(officer)
    with clock.moved(days=-3):
        _talks(officer, organisations)


def _bring_in(officer: Person) -> None:
    run, _sheet = importing.send((NAME, LIST.encode()), by=officer)
    importing.understand(run, columns=run.columns, takes_file=False, by=officer)
    _work(run)
    importing.decide(run, {row.number: "different" for row in run.rows.filter(outcome="duplicate")}, {}, by=officer)
    importing.bring_in(run, by=officer)
    _work(run)


def _work(run: Import) -> None:
    """What the worker does by itself in a place that runs."""
    run.refresh_from_db()
    importing.work(run, alive=lambda _said: None)
    run.refresh_from_db()


def _talks(officer: Person, organisations: dict[str, Organisation]) -> None:
    today = clock.today()
    contact_log.log(
        organisations["The Repair Shed, Ottersford"],
        on=today,
        how="phone",
        spoke_with="Wendy Osk",
        text=f"They are on the old list too, as “{TWIN}”. It is the same shed.",
        next_step=f"Make “{TWIN}” part of this one",
        next_on=today + dt.timedelta(days=2),
        by=officer,
    )
    contact_log.log(
        organisations["Eastmere Lunch Club"],
        on=today,
        how="visit",
        text="Thirty people at lunch. The cooker is on its last legs, and nobody has time to look for a grant.",
        next_step="Send them the form of the small grants fund",
        next_on=today + dt.timedelta(days=5),
        by=officer,
    )
