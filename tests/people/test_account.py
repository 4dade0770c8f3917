"""A person's own account: their name and address, and where they are signed in."""

import datetime as dt
import re

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.people import actions
from alongside.people.models import Person, Session
from alongside.people.sessions import SessionStore, digest
from alongside.record.models import Event
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db
ACCOUNT = "/account/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1"


def signed_in(person: Person, agent: str = FIREFOX) -> Client:
    """A browser in which this person has pressed the button of a link."""
    client = Client(headers={"user-agent": agent})
    client.post(actions.sign_in_link(person).removeprefix("http://localhost:8000"))
    return client


@pytest.fixture
def person() -> Person:
    return PersonFactory.create(email="anita@example.org", name="Anita Rao")


def test_person_changes_their_name(person: Person) -> None:
    client = signed_in(person)
    assert client.post(ACCOUNT, {"name": "Anita  Rao-Bell "})["Location"] == ACCOUNT
    person.refresh_from_db()
    assert person.name == "Anita Rao-Bell"
    assert Event.objects.filter(kind="people.renamed", subject_id=person.pk, by=person.pk, facts={}).exists()


def test_name_cannot_be_left_empty(person: Person) -> None:
    page = signed_in(person).post(ACCOUNT, {"name": " "})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text


def test_person_sees_where_they_are_signed_in(person: Person) -> None:
    signed_in(person, PHONE)
    signed_in(PersonFactory.create(), "Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0 Safari/537.36")
    page = signed_in(person).get(ACCOUNT).text
    assert "Firefox on Windows" in page
    assert "This device" in page
    assert "Safari on iPhone" in page
    assert "Chrome" not in page


def test_person_ends_one_device(person: Person) -> None:
    phone, desk = signed_in(person, PHONE), signed_in(person)
    page = desk.get(ACCOUNT).text
    (other,) = re.findall(r'name="session" value="(\w+)"', page)
    desk.post("/account/sessions/end/", {"session": other})
    assert phone.get(ACCOUNT)["Location"].startswith("/account/sign-in/")
    assert desk.get(ACCOUNT).status_code == 200
    assert Event.objects.filter(kind="people.session_ended", by=person.pk).count() == 1


def test_person_cannot_end_the_device_of_another(person: Person) -> None:
    other = PersonFactory.create()
    theirs = signed_in(other)
    signed_in(person).post("/account/sessions/end/", {"session": Session.objects.get(person=other).pk})
    assert theirs.get(ACCOUNT).status_code == 200


def test_signing_out_everywhere_ends_every_device_and_every_open_link(person: Person) -> None:
    phone, desk = signed_in(person, PHONE), signed_in(person)
    unused = actions.sign_in_link(person).removeprefix("http://localhost:8000")
    bystander = signed_in(PersonFactory.create())
    assert desk.post("/account/sessions/end-all/")["Location"] == "/account/sign-in/"
    for client in (phone, desk):
        assert client.get(ACCOUNT).status_code == 302
    assert Client().get(unused).status_code == 410
    assert bystander.get(ACCOUNT).status_code == 200


def test_person_ends_every_device_but_this_one(person: Person) -> None:
    phone, desk = signed_in(person, PHONE), signed_in(person)
    unused = actions.sign_in_link(person).removeprefix("http://localhost:8000")
    bystander = signed_in(PersonFactory.create())
    assert "Every other device is signed out." in desk.post("/account/sessions/end-others/", follow=True).text
    assert phone.get(ACCOUNT).status_code == 302
    assert Client().get(unused).status_code == 410
    assert bystander.get(ACCOUNT).status_code == 200


def test_what_is_kept_of_a_session_opens_nothing(person: Person) -> None:
    client = signed_in(person)
    row = Session.objects.get(person=person)
    assert row.pk == digest(client.cookies["sessionid"].value)
    thief = Client()
    thief.cookies["sessionid"] = row.pk
    assert thief.get(ACCOUNT).status_code == 302
    assert FIREFOX not in str(SessionStore().decode(row.session_data))


def test_ended_session_is_not_written_anew_by_a_request_that_was_under_way(person: Person) -> None:
    client = signed_in(person)
    session = client.session
    session["more"] = 1
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


def test_pages_for_somebody_signed_in_are_never_stored(person: Person) -> None:
    client = signed_in(person)
    for address in ("/", ACCOUNT, "/organisations/"):
        assert client.get(address)["Cache-Control"] == "no-store, private"
    assert "no-store" not in Client().get("/").get("Cache-Control", "")


def test_session_ends_after_two_weeks_without_use(person: Person) -> None:
    with time_machine.travel("2026-11-02 09:00 +0000") as clock:
        client = signed_in(person)
        clock.shift(dt.timedelta(days=13))
        assert client.get(ACCOUNT).status_code == 200
        clock.shift(dt.timedelta(days=13))
        assert client.get(ACCOUNT).status_code == 200
        clock.shift(dt.timedelta(days=15))
        assert client.get(ACCOUNT).status_code == 302


def test_session_ends_after_thirty_days_in_any_case(person: Person) -> None:
    with time_machine.travel("2026-11-02 09:00 +0000") as clock:
        client = signed_in(person)
        for _ in range(30):
            clock.shift(dt.timedelta(days=1))
            assert client.get(ACCOUNT).status_code == 200
        clock.shift(dt.timedelta(days=1))
        assert client.get(ACCOUNT).status_code == 302


def test_day_of_last_use_is_kept_and_no_hour(person: Person) -> None:
    with time_machine.travel("2026-11-02 09:00 +0000") as clock:
        phone = signed_in(person, PHONE)
        clock.shift(dt.timedelta(days=3))
        phone.get("/")
        desk = signed_in(person)
        clock.shift(dt.timedelta(days=2))
        assert "Last used on 5 November 2026" in desk.get(ACCOUNT).text


def test_account_page_costs_the_same_with_few_and_many_devices(person: Person) -> None:
    client = signed_in(person)
    costs = []
    for number in (1, 20):
        for _ in range(number):
            signed_in(person, PHONE)
        client.get(ACCOUNT)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(ACCOUNT).text.count("Safari on iPhone") >= number
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_new_address_holds_once_its_code_is_given_and_the_old_one_is_told(person: Person) -> None:
    client = signed_in(person)
    client.post("/account/email/", {"email": "rao@example.org", "action_add": "1"})
    assert mail.outbox[-1].to == ["rao@example.org"]
    person.refresh_from_db()
    assert person.email == "anita@example.org"
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert found
    client.post("/account/confirm/", {"code": found[0]})
    person.refresh_from_db()
    assert person.email == "rao@example.org"
    assert mail.outbox[-1].to == ["anita@example.org"]
    assert "has changed" in mail.outbox[-1].subject
    assert Event.objects.filter(kind="people.address_confirmed", subject_id=person.pk).exists()


def test_links_in_the_old_mailbox_end_with_the_old_address(person: Person) -> None:
    client, lying_about = signed_in(person), actions.sign_in_link(person)
    client.post("/account/email/", {"email": "rao@example.org", "action_add": "1"})
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert found
    client.post("/account/confirm/", {"code": found[0]})
    assert Client().post(lying_about.removeprefix("http://localhost:8000")).status_code == 410


def test_address_of_somebody_else_cannot_be_taken(person: Person) -> None:
    PersonFactory.create(email="taken@example.org")
    client = signed_in(person)
    client.post("/account/email/", {"email": "taken@example.org", "action_add": "1"})
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    if found:
        client.post("/account/confirm/", {"code": found[0]})
    person.refresh_from_db()
    assert person.email == "anita@example.org"
