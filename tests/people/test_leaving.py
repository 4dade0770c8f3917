"""Deleting one's account, and changing one's address: with fresh proof, and told by mail."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from alongside.organisations.models import Seat
from alongside.people import actions
from alongside.people.models import Forgetting, Person, Session, SignInLink
from alongside.record.models import Event
from tests.people.factories import PersonFactory, an_app, proven
from tests.people.test_sign_in import ask, code
from tests.personas import County
from tests.replies.factories import a_reply

pytestmark = pytest.mark.django_db
NOW = {"when": "now", "sure": "on"}
DELETE, ADDRESS = "/account/leave/", "/account/email/"


@pytest.fixture
def person() -> Person:
    return PersonFactory.create(email="anita@example.org", name="Anita Rao")


def test_account_is_deleted_with_every_way_in_and_its_owner_is_told(person: Person) -> None:
    an_app(person)
    phone, desk = Client(), Client()
    for client in (phone, desk):
        client.force_login(person)
    link = actions.sign_in_link(person).removeprefix("http://localhost:8000")
    proven(desk, person)
    assert "It cannot be undone" in desk.get(DELETE).text
    assert "You are forgotten here" in desk.post(DELETE, NOW, follow=True).text
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [(["anita@example.org"], "We have forgotten you")]
    for kept in (Person, EmailAddress, Authenticator, SignInLink):
        assert not kept.objects.exists()
    assert not Session.objects.exclude(person=None).exists()
    assert phone.get("/account/").status_code == 302
    assert Client().get(link).status_code == 410
    ask(Client(), "anita@example.org")
    assert "There is no account with this address" in str(mail.outbox[-1].body)
    event = Event.objects.get(kind="people.deleted")
    assert event.subject_id == person.pk
    assert "anita" not in str(vars(event)).lower()


def test_who_leaves_at_once_is_forgotten_as_the_page_said(person: Person) -> None:
    asked = a_reply(asker=person)
    client = Client()
    client.force_login(person)
    proven(client, person)
    assert "What you asked, and what you answered" in client.get(DELETE).text
    client.post(DELETE, NOW)
    asked.refresh_from_db()
    assert asked.asker is None and asked.asker_email == ""
    assert Forgetting.objects.get().state == "done"


def test_nothing_is_deleted_without_the_tick(person: Person) -> None:
    client = Client()
    client.force_login(person)
    proven(client, person)
    assert "Tick this to go on" in client.post(DELETE, {"when": "now"}).text
    assert Person.objects.exists()


def test_browser_that_was_left_open_deletes_and_changes_nothing(person: Person) -> None:
    client = Client()
    client.force_login(person)
    for address, fields in ((DELETE, NOW), (ADDRESS, {"email": "thief@example.org", "action_add": "1"})):
        assert client.post(address, fields)["Location"].startswith("/account/prove/?next=")
    assert Person.objects.exists()
    assert not mail.outbox


def test_only_lead_is_warned_and_told_what_ends(county: County) -> None:
    charity, group = county.client("charity"), county.client("group")
    page = charity.get(DELETE).text
    assert "You are the only lead of Marlshire Carers." in page
    assert "Your seat at Marlshire Carers ends." in page
    assert "You are the only lead" not in group.get(DELETE).text
    charity.post(DELETE, NOW)
    assert not Seat.objects.filter(organisation=county.organisations["charity"]).exists()
    assert Event.objects.filter(kind="organisations.seat_ended", subject_id=county.organisations["charity"].pk).exists()


def test_only_lead_of_the_coordinator_stays_until_there_is_another(county: County) -> None:
    chief = county.client("chief")
    assert "Make somebody else a lead first" in chief.post(DELETE, NOW, follow=True).text
    assert chief.get("/account/").status_code == 200
    assert Person.objects.filter(email="chief@example.org").exists()
    assert not mail.outbox


@pytest.mark.parametrize("button", ["action_remove", "action_primary", "action_send"])
def test_allauths_other_buttons_do_nothing_here(person: Person, button: str) -> None:
    client = Client()
    client.force_login(person)
    proven(client, person)
    client.post(ADDRESS, {"email": "anita@example.org", button: "1"})
    assert EmailAddress.objects.get().primary
    assert not mail.outbox


def test_address_that_is_asked_for_holds_nothing_before_its_code(person: Person) -> None:
    client = Client()
    client.force_login(person)
    proven(client, person)
    client.post(ADDRESS, {"email": "rao@example.org"})
    assert code()
    assert [sent.to for sent in mail.outbox] == [["rao@example.org"]]
    ask(Client(), "rao@example.org")
    assert "There is no account with this address" in str(mail.outbox[-1].body)
    assert EmailAddress.objects.get().email == "anita@example.org"
