"""Who is a member in the demonstration county, whose year is nearly over, and who wants to join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.journeys import actions as journeys
from alongside.kit import clock
from alongside.organisations import actions as organisations
from alongside.replies import actions as replies
from alongside.replies import queries as owed

if TYPE_CHECKING:
    from alongside.organisations.models import MemberKind, Organisation
    from alongside.people.models import Person

KINDS = (
    ("Small group", "For groups without paid staff", 0),
    ("Charity", "For charities and social enterprises", 3_500),
    ("Public body", "For councils and the NHS", 15_000),
)
WANT = (
    (
        3,
        "Tuesday Stitchers",
        "Mending and company in Eastmere, on Tuesdays.",
        "Iris Bell",
        "Treasurer",
        "Ring the library; they know us.",
    ),
    (1, "Marl Riverbank Friends", "We pick litter along the Marl.", "Owen Hart", "Chair", "Our page names me as chair."),
)
"""Groups that want to join: how many days ago, what they are called and do, and who asks."""


def tell(people: dict[str, Person], listed: dict[str, Organisation]) -> None:
    """Three members, one of whom should renew, and two groups that wait for an officer."""
    officer = people["officer"]
    group, charity, public = (
        organisations.set_kind(None, name=name, about=about, pence=pence, by=officer) for name, about, pence in KINDS
    )
    _enter(listed["Kettle & Chat"], group, days=345, by=officer)
    _enter(listed["Harrow Green Befrienders"], charity, days=120, by=officer)
    _enter(listed["Marlshire County Council"], public, days=60, by=officer)
    for days, name, about, who, title, how in WANT:
        with clock.moved(days=-days):
            facts = {"name": name, "sector": "voluntary", "kind": "community", "about": about}
            email = f"{who.split()[0].lower()}@resident.example"
            asked = journeys.join(None, kind=group, by=None, proposed=facts, name=who, email=email, title=title, how=how)
            for reply in owed.owed_about(asked):
                if reply.owner_id != officer.pk:
                    replies.pass_on(reply, to=officer, by=people["chief"])


def _enter(organisation: Organisation, kind: MemberKind, *, days: int, by: Person) -> None:
    with clock.moved(days=-days):
        organisations.enter(organisation, kind=kind, starts=clock.today(), by=by)
