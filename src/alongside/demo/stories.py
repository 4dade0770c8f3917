"""What goes on in the demonstration county: work on every desk, told through the rooms' own actions, some of it in the past.

A room that comes later adds a story of its own here.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from alongside.demo import agreements, feeds, kept_true, lists, mails, members, networks, plan
from alongside.demo.county.organisations import COORDINATOR
from alongside.directory import actions as directory
from alongside.directory import queries as services
from alongside.directory.actions import unmet
from alongside.directory.queries import asking
from alongside.journeys import actions as journeys
from alongside.journeys.actions import claiming
from alongside.kit import clock
from alongside.notices import proving
from alongside.organisations import actions as seats
from alongside.people import holds
from alongside.places import actions as places
from alongside.replies import actions as replies
from alongside.replies import queries as replies_queries

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from alongside.directory.models import Service
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person
    from alongside.replies.models import OwedReply

People = dict[str, "Person"]

ENQUIRIES = (
    (11, "chief", "My neighbour has stopped opening the door since her husband died. Who could call on her?", "Harrow Green"),
    (4, "chief", "I look for a choir where nobody minds a walking frame.", "Stanmarle"),
    (1, "chief", "Is there somebody who helps with a letter from the court?", "Eastmere"),
    (9, "officer", "A lift to the eye clinic on a Thursday, for two of us.", "Upper Marl"),
    (3, "officer", "Our son is fourteen and does not go out any more.", "Quillingham"),
)
"""What people asked, how many days ago, whose desk it is on, and near which town."""

CORRECTIONS = (
    (12, "charity", "Harrow Green Befrienders", 0, "Nobody answers this number on Fridays."),
    (5, "charity", "Harrow Green Befrienders", 1, "It says until eight. They told me until six."),
    (2, "charity", "Harrow Green Befrienders", 2, "Does the first visit cost anything? The page does not say."),
    (10, "group", "Kettle & Chat", 0, "The door is round the back now."),
    (6, "group", "Kettle & Chat", 1, "There is a step at the entrance. My scooter could not get in."),
    (1, "group", "Kettle & Chat", 2, "You were not there on Monday."),
    (14, "council", "Marlshire County Council", 0, "The van did not come for two months."),
    (7, "council", "Marlshire County Council", 1, "Is this for people in a care home too?"),
    (3, "council", "Marlshire County Council", 2, "The library is closed on Saturdays, so where is the story time?"),
    (8, "linkworker", "Otterdale Primary Care Network", 0, "My surgery says that it knows nothing of this."),
    (4, "linkworker", "Otterdale Primary Care Network", 1, "Can I ask for this myself, or must the doctor?"),
    (2, "linkworker", "Otterdale Primary Care Network", 2, "The number is that of the surgery, not of the link worker."),
)
"""What people say is wrong: how many days ago, whose desk it is on, whose service, which of them, and what."""


CAPACITIES: dict[str, tuple[tuple[int, str, int | None, int | None], ...]] = {
    "Harrow Green Befrienders": ((3, "waiting", 6, None), (40, "open", None, None), (12, "full", None, None)),
    "Kettle & Chat": ((1, "open", None, None), (120, "open", None, None), (9, "paused", None, 60)),
    "Otterdale Primary Care Network": ((20, "waiting", 3, None), (5, "open", None, None)),
    "Marlshire County Council": ((2, "open", None, None), (100, "full", None, None), (30, "paused", None, 20)),
}
"""How full services are: how many days ago that was said, what, about how many weeks, and paused for how many days from then."""


LOOKED_FOR = (
    (14, "baby bank", "Ottersford"),
    (9, "art therapy", "Eastmere"),
    (7, "book club", "Stanmarle"),
    (6, "book club", "Harrow Green"),
    (5, "advocacy", "Upper Marl"),
    (3, "ballet", "Quillingham"),
)
"""What people looked for in vain: how often, what, and near which town."""


def tell(people: People, organisations: dict[str, Organisation]) -> None:
    """Put at least three things on every persona's desk."""
    _the_first_hour(people)
    for days, who, need, near in ENQUIRIES:
        with clock.moved(days=-days):
            asked = directory.ask_a_person(need=need, near=near, email="somebody@resident.example")
            _to(asked, people[who], by=people["chief"])
    for days, who, runner, number, what in CORRECTIONS:
        with clock.moved(days=-days):
            service = _services_of(organisations[runner])[number]
            said = directory.correct(service, what=what, email="somebody@resident.example")
            _to(said, people[who], by=people[who])
    _a_change_waits(people, organisations)
    _how_full_they_are(organisations)
    _what_nobody_found()
    _the_volunteer_asks(people)
    members.tell(people, organisations)
    networks.tell(people, organisations)
    agreements.tell(people, organisations)
    plan.tell(people, organisations)
    _who_belongs_where(people, organisations)
    _peoples_data(people)
    lists.tell(people, organisations)
    feeds.tell(people, organisations)
    mails.tell(people, organisations)
    kept_true.tell(people, organisations)


