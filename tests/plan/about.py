"""A row of every kind that the plan keeps about somebody."""

import datetime as dt
from typing import Any

from alongside.kit import clock
from alongside.organisations.models import Seat
from alongside.people.models import Person
from alongside.plan import actions
from alongside.plan.models import Digested
from tests.organisations.factories import OrganisationFactory, SeatFactory


def about(person: Person) -> None:
    """They began a plan, hold a role, reported, brought evidence, and spoke for another partner to what others reported."""
    today = clock.today()
    ours, others, council = (OrganisationFactory.create(sector=sector) for sector in ("voluntary", "voluntary", "council"))
    for organisation in (ours, council):
        SeatFactory.create(person=person, organisation=organisation, role=Seat.Role.LEAD)
    other = SeatFactory.create(organisation=others, role=Seat.Role.LEAD).person
    starts, now_until, ends, long_until = (today + dt.timedelta(days=number) for number in (-30, 60, 300, 1200))
    plan = actions.begin(title="Plan", starts=starts, now_until=now_until, ends=ends, long_until=long_until, by=person)
    stream = actions.add_stream(plan, title="Health", lead=ours, partners=[others, council], by=person)
    role = actions.add_role(stream, organisation=ours, title="Manager", holder=person, by=person)
    due: dict[str, Any] = {"horizon": "now", "kind": "quick", "due_on": today + dt.timedelta(days=60)}
    mine = actions.add_action(stream, title="Ring", lead=ours, owner=role, by=person, **due)
    theirs = actions.add_action(stream, title="Visit", lead=others, by=person, **due)
    actions.publish(plan, by=person)
    actions.report(mine, status="on_track", reason="Ten ring.", by=person)
    actions.bring(mine, organisation=ours, kind="story", title="She was rung", dated=today, words="So she says.", by=person)
    report = actions.report(theirs, status="on_track", reason="Two go.", by=other)
    actions.witness(report, organisation=council, says="disputes", words="None go.", by=person)
    told = actions.bring(theirs, organisation=others, kind="story", title="He was seen", dated=today, words="He too.", by=other)
    actions.verify(told, organisation=council, by=person)
    Digested.objects.create(person=person, until=clock.now())
