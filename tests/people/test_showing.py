"""Showing somebody everything that is held about them, and nothing about anybody else."""

import json
import uuid

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.directory import actions as directory
from alongside.kit.personal import Export
from alongside.organisations.models import Seat
from alongside.people import personal, showing, whose
from alongside.people.models import Person
from alongside.record import actions as record
from alongside.replies import actions as replies
from alongside.replies.models import OwedReply
from tests.organisations.factories import ContactFactory, CoordinatorFactory, SeatFactory
from tests.people.factories import PersonFactory
from tests.replies.factories import a_reply

PAGE, FILE = "/account/yours/", "/account/yours/all.json"


@pytest.fixture
def anita(db: None) -> Person:
    return PersonFactory.create(name="Anita Rao", email="anita@example.org")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_every_personal_field_says_whose_it_is() -> None:
    assert not whose.unled()


def test_every_way_to_a_person_leads_to_one() -> None:
    for part in whose.parts():
        for path in part.paths:
            assert whose.leads_to(part.model, path), (part.label, path)


def test_everything_that_is_shown_has_a_name_in_plain_words() -> None:
    for part in whose.parts():
        shown = [name for name, said in part.fields.items() if said.export is Export.SHOW and part.of[name]]
        unnamed = [name for name in shown if not personal.word(part.label, name)]
        assert not unnamed, (part.label, unnamed)
        assert personal.word(part.label), part.label


def test_person_sees_their_account_seats_questions_and_mails(anita: Person) -> None:
    seat = SeatFactory.create(person=anita, title="Treasurer")
    a_reply(seat.organisation, asker=anita, title="Who has the key?")
    page = signed_in(anita).get(PAGE).text
    for said in (
        "Anita Rao",
        "anita@example.org",
        "Treasurer",
        seat.organisation.name,
        "Who has the key?",
        "Mails that we sent you",
    ):
        assert said in page
    assert "To show who speaks for an organisation, and since when" in page
    assert "Who sees it" in page


def test_file_says_the_same_as_the_page(anita: Person) -> None:
    SeatFactory.create(person=anita, title="Treasurer")
    answer = signed_in(anita).get(FILE)
    assert answer["Content-Disposition"].startswith("attachment")
    told = json.loads(answer.content)
    seats = [row for thing in told["things"] if thing["what"] == "Your seats" for row in thing["rows"]]
    assert [row["title"] for row in seats] == ["Treasurer"]
    assert told["addresses"] == ["anita@example.org"]


def test_each_thing_stands_whole_says_what_it_is_about_and_leads_there(anita: Person) -> None:
    seat = SeatFactory.create(person=anita, role=Seat.Role.LEAD)
    asked = a_reply(seat.organisation, asker=PersonFactory.create(), owner=anita, title="Who has the key?")
    replies.answer(asked, text="I have.", by=anita)
    shown = showing.everything(whose.of_person(anita))
    (thing,) = [thing for thing in shown.things if thing.what == "What you asked, and what you answered"]
    (row,) = thing.rows
    said = {fact.name: fact.value for fact in row.facts}
    assert {
        "Organisation": seat.organisation.name,
        "Title": "Who has the key?",
        "Who answers for it": "You",
    }.items() <= said.items()
    assert said["The answer"] == "I have."
    assert row.itself and row.itself.url == asked_url(asked)
    assert asked_url(asked) in signed_in(anita).get(PAGE).text
    assert {rule.long for rule in thing.rules} == {"As long as what it is about"}


def asked_url(reply: OwedReply) -> str:
    return reverse("replies:reply", args=[reply.pk])


def test_nobody_sees_what_is_about_another_in_the_same_row(anita: Person) -> None:
    seat = SeatFactory.create(role=Seat.Role.LEAD)
    asked = a_reply(seat.organisation, asker_email="visitor@example.org", title="Who has the key?", owner=anita)
    SeatFactory.create(person=anita, organisation=seat.organisation)
    replies.answer(asked, text="I have.", by=anita)
    told = signed_in(anita).get(FILE).text
    assert "I have." in told
    assert "visitor@example.org" not in told
    assert seat.person.name not in told


def test_mails_that_went_to_an_address_they_no_longer_have_are_theirs_still(anita: Person) -> None:
    a_reply(asker=anita, title="Who has the key?")
    Person.objects.filter(pk=anita.pk).update(email="rao@example.org")
    EmailAddress.objects.filter(user=anita).update(email="rao@example.org")
    shown = showing.everything(whose.of_person(Person.objects.get()))
    mails = [thing for thing in shown.things if thing.what == "Mails that we sent you"]
    assert [row.plain["to"] for thing in mails for row in thing.rows] == ["anita@example.org"]


def test_contact_at_their_confirmed_address_is_theirs(anita: Person) -> None:
    ContactFactory.create(kind="email", value="Anita@Example.org", name="Anita R.")
    ContactFactory.create(kind="email", value="somebody@example.org", name="Somebody Else")
    told = signed_in(anita).get(FILE).text
    assert "Anita R." in told
    assert "Somebody Else" not in told


def test_address_that_was_never_confirmed_opens_nothing(db: None) -> None:
    claimed = PersonFactory.create(email="ruth@example.org", confirmed=False)
    CoordinatorFactory.create()
    directory.ask_a_person(need="My husband is ill", email="ruth@example.org")
    assert "My husband is ill" not in signed_in(claimed).get(FILE).text


def test_what_somebody_did_stands_there_as_sentences(anita: Person) -> None:
    record.write("people.renamed", on=anita, by=anita)
    record.write("people.session_ended", on=PersonFactory.create(), by=anita)
    page = signed_in(anita).get(PAGE).text
    assert "Name changed" in page
    assert "Signed out on one device" in page


def test_secret_of_the_house_is_not_shown(anita: Person) -> None:
    client = signed_in(anita)
    told = client.get(FILE).text
    assert "session_data" not in told
    assert str(client.session.session_key) not in told


def test_cost_is_the_same_for_few_and_many_rows(anita: Person) -> None:
    organisation = CoordinatorFactory.create()
    costs = []
    for number in (2, 200):
        record_rows = [record._event("people.renamed", anita, anita, uuid.uuid4(), {}) for _ in range(number)]
        type(record_rows[0]).objects.bulk_create(record_rows)
        for _ in range(number // 20 + 1):
            a_reply(organisation, asker=anita)
        with CaptureQueriesContext(connection) as asked:
            showing.everything(whose.of_person(anita), most=None)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_page_shows_the_first_of_many_and_the_file_all(anita: Person) -> None:
    organisation = CoordinatorFactory.create()
    for number in range(showing.ON_A_PAGE + 3):
        a_reply(organisation, asker=anita, title=f"Question {number:02}?")
    client = signed_in(anita)
    assert client.get(PAGE).text.count("<dd>Question ") < client.get(FILE).text.count("Question ")
    assert "in the file" in client.get(PAGE).text
