"""A row of every kind that positions keep about somebody."""

import datetime as dt

from alongside.agreements import reading
from alongside.agreements.actions import commenting, drafting, settling
from alongside.agreements.models import Agreement
from alongside.agreements.queries import standing, texts
from alongside.kit import clock
from alongside.organisations.models import Seat
from alongside.people.models import Person
from alongside.positions import actions, disagreeing
from tests.agreements.texts import TEXT
from tests.organisations.factories import OrganisationFactory, SeatFactory


def about(person: Person) -> None:
    """They wrote a text and said something of it, asked, answered for an organisation, opened a disagreement, said its side and looked at it again."""
    council = OrganisationFactory.create(sector="council")
    SeatFactory.create(person=person, organisation=council, role=Seat.Role.LEAD)
    made = drafting.begin("The Marl Agreement", readers=Agreement.Readers.PARTIES, by=person)
    drafting.add_party(made, council, by=person)
    drafting.put_in(made, reading.read(TEXT).clauses, by=person)
    made.refresh_from_db()
    settling.publish(made, seen=made.edition, answers_until=clock.today() + dt.timedelta(days=28), by=person)
    table = texts.on_the_table(made)
    assert table
    commenting.say(texts.entries_of(table)[0], text="Who pays?", by=person)
    sheet = standing.find_sheet(made.pk)
    assert sheet
    actions.ask(sheet, council, email=person.email, by=person)
    actions.take(sheet.texts[0], stance="cannot", words="We have no budget.", organisation=council, by=person)
    later = clock.today() + dt.timedelta(days=30)
    found = disagreeing.open(
        "Travel", interim="As it is.", owner=council, owner_role="Chair", next_review=later, text=None, asked=[council], by=person
    )
    disagreeing.say(found, council, words="Not yet.", by=person)
    disagreeing.look(found, words="Still open.", outcome="open", next_review=later, by=person)
