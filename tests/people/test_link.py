"""Signing in by a link: one button, once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlparse

import pytest
import time_machine
from django.db import connection, connections
from django.test import Client

from alongside.kit import clock
from alongside.people import actions, consent, whose
from alongside.people.models import Person, Session, SignInLink
from alongside.record.models import Event
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def link_for(person: Person, **how: object) -> str:
    return urlparse(actions.sign_in_link(person, **how)).path  # type: ignore[arg-type]


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_opening_the_link_shows_who_and_changes_nothing(client: Client) -> None:
    person = PersonFactory.create(name="Anita Rao")
    path = link_for(person)
    page = client.get(path)
    assert page.status_code == 200
    assert "Sign in as Anita Rao" in page.text
    assert signed_in_as(client) is None
    assert SignInLink.objects.get().used_at is None
    assert client.head(path).status_code == 200


def test_pressing_the_button_signs_in_and_is_recorded(client: Client) -> None:
    person = PersonFactory.create()
    response = client.post(link_for(person))
    assert response.status_code == 302
    assert response["Location"] == "/desk"
    assert signed_in_as(client) == str(person.pk)
    assert Event.objects.get().kind == "people.signed_in"


def test_used_link_signs_nobody_in_and_says_what_to_do(client: Client) -> None:
    path = link_for(PersonFactory.create())
    client.post(path)
    for page in (Client().get(path), (second := Client()).post(path)):
        assert page.status_code == 410
        assert "Sign in with a code" in page.text
    assert signed_in_as(second) is None


def test_reusable_link_works_again(client: Client) -> None:
    path = link_for(PersonFactory.create(), reusable=True)
    client.post(path)
    again = Client()
    again.post(path)
    assert signed_in_as(again) is not None


def test_link_that_was_mailed_shows_that_the_address_is_theirs(client: Client) -> None:
    person = actions.add("Anita@Example.org", name="Anita Rao", by=None)
    path = link_for(person, by_mail=True)
    client.get(path)
    assert not whose.of_person(person).addresses, "opening it does nothing"
    client.post(path)
    assert whose.of_person(person).addresses == {"anita@example.org"}


def test_link_that_was_printed_or_shown_says_nothing_of_the_address(client: Client) -> None:
    """Whoever runs the machine can print one for an address that is somebody else's; the demonstration shows them to all."""
    person = actions.add("anita@example.org", name="Anita Rao", by=None)
    agreed = consent.give("anita@example.org", consent.SPEAK, by=PersonFactory.create())
    client.post(link_for(person, reusable=True))
    assert signed_in_as(client) == str(person.pk)
    assert not whose.of_person(person).addresses
    assert agreed not in consent.of(person), "what was agreed to at this address is not theirs to see or to end"


def test_link_ends_at_its_hour(client: Client) -> None:
    path = link_for(PersonFactory.create(), hours=2)
    with time_machine.travel(clock.now() + dt.timedelta(hours=2, minutes=1)):
        assert client.post(path).status_code == 410
    assert signed_in_as(client) is None


@pytest.mark.parametrize("forged", ["a", "x" * 43, "%00", "é", "' or 1=1 --", "0" * 5000])
def test_forged_link_gets_the_clear_page(client: Client, forged: str) -> None:
    PersonFactory.create()
    actions.sign_in_link(PersonFactory.create())
    assert client.post(f"/account/link/{forged}/").status_code == 410


def test_link_of_a_closed_account_is_closed(client: Client) -> None:
    person = PersonFactory.create()
    path = link_for(person)
    Person.objects.update(is_active=False)
    assert client.post(path).status_code == 410


def test_what_is_kept_of_a_link_opens_nothing(client: Client) -> None:
    path = link_for(PersonFactory.create())
    kept = SignInLink.objects.get().digest
    assert kept not in path
    assert client.post(f"/account/link/{kept}/").status_code == 410


def test_link_needs_the_token_of_its_own_page() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link_for(PersonFactory.create())).status_code == 403
    assert SignInLink.objects.get().used_at is None


def test_signing_in_changes_the_session_that_was_there_before(client: Client) -> None:
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = client.cookies["sessionid"].value
    client.post(link_for(PersonFactory.create()))
    assert client.cookies["sessionid"].value != planted
    other = Client()
    other.cookies["sessionid"] = planted
    assert signed_in_as(other) is None


def test_signing_in_as_somebody_else_carries_nothing_over(client: Client) -> None:
    client.post(link_for(PersonFactory.create()))
    session = client.session
    session["acting"] = "a seat of the first person"
    session.save()
    second = PersonFactory.create()
    client.post(link_for(second))
    assert signed_in_as(client) == str(second.pk)
    assert "acting" not in client.session


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_only_one_gets_in() -> None:
    path = link_for(PersonFactory.create())
    start = Barrier(4)

    def press(_: int) -> int:
        try:
            browser = Client()
            connection.ensure_connection()
            start.wait()
            return browser.post(path).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(press, range(4)))
    assert answers == [302, 410, 410, 410]
    assert Session.objects.exclude(person=None).count() == 1
