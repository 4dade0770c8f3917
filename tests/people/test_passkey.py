"""Signing in with a passkey, as far as the server sees it; `tests/browser/test_passkeys.py` does it in a browser."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from fido2.webauthn import AuthenticatorData

from alongside.people.models import Person
from alongside.record.models import Event
from tests.people.devices import Device
from tests.people.factories import PersonFactory, a_passkey, proven
from tests.people.test_sign_in import whom

pytestmark = pytest.mark.django_db
SIGN_IN, ADD, CODES = "/account/sign-in/passkey/", "/account/ways/passkeys/add/", "/account/ways/codes/"


def asked(client: Client) -> dict[str, Any]:
    """What the sign-in page asks the browser for."""
    found: dict[str, Any] = client.get(SIGN_IN, headers={"accept": "application/json"}).json()["request_options"]
    return found


def asked_on(page: str) -> dict[str, Any]:
    """What a page asks the browser for."""
    found = re.search(r'<script type="application/json">(.*?)</script>', page)
    assert found
    options: dict[str, Any] = json.loads(found[1])
    return options


@pytest.fixture
def person() -> Person:
    return PersonFactory.create(email="anita@example.org", name="Anita Rao")


@pytest.fixture
def device(person: Person) -> Device:
    """The device of this person."""
    device = Device()
    a_passkey(person, device=device)
    return device


def test_passkey_signs_in_alone_and_leads_where_one_was_going(client: Client, person: Person, device: Device) -> None:
    said = device.uses(asked(client), person)
    assert client.post(SIGN_IN, {"credential": said, "next": "/acting/"})["Location"] == "/acting/"
    assert whom(client) == str(person.pk)
    assert Event.objects.filter(kind="people.signed_in", subject_id=person.pk).count() == 1


def test_answer_of_a_passkey_works_once(client: Client, person: Person, device: Device) -> None:
    said = device.uses(asked(client), person)
    client.post(SIGN_IN, {"credential": said})
    client.post("/account/sign-out/")
    client.post(SIGN_IN, {"credential": said})
    assert whom(client) is None


def test_passkey_answers_the_browser_that_asked_and_no_other(client: Client, person: Person, device: Device) -> None:
    said = device.uses(asked(client), person)
    other = Client()
    asked(other)
    other.post(SIGN_IN, {"credential": said})
    assert whom(other) is None


def test_passkey_that_did_not_know_its_owner_signs_nobody_in(client: Client, person: Person, device: Device) -> None:
    device.seen = AuthenticatorData.FLAG.UP
    client.post(SIGN_IN, {"credential": device.uses(asked(client), person)})
    assert whom(client) is None


def test_passkey_used_on_a_page_that_looks_like_ours_signs_nobody_in(client: Client, person: Person, device: Device) -> None:
    device.origin = "https://alongside.elsewhere.example"
    client.post(SIGN_IN, {"credential": device.uses(asked(client), person)})
    assert whom(client) is None


def test_passkey_opens_the_account_of_its_owner_and_no_other(client: Client, device: Device) -> None:
    client.post(SIGN_IN, {"credential": device.uses(asked(client), PersonFactory.create())})
    assert whom(client) is None


def test_passkey_of_a_closed_account_signs_nobody_in(client: Client, person: Person, device: Device) -> None:
    Person.objects.update(is_active=False)
    assert client.post(SIGN_IN, {"credential": device.uses(asked(client), person)})["Location"] == "/account/closed/"
    assert whom(client) is None


def test_passkey_that_does_not_work_says_what_else_to_do(client: Client, person: Person) -> None:
    stranger = Device()
    answer = client.post(SIGN_IN, {"credential": stranger.uses(asked(client), person)}, follow=True)
    assert "Try again, or use another way" in answer.text
    assert "Send me a code" in answer.text


def test_first_passkey_brings_recovery_codes_and_a_mail(client: Client, person: Person) -> None:
    client.force_login(person)
    proven(client, person)
    said = Device().makes(asked_on(client.get(ADD).text))
    assert client.post(ADD, {"credential": said, "name": "Telephone"})["Location"] == CODES
    assert client.get(CODES).text.count("<li><code>") == 10
    assert "A passkey was added" in mail.outbox[-1].subject
    assert mail.outbox[-1].to == ["anita@example.org"]
    assert Event.objects.filter(kind="people.way_added", by=person.pk, facts={"way": "passkey"}).exists()


def test_key_that_knows_nobody_is_not_taken_for_a_passkey(client: Client, person: Person) -> None:
    client.force_login(person)
    proven(client, person)
    said = Device(seen=AuthenticatorData.FLAG.UP).makes(asked_on(client.get(ADD).text))
    page = client.post(ADD, {"credential": said, "name": "My key"})
    assert page.status_code == 200
    assert 'value="My key"' in page.text
    assert not Authenticator.objects.exists()


def test_passkey_without_a_name_is_named_after_the_device(client: Client, person: Person) -> None:
    client = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/143.0"})
    client.force_login(person)
    proven(client, person)
    client.post(ADD, {"credential": Device().makes(asked_on(client.get(ADD).text)), "name": " "})
    assert "Firefox on Windows" in client.get("/account/ways/").text
