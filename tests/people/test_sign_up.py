"""Making an account."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from alongside.jobs import actions as jobs
from alongside.jobs import worker
from alongside.people import actions
from alongside.people.models import Person
from alongside.record.models import Event
from tests.organisations.factories import SeatFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db
SIGN_UP, CONFIRM = "/account/sign-up/", "/account/confirm/"


def code() -> str:
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert found
    return found[0]


def test_name_address_and_a_code_make_an_account(client: Client) -> None:
    answer = client.post(SIGN_UP, {"name": " Tomas  Nowak ", "email": "Tomas@Example.org"})
    assert answer["Location"] == CONFIRM
    assert "tomas@example.org" in client.get(CONFIRM).text
    client.post(CONFIRM, {"code": code()})
    person = Person.objects.get()
    assert (person.name, person.email) == ("Tomas Nowak", "tomas@example.org")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_account_is_not_open_before_the_address_is_confirmed(client: Client) -> None:
    client.post(SIGN_UP, {"name": "Tomas", "email": "tomas@example.org"})
    assert "_auth_user_id" not in client.session
    wrong = "0000-0000" if code() != "0000-0000" else "1111-1111"
    assert "This is not the code we sent" in client.post(CONFIRM, {"code": wrong}).text
    assert "_auth_user_id" not in client.session


def test_address_that_has_an_account_gets_the_same_answer() -> None:
    PersonFactory.create(email="here@example.org")
    seen = set()
    for email in ("here@example.org", "new@example.org"):
        client = Client()
        answer = client.post(SIGN_UP, {"name": "Somebody", "email": email})
        page = re.sub(r'value="[\w]{64}"', "", client.get(CONFIRM).text).replace(email, "…")
        seen.add((answer.status_code, answer["Location"], page))
    assert len(seen) == 1
    assert "You have one already" in str(mail.outbox[0].body)
    assert "http://localhost:8000/account/sign-in/" in str(mail.outbox[0].body)
    assert Person.objects.filter(email="here@example.org").count() == 1


def test_account_that_nobody_confirms_is_let_go_of_after_a_week(client: Client) -> None:
    with time_machine.travel("2026-11-02 09:00 +0000") as then:
        client.post(SIGN_UP, {"name": "Tomas", "email": "tomas@example.org"})
        client.post(SIGN_UP, {"name": "Ada", "email": "ada@example.org"})
        client.post(CONFIRM, {"code": code()})
        invited = actions.add("invited@example.org", by=None)
        SeatFactory.create(person=invited)
        then.shift(dt.timedelta(days=6, hours=23))
        assert actions.let_go_of_unconfirmed() == 0
        then.shift(dt.timedelta(hours=2))
        jobs.put("people.let_go_of_unconfirmed")
        worker.work_off()
    assert {"ada@example.org", "invited@example.org"} <= set(Person.objects.values_list("email", flat=True))
    assert not Person.objects.filter(email="tomas@example.org").exists()
    assert not EmailAddress.objects.filter(email="tomas@example.org").exists()
    assert Event.objects.get(kind="people.never_confirmed").facts == {}
    client.post(SIGN_UP, {"name": "Tomas", "email": "tomas@example.org"})
    assert Person.objects.filter(email="tomas@example.org").exists()


def test_mistyped_address_can_be_given_again(client: Client) -> None:
    client.post(SIGN_UP, {"name": "Tomas", "email": "tommas@example.org"})
    assert client.get(SIGN_UP).status_code == 200
    client.post(SIGN_UP, {"name": "Tomas", "email": "tomas@example.org"})
    client.post(CONFIRM, {"code": code()})
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="tomas@example.org").pk)


def test_place_may_close_sign_up(client: Client, settings: Settings) -> None:
    settings.SIGN_UP_OPEN = False
    assert "by invitation" in client.get(SIGN_UP).text
    client.post(SIGN_UP, {"name": "Tomas", "email": "tomas@example.org"})
    assert not Person.objects.exists()
    client.post("/account/sign-in/", {"email": "tomas@example.org"})
    assert "sign-up" not in str(mail.outbox[-1].body)


def test_what_is_missing_is_said_beside_its_field(client: Client) -> None:
    page = client.post(SIGN_UP, {"name": "", "email": "tomas"}).text
    assert "<title>Error:" in page
    assert 'href="#id_name"' in page
    assert 'href="#id_email"' in page
