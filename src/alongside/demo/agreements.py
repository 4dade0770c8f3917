"""The agreement of the demonstration county, signed and in force, with reservations and a disagreement; and a draft on the table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.agreements import reading
from alongside.agreements.actions import commenting, drafting, settling, signing
from alongside.agreements.actions.signing import Said
from alongside.agreements.facts import Mandate as SigningMandate
from alongside.agreements.queries import signing as signing_queries
from alongside.agreements.queries import standing, texts
from alongside.demo.county.organisations import COORDINATOR, LEAD_OF_CARE
from alongside.kit import clock
from alongside.organisations.actions import standing as standings
from alongside.positions import actions as positions
from alongside.positions import disagreeing
from alongside.positions import queries as position_queries
from alongside.positions.mandates import Mandate
from alongside.replies import actions as replies
from alongside.replies import queries as replies_queries

if TYPE_CHECKING:
    from alongside.agreements.models import Agreement, Clause, Version
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

HERE = Path(__file__).parent / "county"

PARTNERS = (
    COORDINATOR, LEAD_OF_CARE, "Marlshire Families Together", "Harrow Green Befrienders", "Kettle & Chat", "Eastmere Lunch Club",
    "Wheels for All", "Stanmarle Foodshare", "Long Tolling Village Hall", "Advice Marlshire", "Marlshire Carers", "Marlshire Mind Matters",
    "Marl Vale Hospice", "Hear Here", "Marlshire Sight", "Welcome Marlshire", "Marlshire Youth Action", "Rainbow Marlshire",
    "Eastmere Islamic Centre", "Dads Together Marlshire", "Withy Cross Good Neighbours", "The Job Room",
    "Marlshire County Council", "Otterdale District Council", "Eastmere Borough Council", "Marl Vale District Council",
    "Ottersford Town Council",
    "Marlshire Hospitals NHS Trust", "Marlshire Community and Mental Health NHS Trust", "Otterdale Primary Care Network",
    "East Marl Primary Care Network", "Marl Vale Primary Care Network",
    "Marlshire Fire and Rescue", "Marlshire Housing Association",
)  # fmt: skip
"""In this order they signed."""

NOT_YET = ("Welcome Marlshire", "Marl Vale Primary Care Network")
"""Who has not signed by today; the first of them has not answered either."""

PROMISES: dict[str, tuple[str, tuple[str, ...]]] = {
    "3.1": ("Marlshire County Council", (
        "Otterdale District Council", "Eastmere Borough Council", "Marl Vale District Council", "Ottersford Town Council",
        "Marlshire Hospitals NHS Trust", "Marlshire Community and Mental Health NHS Trust", "Otterdale Primary Care Network",
    )),
    "3.2": ("Marlshire County Council", ("Marlshire Hospitals NHS Trust", "Otterdale District Council")),
    "3.3": (COORDINATOR, ("Marlshire County Council", "Marlshire Hospitals NHS Trust")),
    "3.4": ("Otterdale Primary Care Network", ("Harrow Green Befrienders", LEAD_OF_CARE, "Advice Marlshire")),
}  # fmt: skip

DOUBTS: tuple[tuple[str, str, str, str, Mandate], ...] = (
    ("2.2", "Stanmarle Foodshare", "reservation",
     "We agree, but a count is not a say. Who has no paid staff cannot read 90 pages in four weeks. We ask for two pages in plain words.",
     Mandate("chair", "the trustees", None, "minute 4")),
    ("2.1", "Marlshire Community and Mental Health NHS Trust", "reservation",
     "We agree for all that we decide ourselves. Where NHS England gives us two weeks, we will pass on the same two weeks, at once.",
     Mandate("director of strategy", "the board", None, "minute 9.2")),
    ("3.2", "Eastmere Borough Council", "reservation",
     "From the next budget on. The grants of this year are for one year, and we will say so on each.", Mandate("cabinet member", "the cabinet", None, "minute 40")),
    ("3.1", "Long Tolling Village Hall", "cannot",
     "From Long Tolling it is three hours by bus for a meeting of one. Without travel, the promise is for towns only.",
     Mandate("secretary", "the members’ meeting", None, "")),
    ("3.1", "Marl Vale Primary Care Network", "abstain", "", Mandate()),
)  # fmt: skip
"""Of which clause, who, how, in what words, and by what decision. Everybody else agrees."""

SAID = (
    ("3.2", "Marlshire County Council", "council", "Some of our grants are for one year by law. Can we still promise this?",
     "Yes: three years, or the reason in public. The law is a reason."),
    ("2.2", "Otterdale Primary Care Network", "linkworker", "Who keeps the count?", "The coordinator does, and every partner can read it."),
)  # fmt: skip
"""What was said of the first version and answered: of which clause, for whom, by which persona, and the answer."""

CAPACITIES = {
    "voluntary": "chair",
    "council": "leader",
    "health": "chief executive",
    "public": "chief executive",
    "business": "owner",
}
DECIDED_BY = {"voluntary": "the trustees", "council": "the cabinet", "health": "the board", "public": "the board", "business": ""}
NAMES = (
    "Bea Harkin", "Piotr Lewan", "Ruth Abelow", "Femi Oduwale", "Sian Brackley", "Anita Pell", "Gareth Moor", "Ines Carvalho",
    "Tom Ashdown", "Yusuf Rahman", "Helen Strand", "Dele Marrash", "Kit Larwood", "Nora Quist", "Sam Oakley", "Priya Nandi",
)  # fmt: skip


def tell(people: dict[str, Person], listed: dict[str, Organisation]) -> None:
    """One agreement in force for six weeks, and another under discussion."""
    made = _in_force(people, listed)
    for name in (COORDINATOR, "Marlshire County Council", "Otterdale Primary Care Network"):
        standings.give(listed[name], "steering", by=people["officer"])
    _a_review_of_the_disagreement(made, people)
    _next(people, listed)


def _in_force(people: dict[str, Person], listed: dict[str, Organisation]) -> Agreement:
    officer = people["officer"]
    with clock.moved(days=-150):
        read = reading.read((HERE / "agreement.md").read_text(encoding="utf-8"))
        made = drafting.begin(
            read.title,
            purpose="What groups and charities, councils and the NHS in Marlshire promise each other. It is not a contract. It is our "
            "word, and this page shows how well we keep it.",
            readers="everybody",
            by=officer,
        )
        for name in PARTNERS:
            drafting.add_party(made, listed[name], by=officer, drafts=name == "Harrow Green Befrienders")
        drafting.put_in(made, read.clauses, by=officer)
        for number, (lead, others) in PROMISES.items():
            _promise(made, number, listed[lead], [listed[one] for one in others], officer)
        _write(
            made, "2.1", "We bring plans to each other while they can still change, two weeks before they are decided.", officer
        )
        made.refresh_from_db()
        first = settling.publish(made, seen=made.edition, answers_until=clock.today() + dt.timedelta(days=28), by=officer)
    with clock.moved(days=-140):
        _talk(first, people, listed)
    with clock.moved(days=-120):
        four_weeks = next(one.text for one in read.clauses if one.number == "2.1")
        _write(made, "2.1", four_weeks, people["charity"], listed["Harrow Green Befrienders"])
        made.refresh_from_db()
        version = settling.publish(
            made, seen=made.edition, answers_until=clock.today() + dt.timedelta(days=40), close_comments=True,
            note="Clause 2.1: four weeks to answer, not two, as the groups asked.", by=officer,
        )  # fmt: skip
        _ask_those_without_a_seat(made, officer)
    with clock.moved(days=-90):
        _stand(made, people, listed)
    with clock.moved(days=-80):
        _disagree(made, people, listed)
    with clock.moved(days=-70):
        version = settling.open_for_signing(version, by=people["chief"])
    _sign(version, people)
    with clock.moved(days=-42):
        settling.bring_into_force(version, by=people["chief"], review_on=clock.today() + dt.timedelta(days=365))
    signing.seal_again(version)
    return made


def _ask_those_without_a_seat(made: Agreement, by: Person, but: str = "") -> None:
    """The officer knows of an address for each, but for one."""
    for one in standing.unreached(made):
        if one.name != but:
            settling.ask_at(made, one, email=f"hello@{one.slug[:50]}.example", by=by)


def _clause(made: Agreement, number: str) -> Clause:
    return next(one.clause for one in texts.working(made) if one.clause.number == number)


def _write(made: Agreement, number: str, text: str, by: Person, organisation: Organisation | None = None) -> None:
    clause = _clause(made, number)
    kind = texts.latest_wording(clause).kind
    drafting.write(clause, seen=clause.edition, kind=kind, text=text, by=by, organisation=organisation)


def _promise(made: Agreement, number: str, lead: Organisation, others: list[Organisation], by: Person) -> None:
    clause = _clause(made, number)
    text = texts.latest_wording(clause).text
    drafting.write(clause, seen=clause.edition, kind="commitment", text=text, by=by, lead=lead, others=others)


def _talk(version: Version, people: dict[str, Person], listed: dict[str, Organisation]) -> None:
    """Two comments: one that was answered, one that a later version settled."""
    entries = {one.number: one for one in texts.entries_of(version)}
    asked = commenting.say(
        entries["3.4"], text="Five working days from the letter, or from when somebody opens it?", by=people["charity"],
        organisation=listed["Harrow Green Befrienders"],
    )  # fmt: skip
    owed = replies_queries.about(asked)
    if owed:
        replies.answer(owed, text="From the day it arrives. We open ours every morning.", by=people["chief"])
    commenting.say(
        entries["2.1"],
        text="Two weeks is no time at all when nobody is paid to read.",
        by=people["group"],
        organisation=listed["Kettle & Chat"],
    )
    for number, name, who, words, answer in SAID:
        said = commenting.say(entries[number], text=words, by=people[who], organisation=listed[name])
        owed = replies_queries.about(said)
        if owed:
            replies.answer(owed, text=answer, by=people["chief"])


def _stand(made: Agreement, people: dict[str, Person], listed: dict[str, Organisation]) -> None:
    sheet = standing.find_sheet(made.pk)
    if sheet is None:
        raise LookupError(made)
    own = {
        "Harrow Green Befrienders": people["charity"],
        "Kettle & Chat": people["group"],
        "Marlshire County Council": people["council"],
    }
    doubts = {(number, name): (stance, words, mandate) for number, name, stance, words, mandate in DOUBTS}
    decided = clock.today() - dt.timedelta(days=6)
    for text in sheet.texts:
        for organisation in sheet.organisations:
            if organisation.name == NOT_YET[0]:
                continue
            stance, words, said = doubts.get(
                (text.number, organisation.name), ("agree", "", Mandate(CAPACITIES[organisation.sector]))
            )
            mandate = Mandate(said.said_by, said.body, decided if said.body else None, said.reference)
            positions.take(
                text, stance=stance, words=words, organisation=organisation, by=own.get(organisation.name), mandate=mandate
            )


def _disagree(made: Agreement, people: dict[str, Person], listed: dict[str, Organisation]) -> None:
    clause = _clause(made, "3.1")
    found = disagreeing.open(
        "Does paid time include travel?",
        text=standing.current_texts([clause.pk], people["officer"])[clause.pk],
        interim="Meetings of the steering group are held by video every second time.",
        owner=listed[COORDINATOR],
        owner_role="Chair of the steering group",
        next_review=clock.today() + dt.timedelta(days=60),
        by=people["officer"],
    )
    disagreeing.say(
        found,
        listed["Otterdale District Council"],
        words="We can pay for meetings from April. For travel we have no budget line, and will not promise what we cannot find.",
        would_change="A sum for travel in the county’s grant to districts.",
        mandate=Mandate("Councillor Ivy Sandell", "the cabinet", clock.today() - dt.timedelta(days=8), "minute 31"),
        by=None,
    )


def _a_review_of_the_disagreement(made: Agreement, people: dict[str, Person]) -> None:
    """It was looked at once, and is looked at again in three weeks."""
    clause = _clause(made, "3.1")
    (found,) = position_queries.disagreements_on(texts.CLAUSE, [clause.pk])[clause.pk]
    with clock.moved(days=-21):
        disagreeing.look(
            found, words="The county will say in its budget whether there is a sum for travel. Until then video stays.", outcome="open",
            next_review=clock.today() + dt.timedelta(days=42), by=people["chief"],
        )  # fmt: skip


def _sign(version: Version, people: dict[str, Person]) -> None:
    """Most sign in the room; the chief and the council from a mail, some days before."""
    parties = {one.organisation.name: one for one in texts.parties_of(version.agreement)}
    mailed = {
        COORDINATOR: people["chief"],
        "Marlshire County Council": people["council"],
        "Harrow Green Befrienders": people["charity"],
    }
    for at, name in enumerate(PARTNERS):
        if name in NOT_YET:
            continue
        party, person = parties[name], mailed.get(name)
        with clock.moved(days=-50 if person else -47, minutes=at):
            capacity = CAPACITIES[party.sector]
            invitation = signing.ask(
                version, party, name=str(person or NAMES[at % len(NAMES)]), email=person.email if person else "", capacity=capacity,
                by=people["officer"],
            )  # fmt: skip
            decided = (clock.today() - dt.timedelta(days=3 + at % 9)).isoformat()
            body = DECIDED_BY[party.sector]
            said = Said(
                name=invitation.name,
                capacity=capacity,
                mandate=SigningMandate(body=body, on=decided, reference=f"minute {at % 17 + 2}"),
            )
            whole = signing_queries.whole(invitation.pk)
            signing.sign(
                whole, said=said, seen=signing_queries.shown(whole).seen, proof="mail" if person else "card",
                method="online" if person else "room", by=person,
            )  # fmt: skip


def _next(people: dict[str, Person], listed: dict[str, Organisation]) -> None:
    """On the table: an agreement for children and families, with a reservation and a comment that waits for its answer."""
    officer = people["officer"]
    with clock.moved(days=-9):
        made = drafting.begin(
            "Children and families first", purpose="The right door at the first knock.", readers="everybody", by=officer
        )
        for name in ("Marlshire Families Together", "Marlshire Youth Action", "Harrow Green Befrienders", "Kettle & Chat", "Marlshire County Council",
                     "Eastmere Borough Council", "Otterdale Primary Care Network", "Marlshire Community and Mental Health NHS Trust"):  # fmt: skip
            drafting.add_party(made, listed[name], by=officer, drafts=name == "Marlshire Families Together")
        drafting.put_in(made, reading.read((HERE / "next_agreement.md").read_text(encoding="utf-8")).clauses, by=officer)
        _promise(made, "2.2", listed["Otterdale Primary Care Network"], [listed["Marlshire County Council"]], officer)
        made.refresh_from_db()
        version = settling.publish(made, seen=made.edition, answers_until=clock.today() + dt.timedelta(days=28), by=officer)
        _ask_those_without_a_seat(made, officer, but="Eastmere Borough Council")
    with clock.moved(days=-3):
        sheet = standing.find_sheet(made.pk)
        texts_by_number = {one.number: one for one in sheet.texts} if sheet else {}
        for number in ("1.1", "1.2", "2.1", "2.2"):
            for name in ("Marlshire Families Together", "Marlshire County Council", "Marlshire Youth Action"):
                positions.take(texts_by_number[number], stance="agree", organisation=listed[name], by=None)
        positions.take(
            texts_by_number["2.3"], stance="reservation", organisation=listed["Marlshire County Council"], by=people["council"],
            words="We agree, and want the twelve families to be chosen by lot and not by us.",
            mandate=Mandate("director of communities", "the cabinet member", clock.today() - dt.timedelta(days=2), ""),
        )  # fmt: skip
        entries = {one.number: one for one in texts.entries_of(version)}
        commenting.say(
            entries["2.1"],
            text="Where is the desk for a village without a bus?",
            by=people["group"],
            organisation=listed["Kettle & Chat"],
        )
