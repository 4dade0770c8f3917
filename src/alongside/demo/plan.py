"""The plan of the demonstration county: two workstreams beside each other, frank about what goes well and what does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from alongside.agreements.queries import texts
from alongside.demo import last_year
from alongside.demo.county.organisations import COORDINATOR, LEAD_OF_CARE, LEAD_OF_FAMILIES
from alongside.kit import clock
from alongside.organisations import actions as seats
from alongside.people import actions as accounts
from alongside.places import queries as places
from alongside.plan import actions
from alongside.plan.actions import digest

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person
    from alongside.plan.models import Action, Plan, Role, Workstream

COUNCIL, NHS, FRIENDS = "Marlshire County Council", "Otterdale Primary Care Network", "Harrow Green Befrienders"
HOSPITALS, BUS = "Marlshire Hospitals NHS Trust", "Wheels for All"

SPEAKERS = {
    LEAD_OF_CARE: ("Ruth Amos", "ruth.amos@marlshire.example", "Manager"),
    LEAD_OF_FAMILIES: ("Ines Carvalho", "ines@marlshire.example", "Manager"),
    NHS: ("Anita Pell", "anita@marlshire.example", "Clinical lead"),
    HOSPITALS: ("Gareth Moor", "gareth@marlshire.example", "Head of discharge"),
    BUS: ("Kit Larwood", "kit@marlshire.example", "Organiser"),
}
"""Who speaks for the partners that none of the personas speaks for."""

PRIORITIES = (
    (
        "Nobody waits alone",
        "Loneliness and low mood",
        "Fewer than 1 in 20 adults say that they are often lonely. It was 1 in 13.",
    ),
    ("Help at the first door", "Families who are passed on", "A family tells its story once. It was three times, on average."),
    ("A way to get there", "Buses, lifts and home from hospital", "Nobody misses an appointment for want of a lift."),
    ("Strong small groups", "Time, rooms and fair meetings", "Every group that is asked for its time is paid for it."),
)

CARE, FAMILIES = "Adults’ health and care", "Children and families"
STREAMS = (
    (CARE, "So that adults who need company, care or a lift find it near them, and home from hospital is home.",
     LEAD_OF_CARE, (FRIENDS, BUS, NHS, HOSPITALS, COUNCIL)),
    (FAMILIES, "So that children and their families have the right help at the first knock.",
     LEAD_OF_FAMILIES, ("Marlshire Youth Action", COUNCIL, NHS, "Eastmere Borough Council")),
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One invented action. `reports` are: how many days ago, status, reason, where the measure stands, and days until the next."""

    stream: str
    title: str
    lead: str
    role: str
    horizon: str
    kind: str
    due: int
    priority: int
    keeps: tuple[str, ...] = ()
    by: str = ""
    reports: tuple[tuple[int, str, str, str, int], ...] = ()
    said: tuple[tuple[str, str, str], ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    patches: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


CALL_BACK = "A call back within two working days for anyone who asks for company"
LIFT_HOME = "A lift home from hospital, also after six in the evening"
WALKS = "Walking groups in all eight patches"
CALENDAR = "A shared calendar of decisions, eight weeks ahead"
ACTIONS = (
    Told(CARE, CALL_BACK, FRIENDS, "Manager", "now", "quick", 32, 0, ("3.4",), FRIENDS,
         ((70, "on_track", "Four of us ring in turn. Nobody has waited longer than three days.", "3 days", 60),
          (12, "on_track", "Ten people ring in turn now, and somebody covers the weekend.", "2 days", 80)),
         ((COUNCIL, "confirms", ""), (NHS, "confirms", "My patients say so too.")),
         {"measure": "longest wait", "baseline": "9 days", "target": "2 working days", "resource": "Ten volunteers, a telephone line"}),
    Told(CARE, "One list of who to ring at night and at weekends", COUNCIL, "Director of communities", "now", "quick", 18, 0, ("1.2",), NHS,
         ((14, "on_track", "The list is printed and hangs in every surgery and library.", "", 60),),
         ((NHS, "disputes", "Two of the numbers still ring out after eight."), (FRIENDS, "confirms", "It helps us every week.")),
         {"resource_pence": 120_000}),
    Told(CARE, "Every surgery knows the name of its link worker", NHS, "Clinical lead", "now", "quick", -5, 0, (), LEAD_OF_CARE,
         ((120, "on_track", "Fourteen of twenty-two surgeries have a name on the wall.", "14 of 22", 88),), (),
         {"measure": "surgeries with a name on the wall", "baseline": "6 of 22", "target": "22 of 22"}),
    Told(CARE, LIFT_HOME, BUS, "Organiser", "now", "quick", 45, 2, (), HOSPITALS,
         ((9, "at_risk", "Three drivers for five evenings. We ask for two more before the frost.", "3 of 5 evenings", 40),),
         ((HOSPITALS, "confirms", "It is as they say. We can lend a car on Fridays."),),
         {"measure": "evenings with a driver", "baseline": "none", "target": "5", "resource_pence": 840_000}),
    Told(CARE, CALENDAR, COUNCIL, "Director of communities", "year", "lasting", 120, 3, ("3.3",), COORDINATOR,
         ((60, "on_track", "Both trusts and three districts put their dates in.", "6 of 9 bodies", 60),
          (6, "done", "All nine bodies are in it, and it is on the front page of this site.", "9 of 9 bodies", 30)),
         (("charity", "confirms", "We had five weeks to answer on the grants, for the first time."),),
         {"measure": "bodies in the calendar", "baseline": "2 of 9", "target": "9 of 9"}),
    Told(CARE, "40 more phone friends, ten of them in Polish, Arabic or Sign Language", FRIENDS, "Manager", "year", "quick", 210, 0, (), FRIENDS,
         ((20, "at_risk", "We found twelve. Nobody yet who signs.", "12 of 40", 70),), ((COUNCIL, "confirms", ""),),
         {"measure": "new phone friends", "baseline": "none", "target": "40"}, needs=(CALL_BACK,)),
    Told(CARE, WALKS, LEAD_OF_CARE, "Manager", "year", "lasting", 270, 0, (), "Kettle & Chat",
         ((25, "off_track", "Two leaders left in autumn, and a third cannot do mornings.", "3 of 8", 60),), ((NHS, "confirms", ""),),
         {"measure": "patches with a group", "baseline": "2 of 8", "target": "8 of 8"}),
    Told(CARE, "A place to sit and talk within a mile of every home in the towns", LEAD_OF_CARE, "Manager", "long", "lasting", 1100, 0, (), LEAD_OF_CARE,
         ((30, "not_started", "We count the benches and open doors of each town first, in spring.", "", 85),)),
    Told(FAMILIES, "A family tells its story once: one sheet that all of us accept", LEAD_OF_FAMILIES, "Manager", "now", "quick", 40, 1, ("1.3",), LEAD_OF_FAMILIES,
         ((10, "on_track", "Five of seven teams take the sheet. The last two begin in January.", "5 of 7 teams", 50),), ((COUNCIL, "confirms", ""),),
         {"measure": "teams that take the sheet", "baseline": "none", "target": "7"}),
    Told(FAMILIES, "Holiday lunches in Eastmere and on the Marshes", "Marlshire Youth Action", "", "now", "quick", 25, 1, (), "Marlshire Youth Action",
         (), (), {"resource_pence": 1_500_000}, ("Eastmere and around", "The Marshes")),
    Told(FAMILIES, "£18 an hour for every small group that we ask to a meeting", COUNCIL, "Director of communities", "year", "lasting", 150, 3, ("3.1",), "Kettle & Chat",
         ((100, "on_track", "Paid since April by us and by two districts.", "3 of 9 bodies", 70),), (),
         {"measure": "bodies that pay", "baseline": "none", "target": "9"}),
    Told(FAMILIES, "Grants for three years, in the county’s next budget", COUNCIL, "Director of communities", "long", "lasting", 500, 3, ("3.2",), COORDINATOR,
         ((15, "paused", "Until the budget is settled in February we cannot say more.", "", 80),), ((FRIENDS, "disputes", "The paper for the cabinet could be written now."),)),
)  # fmt: skip
"""Two workstreams with twelve actions: one done, two in doubt, three that nobody reported on, one of them led by the council."""


def tell(people: dict[str, Person], listed: dict[str, Organisation]) -> None:
    """A plan that has run for four months."""
    speaks = {FRIENDS: people["charity"], COUNCIL: people["council"], COORDINATOR: people["chief"]}
    with clock.moved(days=-last_year.BEGAN):
        speaks |= {name: _speaker(listed[name], *facts) for name, facts in SPEAKERS.items()}
    before = last_year.tell(
        people["officer"], speaks, listed, title=CARE, about=STREAMS[0][1], walks=WALKS,
        partners={"lead": LEAD_OF_CARE, "bus": BUS, "council": COUNCIL, "friends": FRIENDS, "proposed": "Kettle & Chat"},
    )  # fmt: skip
    with clock.moved(days=-130):
        plan = _written(before, people["officer"], listed)
        streams = {one.title: one for one in plan.workstreams.all()}
        roles = _roles(streams, listed, speaks, people["officer"])
        made = {one.title: _added(one, plan, streams[one.stream], roles, listed, people["officer"]) for one in ACTIONS}
        for one in ACTIONS:
            _wait(made[one.title], [made[title] for title in one.needs], people["officer"])
        actions.publish(plan, by=people["chief"])
    with clock.moved(days=-128):
        actions.close(before, by=people["chief"])
    for one in ACTIONS:
        _goes(one, made[one.title], listed, speaks)
    _for_partners(made[LIFT_HOME], listed, speaks)
    _for_steering(streams[CARE], listed, people["officer"])
    for person, own in digest.involved().values():
        digest.write(person, own)


def _speaker(organisation: Organisation, name: str, email: str, title: str) -> Person:
    person = accounts.add(email, name=name, by=None)
    seats.seat(person, organisation, role="lead", title=title, by=None)
    return person


def _written(before: Plan, officer: Person, listed: dict[str, Organisation]) -> Plan:
    """Begun from the year before: its workstream comes over, and what was still open in it."""
    day = clock.today()
    plan = actions.carry_on(
        before,
        take=[one.pk for one in before.actions.filter(title=WALKS)],
        title="Our plan, and where it stands",
        about="Four priorities, chosen by 34 partners with one voice each. The lead reports. The other sectors say if they see it too. "
        "When nobody reports, we show that.",
        starts=day, now_until=day + dt.timedelta(days=180), ends=day + dt.timedelta(days=430), long_until=day + dt.timedelta(days=1400),
        by=officer,
    )  # fmt: skip
    for title, about, known_by in PRIORITIES:
        actions.add_priority(plan, title=title, about=about, known_by=known_by, by=officer)
    came_over = {one.title: one for one in plan.workstreams.all()}
    for title, about, lead, partners in STREAMS:
        facts: dict[str, Any] = {
            "title": title,
            "lead": listed[lead],
            "about": about,
            "partners": [listed[name] for name in partners],
        }
        if title in came_over:
            actions.change_stream(came_over[title], **facts, by=officer)
        else:
            actions.add_stream(plan, **facts, by=officer)
    return plan


def _roles(
    streams: dict[str, Workstream], listed: dict[str, Organisation], speaks: dict[str, Person], officer: Person
) -> dict[tuple[str, str], Role]:
    found = {}
    for stream, name, title in sorted({(one.stream, one.lead, one.role) for one in ACTIONS if one.role}):
        role = actions.add_role(streams[stream], organisation=listed[name], title=title, holder=speaks.get(name), by=officer)
        found[stream, name] = role
    return found


def _added(
    one: Told,
    plan: Plan,
    stream: Workstream,
    roles: dict[tuple[str, str], Role],
    listed: dict[str, Organisation],
    officer: Person,
) -> Action:
    agreement = texts.main()
    clauses = {entry.clause.number: entry.clause_id for entry in texts.working(agreement)} if agreement else {}
    named = {patch.name: patch for patch in places.patches()}
    facts: dict[str, Any] = dict(
        title=one.title, lead=listed[one.lead], owner=roles.get((one.stream, one.lead)), horizon=one.horizon, kind=one.kind,
        due_on=clock.today() + dt.timedelta(days=130 + one.due), priority=list(plan.priorities.order_by("order"))[one.priority],
        proposed_by=listed[one.by] if one.by else None, keeps=[clauses[number] for number in one.keeps if number in clauses],
        patches=[named[name] for name in one.patches if name in named], **one.facts,
    )  # fmt: skip
    came_over = plan.actions.filter(title=one.title).first()
    if came_over:
        return actions.change_action(came_over, seen=came_over.edition, **facts, by=officer)
    return actions.add_action(stream, **facts, by=officer)


def _wait(action: Action, first: list[Action], officer: Person) -> None:
    if first:
        kept = list(action.keeps.order_by("id").values_list("clause", flat=True))
        actions.change_action(
            action, seen=action.edition, lead=action.lead, due_on=action.due_on, keeps=kept, needs=first, by=officer
        )  # fmt: skip


def _goes(one: Told, action: Action, listed: dict[str, Organisation], speaks: dict[str, Person]) -> None:
    for days, status, reason, reached, then in one.reports:
        if status == "done":
            _shown(action, listed, speaks, days + 4)
        with clock.moved(days=-days):
            day = clock.today() + dt.timedelta(days=then)
            last = actions.report(action, status=status, reason=reason, reached=reached, review_on=day, by=speaks[one.lead])
    for at, (name, says, words) in enumerate(one.said):
        who = FRIENDS if name == "charity" else name
        with clock.moved(days=-max(one.reports[-1][0] - 2 - at, 0)):
            actions.witness(last, organisation=listed[who], says=says, words=words, by=speaks[who])
    if one.title == CALL_BACK:
        with clock.moved(days=-2):
            actions.bring(
                action, organisation=listed[FRIENDS], kind="story", title="Mrs Tolley was rung the next morning", dated=clock.today(),
                words="She asked on Monday at noon. Colm rang on Tuesday at nine, and she has a friend for Thursdays now.",
                by=speaks[FRIENDS],
            )  # fmt: skip


def _shown(action: Action, listed: dict[str, Organisation], speaks: dict[str, Person], days: int) -> None:
    """A minute that the lead brought and a charity looked at."""
    with clock.moved(days=-days):
        minute = actions.bring(
            action, organisation=listed[COUNCIL], kind="minute", title="The cabinet puts its decisions into the shared calendar",
            dated=clock.today() - dt.timedelta(days=3), url="https://council.marlshire.example/cabinet/minutes#item-7", by=speaks[COUNCIL],
        )  # fmt: skip
        actions.verify(
            minute, organisation=listed[FRIENDS], note="I read item 7 and found our own date in the calendar", by=speaks[FRIENDS]
        )


def _for_partners(action: Action, listed: dict[str, Organisation], speaks: dict[str, Person]) -> None:
    """A rota with people's names: only partners read it, and everybody sees that it is there and was looked at."""
    with clock.moved(days=-8):
        rota = actions.bring(
            action, organisation=listed[BUS], kind="document", title="The drivers’ rota for November", visibility="partners",
            words="Three drivers for five evenings, with their names and telephones.", dated=clock.today() - dt.timedelta(days=2), by=speaks[BUS],
        )  # fmt: skip
        actions.verify(rota, organisation=listed[HOSPITALS], note="The ward rings them from this list", by=speaks[HOSPITALS])


def _for_steering(stream: Workstream, listed: dict[str, Organisation], officer: Person) -> None:
    """An action that is still being drafted: the steering group reads it before everybody does."""
    with clock.moved(days=-3):
        actions.add_action(
            stream, title="Somebody to sit with you on the first night home", lead=listed[FRIENDS], horizon="year", kind="quick",
            due_on=clock.today() + dt.timedelta(days=150), readers="steering", proposed_by=listed[HOSPITALS], by=officer,
        )  # fmt: skip
