"""The first plan of the demonstration county: one workstream, three actions. One was done, one was given up, one goes on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from alongside.kit import clock
from alongside.plan import actions

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person
    from alongside.plan.models import Action, Plan

BEGAN = 500
"""Days ago. It ran for a year."""


def tell(
    officer: Person,
    speaks: dict[str, Person],
    listed: dict[str, Organisation],
    *,
    title: str,
    about: str,
    walks: str,
    partners: dict[str, str],
) -> Plan:
    """As it stood when its year was over. `partners` says who leads the workstream, whose bus it is, the council and the charity."""
    lead, bus, council, friends = (listed[partners[name]] for name in ("lead", "bus", "council", "friends"))
    with clock.moved(days=-BEGAN):
        day = clock.today()
        plan = actions.begin(
            title="Our first year together", about="Three things, to learn how we work with each other.",
            starts=day, now_until=day + dt.timedelta(days=120), ends=day + dt.timedelta(days=365), long_until=day + dt.timedelta(days=365),
            by=officer,
        )  # fmt: skip
        stream = actions.add_stream(plan, title=title, about=about, lead=lead, partners=[friends, bus, council], by=officer)
        until: dict[str, Any] = {"due_on": day + dt.timedelta(days=300)}
        card = actions.add_action(
            stream, title="One card with the numbers to ring, in every surgery and library", lead=council, horizon="now", kind="quick",
            proposed_by=friends, measure="surgeries and libraries with the card", target="41 of 41", by=officer, **until,
        )  # fmt: skip
        shuttle = actions.add_action(
            stream,
            title="A bus to the Tuesday lunch in Tolling",
            lead=bus,
            horizon="now",
            kind="quick",
            proposed_by=bus,
            by=officer,
            **until,
        )
        walking = actions.add_action(
            stream, title=walks, lead=lead, horizon="year", kind="lasting", proposed_by=listed[partners["proposed"]],
            measure="patches with a group", baseline="1 of 8", target="8 of 8", by=officer, **until,
        )  # fmt: skip
        actions.publish(plan, by=officer)
    at = {"council": speaks[partners["council"]], "bus": speaks[partners["bus"]], "lead": speaks[partners["lead"]]}
    _reported(card, 430, "on_track", "Thirty of forty-one have it.", "30 of 41", at["council"])
    _reported(shuttle, 420, "off_track", "Four people came in six weeks. They had a lift already.", "", at["bus"])
    _reported(walking, 410, "on_track", "The second group set out in spring.", "2 of 8", at["lead"])
    with clock.moved(days=-330):
        shown = actions.bring(
            card, organisation=council, kind="data", title="The list of surgeries and libraries that have it", dated=clock.today(),
            words="All 41, with the day on which each put it up.", by=at["council"],
        )  # fmt: skip
        actions.verify(shown, organisation=friends, note="We looked in nine of them", by=speaks[partners["friends"]])
    _reported(card, 325, "done", "It hangs in all of them.", "41 of 41", at["council"])
    _reported(shuttle, 345, "withdrawn", "We stopped. The lunch pays two drivers instead, and more people come.", "", at["bus"])
    _reported(walking, 330, "at_risk", "No third group yet: nobody to lead it.", "2 of 8", at["lead"])
    _reported(walking, 250, "at_risk", "Still two. Two people train as leaders.", "2 of 8", at["lead"])
    _reported(walking, 165, "at_risk", "Still two. It goes on next year.", "2 of 8", at["lead"])
    return plan


def _reported(action: Action, ago: int, status: str, reason: str, reached: str, by: Person) -> None:
    with clock.moved(days=-ago):
        actions.report(action, status=status, reason=reason, reached=reached, by=by)
