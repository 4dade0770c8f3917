"""A network of the demonstration county: who belongs to it, who speaks for it, and where nobody does any more."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from alongside.demo.county.organisations import LEAD_OF_CARE
from alongside.journeys import actions as journeys
from alongside.kit import clock
from alongside.organisations.actions import network

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

MEMBERS = (
    "Advice Marlshire",
    "Breathe Easy Marl",
    "East Marl Telephone Friends",
    "Friday Friends",
    "Harrow Green Befrienders",
    "Hear Here",
    "Marl Vale Befriending",
    "Marl Vale Hospice",
    "Marlshire Carers",
    "Marlshire Mind Matters",
    "Marlshire Sight",
    "Remember Together",
)
VOICES = (
    ("Marlshire Health and Wellbeing Board", "Ruth Amos", "ruth@resident.example", "election", 709, 21),
    ("Marlshire Hospitals NHS Trust", "Glen Pike", "glen@resident.example", "appointment", 120, 610),
    ("Winter Pressures Group", "Asha Nair", "asha@resident.example", "interim", 200, -17),
)
"""On which body, who, how chosen, since how many days, and how many days it still lasts: one ends in three weeks, one lapsed."""


def tell(people: dict[str, Person], listed: dict[str, Organisation]) -> None:
    """Twelve members, and a voice on the health board whose term is nearly over."""
    alliance, officer, today = listed[LEAD_OF_CARE], people["officer"], clock.today()
    with clock.moved(days=-760):
        for name in MEMBERS:
            network.join(alliance, listed[name], by=officer)
    for body, name, email, chosen, since, still in VOICES:
        with clock.moved(days=-since):
            network.name(
                alliance,
                body=body,
                body_here=listed.get(body),
                name=name,
                email=email,
                chosen=chosen,
                starts=today - dt.timedelta(days=since),
                ends=today + dt.timedelta(days=still),
                publish="yes",
                said_by=name,
                said_how="by e-mail",
                by=officer,
            )
    _report_back(alliance)


FUND_IS_ASKED_FOR = (
    "We asked for the winter fund to be paid by October, since small groups cannot wait. The board agreed that the council and "
    "the hospital name one person each. Ann Lacey and I meet them in the first week of the month."
)
FUND_IS_PAID = (
    "The winter fund was paid before the cold, for the first time. On falls, three of our members said that nobody tells them "
    "when somebody comes home. The hospital will try a list for eight weeks, and I bring the numbers to our next meeting.\n\n"
    "What was not agreed: transport. The council cannot say before March."
)
REPORTS = (
    ("Ruth Amos", 96, FUND_IS_ASKED_FOR),
    ("Ruth Amos", 22, FUND_IS_PAID),
    ("Asha Nair", 60, "Two meetings, both about beds. I said for us that a warm home keeps people out of them."),
)
"""Who told the network what, so many days ago. Glen Pike owes his first report, and Asha Nair her last."""


def _report_back(alliance: Organisation) -> None:
    terms = {one.name: one for one in alliance.representatives.all()}
    for name, ago, text in REPORTS:
        with clock.moved(days=-ago):
            network.report(terms[name], text=text, by=None)
    with clock.moved(days=-16):
        journeys.look_after_reports()