def _the_first_hour(people: People) -> None:
    """The officer set the place up long ago; the numbers to ring are due to be tried again."""
    with clock.moved(days=-200):
        places.say_who_decides(
            controllers=f"{COORDINATOR}\nMarlshire County Council",
            privacy_email="data@mva.example",
            register_number="ZA000000",
            by=people["officer"],
        )
        places.check_helplines(by=people["officer"])
        proving.send_test(by=people["officer"])
        if test := proving.last():
            proving.arrived(test)


def _to(reply: OwedReply, person: Person, *, by: Person) -> None:
    if reply.owner_id != person.pk:
        replies.pass_on(reply, to=person, by=by)


def _services_of(organisation: Organisation) -> QuerySet[Service]:
    return services.visible_to(AnonymousUser()).filter(organisation=organisation).order_by("name")


def _a_change_waits(people: People, organisations: dict[str, Organisation]) -> None:
    """A group asks to change what matters, and an officer has not read it yet."""
    with clock.moved(days=-2):
        table = _services_of(organisations["Kettle & Chat"]).get(name="Tuesday Table")
        directory.propose(
            table,
            by=people["group"],
            cost="gift",
            summary="A long table, a hot drink and no agenda. A coin in the pot, if you like.",
        )


def _how_full_they_are(organisations: dict[str, Organisation]) -> None:
    """Some say how full they are: some today, some so long ago that it only tells what was."""
    for runner, said in CAPACITIES.items():
        for service, (days, capacity, weeks, until) in zip(_services_of(organisations[runner]), said, strict=False):
            with clock.moved(days=-days):
                day = clock.today() + dt.timedelta(days=until) if until else None
                directory.say_capacity(service, capacity=capacity, weeks=weeks, until=day, by=None)


def _what_nobody_found() -> None:
    """People looked for what nobody offers in the county yet."""
    for number, need, near in LOOKED_FOR:
        asked = asking.understand({"need": need, "near": near}, today=clock.today())
        for _time in range(number):
            unmet.count_unmet(asked, on=clock.today())


def _the_volunteer_asks(people: People) -> None:
    """Somebody without a seat waits for answers too: one is late, one is new, one has come."""
    tomas, nadia, marion = people["volunteer"], people["officer"], people["chief"]
    with clock.moved(days=-10):
        late = directory.ask_a_person(need="Where could I learn to sign, in the evening?", near="Ottersford", by=tomas)
        _to(late, nadia, by=marion)
    with clock.moved(days=-6):
        answered = directory.ask_a_person(need="Is there a shed where I could mend my bicycle?", near="Ottersford", by=tomas)
        _to(answered, nadia, by=marion)
    with clock.moved(days=-4):
        replies.answer(
            answered, text="Yes: The Repair Shed in Ottersford, on Wednesdays and Fridays. Ask for a stand at the door.", by=nadia
        )
    with clock.moved(days=-1):
        new = directory.ask_a_person(need="Who looks for drivers at weekends?", near="Eastmere", by=tomas)
        _to(new, marion, by=marion)


def _who_belongs_where(people: People, organisations: dict[str, Organisation]) -> None:
    """A group is claimed, another asks to be listed, and the volunteer is invited. All three wait."""
    with clock.moved(days=-2):
        journeys.claim(
            organisations["The Repair Shed, Ottersford"],
            name="Wendy Osk",
            email="wendy@resident.example",
            title="Secretary",
            how="I sign the minutes. Ring the shed on a Wednesday and ask for me.",
            by=None,
        )
    with clock.moved(days=-1):
        journeys.propose(
            {
                "name": "Stanmarle Seed Swap",
                "sector": "voluntary",
                "kind": "community",
                "about": "We swap seeds and cuttings in the church hall, twice a year.",
                "url": "",
                "identifiers": [],
            },
            name="Ivo Brandt",
            email="ivo@resident.example",
            title="Founder",
            how="The vicar of Stanmarle knows us.",
            by=None,
        )
        invited = {"email": people["volunteer"].email, "name": people["volunteer"].name, "role": "helper"}
        seats.invite(organisations["Harrow Green Befrienders"], **invited, title="Driver", by=people["charity"])
    for reply in replies_queries.owed_by(people["chief"]).filter(kind=claiming.KIND):
        replies.pass_on(reply, to=people["officer"], by=people["chief"])


def _peoples_data(people: People) -> None:
    """Somebody complains about their data, and somebody has been held back from being erased."""
    with clock.moved(days=-6):
        journeys.complain(
            about="erase",
            what="I left the walking group in spring. My telephone number still hangs in the hall, and I think it comes from here.",
            wants="Take it off, and tell me who has seen it.",
            name="Ruth Tolley",
            email="somebody@resident.example",
            phone="",
            by=None,
        )
    with clock.moved(days=-5):
        holds.place(
            email="somebody@resident.example", why="Their complaint about their data is not answered yet.", by=people["officer"]
        )
