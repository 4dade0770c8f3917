"""Before a way to sign in is changed, whoever is there shows again that they are the person."""

import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from alongside.people import actions
from alongside.people.models import Person
from tests.people.factories import PersonFactory, a_passkey, an_app, app_code, proven
from tests.people.test_sign_in import CODE, ask, code, whom

pytestmark = pytest.mark.django_db
PROVE, ADD, WAYS = "/account/prove/", "/account/ways/passkeys/add/", "/account/ways/"
STEP = "/account/sign-in/second-step/"


@pytest.fixture
def person() -> Person:
    return PersonFactory.create(email="anita@example.org", name="Anita Rao")


@pytest.fixture
def stale(person: Person) -> Client:
    """A browser that was left open."""
    client = Client()
    client.force_login(person)
    return client


def test_browser_that_was_left_open_adds_no_passkey(stale: Client) -> None:
    for answer in (stale.get(ADD), stale.post(ADD, {"credential": "{}"})):
        assert answer["Location"] == f"{PROVE}?next=%2Faccount%2Fways%2Fpasskeys%2Fadd%2F"


def test_code_by_mail_is_proof_for_whoever_has_no_second_step(stale: Client) -> None:
    stale.post(PROVE, {"action": "send", "next": ADD})
    assert mail.outbox[-1].to == ["anita@example.org"]
    page = stale.get(f"{PROVE}?next={ADD}")
    assert "anita@example.org" in page.text
    assert stale.post(PROVE, {"code": code(), "next": ADD})["Location"] == ADD
    assert stale.get(ADD).status_code == 200


def test_proof_ends_after_ten_minutes(stale: Client, person: Person) -> None:
    with time_machine.travel("2026-11-09 10:00 +0000") as clock:
        stale.force_login(person)
        proven(stale, person)
        clock.shift(dt.timedelta(minutes=9))
        assert stale.get(ADD).status_code == 200
        clock.shift(dt.timedelta(minutes=2))
        assert stale.get(ADD).status_code == 302


def test_signing_in_is_proof_for_a_while(client: Client, person: Person) -> None:
    ask(client, "anita@example.org")
    client.post(CODE, {"code": code()})
    assert client.get(ADD).status_code == 200
    other = Client()
    other.post(actions.sign_in_link(person).removeprefix("http://localhost:8000"))
    assert other.get(ADD).status_code == 200


def test_code_by_mail_is_no_proof_for_whoever_has_a_second_step(stale: Client, person: Person) -> None:
    stale.post(PROVE, {"action": "send"})
    sent = code()
    an_app(person)
    assert stale.post(PROVE, {"action": "send"})["Location"] == PROVE
    assert len(mail.outbox) == 1
    assert stale.post(PROVE, {"code": sent, "next": ADD}).status_code == 200
    assert stale.get(ADD).status_code == 302
    stale.post(PROVE, {"code": app_code(), "next": ADD})
    assert stale.get(ADD).status_code == 200


def test_wrong_code_is_said_and_five_end_it(stale: Client) -> None:
    stale.post(PROVE, {"action": "send"})
    wrong = "0000-0000" if code() != "0000-0000" else "1111-1111"
    for _ in range(4):
        assert 'aria-invalid="true"' in stale.post(PROVE, {"code": wrong}).text
    assert "Ask for a new one" in stale.post(PROVE, {"code": wrong}).text
    stale.post(PROVE, {"code": code()})
    assert stale.get(ADD).status_code == 302


def test_proof_of_one_person_is_none_for_the_next_in_the_same_browser(client: Client, person: Person) -> None:
    ask(client, "anita@example.org")
    client.post(CODE, {"code": code()})
    client.force_login(PersonFactory.create())
    assert client.get(ADD).status_code == 302


def test_proving_never_leads_to_another_site(stale: Client) -> None:
    stale.post(PROVE, {"action": "send"})
    assert stale.post(PROVE, {"code": code(), "next": "https://elsewhere.example/"})["Location"] == "/account/"


def test_passkey_is_renamed_and_removed_and_the_person_is_told(stale: Client, person: Person) -> None:
    proven(stale, person)
    key = a_passkey(person)
    stale.post(f"{WAYS}passkeys/{key.pk}/", {"name": "Work telephone"})
    assert "Work telephone" in stale.get(WAYS).text
    assert "Work telephone" in stale.get(f"{WAYS}passkeys/{key.pk}/remove/").text
    stale.post(f"{WAYS}passkeys/{key.pk}/remove/")
    assert not Authenticator.objects.exists()
    assert "was removed" in mail.outbox[-1].subject
    assert "127.0.0.1" not in str(mail.outbox[-1].body)


def test_link_does_not_go_round_the_second_step(client: Client, person: Person) -> None:
    an_app(person)
    link = actions.sign_in_link(person).removeprefix("http://localhost:8000")
    assert client.post(link)["Location"] == STEP
    assert whom(client) is None
    assert client.get("/account/").status_code == 302
    assert client.post(STEP, {"code": app_code()})["Location"] == "/desk"
    assert whom(client) == str(person.pk)


def test_code_by_mail_does_not_go_round_the_second_step(client: Client, person: Person) -> None:
    a_passkey(person)
    ask(client, "anita@example.org", next="/acting/")
    assert client.post(CODE, {"code": code(), "next": "/acting/"})["Location"] == STEP
    assert whom(client) is None
    assert "Use your passkey" in client.get(STEP).text


def test_link_for_one_who_has_a_second_step_leaves_nobody_else_signed_in(client: Client, person: Person) -> None:
    an_app(person)
    client.force_login(PersonFactory.create())
    assert client.post(actions.sign_in_link(person).removeprefix("http://localhost:8000"))["Location"] == STEP
    assert whom(client) is None
    assert client.get(STEP).status_code == 200


@pytest.mark.parametrize(
    "said", ["", "{}", "[]", "1", "null", '{"response": 5}', '{"response": {"userHandle": null}}', "{", '"x"']
)
def test_nonsense_in_place_of_a_passkey_gets_the_page_again(client: Client, stale: Client, person: Person, said: str) -> None:
    a_passkey(person)
    client.get("/account/sign-in/passkey/", headers={"accept": "application/json"})
    assert client.post("/account/sign-in/passkey/", {"credential": said})["Location"] == "/account/sign-in/"
    assert stale.post(PROVE, {"credential": said}).status_code == 200
    proven(stale, person)
    assert stale.post(ADD, {"credential": said}).status_code == 200
    assert whom(client) is None
