"""A plan of the personas' county: led by the charity, with a council and a practice beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.agreements.models import Clause
from alongside.kit import clock
from alongside.organisations.models import Seat
from alongside.plan import actions
from alongside.plan.models import Action, Evidence, Plan, Progress, Role, Workstream
from tests.agreements import texts
from tests.personas import County

LONG = "Rooms " + "andvansandtimeforeverybodywho" * 9
"""With a word that no column holds: the pages that show it are looked at on a phone."""
SAID: dict[str, Any] = {"status": "on_track", "reason": "Ten people ring in turn."}


def a_draft(county: County, **facts: Any) -> Plan:
    today = clock.today()
    days = {"starts": -30, "now_until": 60, "ends": 300, "long_until": 1200}
    told: dict[str, Any] = {name: today + dt.timedelta(days=n) for name, n in days.items()}
    return actions.begin(**{"title": "Our plan", **told, **facts}, by=county.officer)


def a_stream(county: County, plan: Plan | None = None, title: str = "Adults’ health and care") -> Workstream:
    """Led by the charity."""
    organisations = county.organisations
    beside = [organisations["council"], organisations["health"], organisations["group"]]
    plan = plan or a_draft(county)
    return actions.add_stream(plan, title=title, lead=organisations["charity"], partners=beside, by=county.officer)


def a_role(county: County, stream: Workstream) -> Role:
    title = f"Manager {stream.roles.count() + 1}"
    return actions.add_role(stream, organisation=county.organisations["charity"], title=title, by=county.officer)


def a_draft_action(county: County, stream: Workstream | None = None, **facts: Any) -> Action:
    stream = stream or a_stream(county)
    told: dict[str, Any] = {
        "title": "A call back within two working days",
        "horizon": "now",
        "kind": "quick",
        "lead": county.organisations["charity"],
        "due_on": clock.today() + dt.timedelta(days=60),
    }
    return actions.add_action(stream, **told | facts, by=county.officer)


def an_action(county: County, **facts: Any) -> Action:
    """One that everybody reads, in a plan that is published."""
    action = a_draft_action(county, **facts)
    if action.plan.state == Plan.State.DRAFT:
        actions.publish(action.plan, by=county.officer)
    else:
        actions.publish_action(action, by=county.officer)
    return Action.objects.select_related("plan", "lead", "workstream__plan").get(pk=action.pk)


def a_report(county: County, action: Action | None = None, **facts: Any) -> Progress:
    return actions.report(action or an_action(county), **SAID | facts, by=county.charity)


def an_evidence(county: County, action: Action | None = None, **facts: Any) -> Evidence:
    told: dict[str, Any] = {"kind": "story", "title": "She was rung on Tuesday", "words": "And again.", "dated": clock.today()}
    action = action or a_report(county).action
    return actions.bring(action, organisation=county.organisations["charity"], **told | facts, by=county.charity)


def a_verified(county: County, action: Action | None = None) -> Evidence:
    made = an_evidence(county, action)
    return actions.verify(made, organisation=county.organisations["council"], by=county.council)


def a_clause(county: County) -> Clause:
    """One that everybody reads."""
    version = texts.a_discussed(county, readers="everybody")
    return texts.clause(version.agreement, "2.1")


def seat_of_linkworker_edits(county: County) -> None:
    """The practice's persona is a helper: for tests in which it speaks, it edits."""
    Seat.objects.filter(person=county.linkworker).update(role=Seat.Role.EDITOR)


def a_whole(county: County) -> Plan:
    """A plan that runs: an action reported and doubted, one done, one silent, one that waits for another."""
    stream = a_stream(county)
    actions.add_priority(
        stream.plan,
        title="Nobody waits alone",
        about="Loneliness and low mood",
        known_by=f"Fewer than before. {LONG}",
        by=county.officer,
    )
    role = a_role(county, stream)
    clause = a_clause(county)
    priority = stream.plan.priorities.get()
    more = {"measure": "phone friends", "baseline": "none", "target": "40", "resource": LONG, "resource_pence": 250_000}
    facts: dict[str, Any] = {"owner": role, "priority": priority, "about": "By telephone.", "keeps": [clause.pk]}
    first = an_action(county, stream=stream, **facts, **more)
    stream.plan.refresh_from_db()
    council, charity = county.organisations["council"], county.organisations["charity"]
    done = an_action(county, stream=stream, title="A shared calendar", horizon="year", kind="lasting", proposed_by=council)
    silent = {"title": "Every surgery knows its link worker", "review_on": clock.today() - dt.timedelta(days=3)}
    an_action(county, stream=stream, horizon="long", needs=[done], **silent)
    report = a_report(county, first, reached="12 of 40")
    actions.witness(report, organisation=council, says="disputes", words="Two numbers ring out.", by=county.council)
    an_evidence(county, first)
    a_verified(county, done)
    a_report(county, done, status="done", reason="It is there.")
    assert stream.lead == charity
    return stream.plan
