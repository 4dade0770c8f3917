"""Signing in with a code that comes by mail."""

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlparse

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from alongside.notices import queries as notices
from alongside.notices.models import Mail
from alongside.people import actions
from alongside.people.models import CacheEntry, Person, Session
from tests.people.factories import PersonFactory

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
SIGN_IN, CODE = "/account/sign-in/", "/account/sign-in/code/"


def ask(client: Client, email: str, *, next: str = "", network: str = "192.0.2.1") -> "Answer":
    """Ask for a code in this browser, and look at the page that says it is on its way."""
    return client.post(SIGN_IN + (f"?next={next}" if next else ""), {"email": email, "next": next}, REMOTE_ADDR=network)


def code() -> str:
    """The code in the latest mail."""
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert found
    return found[0]


def whom(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.fixture
def person() -> Person:
    return PersonFactory.create(email="anita@example.org", name="Anita Rao")


def test_code_from_the_mail_signs_in(client: Client, person: Person) -> None:
    assert ask(client, "anita@example.org")["Location"] == CODE
    page = client.get(CODE)
    assert "anita@example.org" in page.text
    response = client.post(CODE, {"code": code()})
    assert response["Location"] == "/desk"
    assert whom(client) == str(person.pk)


def test_mail_says_what_it_is_as_text_and_as_page(client: Client, person: Person, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "alongside.notices.backend.Outbox"
    ask(client, "anita@example.org")
    sent = Mail.objects.get()
    words = notices.words_of(sent)
    found = re.search(r"\d{4}-\d{4}", words.text)
    assert found
    assert sent.to == "anita@example.org"
    assert found[0] not in sent.subject, "officers see what a mail is about"
    assert f'class="code">{found[0]}' in re.sub(r' style="[^"]*"', "", words.html)
    for part in (words.text, words.html):
        assert "15 minutes" in part
        assert "testserver" not in part


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} ", "plain", "spaced"])
def test_code_may_be_typed_as_people_do(client: Client, person: Person, typed: str) -> None:
    ask(client, "anita@example.org")
    said = {"plain": code().replace("-", ""), "spaced": code().replace("-", " ")}.get(typed, typed.format(code()))
    client.post(CODE, {"code": said})
    assert whom(client) == str(person.pk)


def test_address_may_be_typed_in_any_case(client: Client, person: Person) -> None:
    ask(client, " Anita@Example.ORG ")
    client.post(CODE, {"code": code()})
    assert whom(client) == str(person.pk)


def test_address_without_an_account_gets_the_same_answer(person: Person) -> None:
    closed = PersonFactory.create(email="ended@example.org", is_active=False)
    seen = set()
    for email in (person.email, closed.email, "nobody@example.org"):
        client = Client()
        answer = ask(client, email)
        page = client.get(CODE)
        wrong = client.post(CODE, {"code": "0000-0000"})
        same = [re.sub(r'value="[\w]{64}"', "", one.text).replace(email, "…") for one in (page, wrong)]
        seen.add((answer.status_code, answer["Location"], page.status_code, *same))
    assert len(seen) == 1
    assert [sent.to for sent in mail.outbox] == [[person.email], [closed.email], ["nobody@example.org"]]
    assert "There is no account with this address" in str(mail.outbox[-1].body)
    assert "http://localhost:8000/account/sign-up/" in str(mail.outbox[-1].body)


def test_code_works_in_the_browser_that_asked_for_it_and_no_other(client: Client, person: Person) -> None:
    ask(client, "anita@example.org")
    other = Client()
    assert other.post(CODE, {"code": code()})["Location"] == SIGN_IN
    assert whom(other) is None


def test_code_works_once(client: Client, person: Person) -> None:
    ask(client, "anita@example.org")
    client.post(CODE, {"code": code()})
    client.post("/account/sign-out/")
    client.post(CODE, {"code": code()})
    assert whom(client) is None


def test_after_five_wrong_codes_the_right_one_no_longer_works(client: Client, person: Person) -> None:
    ask(client, "anita@example.org")
    wrong = "0000-0000" if code() != "0000-0000" else "1111-1111"
    for _ in range(4):
        assert "This is not the code we sent" in client.post(CODE, {"code": wrong}).text
    assert client.post(CODE, {"code": wrong})["Location"] == SIGN_IN
    client.post(CODE, {"code": code()})
    assert whom(client) is None
    assert "You have tried too often" in client.get(SIGN_IN).text


def test_code_ends_after_a_quarter_of_an_hour(client: Client, person: Person) -> None:
    with time_machine.travel("2026-11-09 10:00 +0000") as clock:
        ask(client, "anita@example.org")
        clock.shift(dt.timedelta(minutes=16))
        client.post(CODE, {"code": code()})
    assert whom(client) is None


def test_new_code_replaces_the_old_one(client: Client, person: Person) -> None:
    ask(client, "anita@example.org")
    first = code()
    client.post(CODE, {"action": "resend"})
    assert code() != first
    client.post(CODE, {"code": first})
    assert whom(client) is None
    client.post(CODE, {"code": code()})
    assert whom(client) == str(person.pk)


def test_another_address_may_be_given_while_a_code_is_on_its_way(client: Client, person: Person) -> None:
    ask(client, "anitta@example.org")
    assert client.get(SIGN_IN).status_code == 200
    ask(client, "anita@example.org")
    client.post(CODE, {"code": code()})
    assert whom(client) == str(person.pk)


def test_stranger_who_asks_in_my_name_cannot_lock_me_out(person: Person) -> None:
    for _ in range(30):
        ask(Client(), "anita@example.org", network="198.51.100.9")
    assert len(mail.outbox) == 4
    mine = Client()
    ask(mine, "anita@example.org", network="192.0.2.1")
    assert len(mail.outbox) == 5
    mine.post(CODE, {"code": code()})
    assert whom(mine) == str(person.pk)


def test_asking_too_often_is_said_plainly_and_what_was_typed_is_kept(client: Client, person: Person) -> None:
    for _ in range(5):
        answer = ask(Client(), "anita@example.org")
    assert answer.status_code == 200
    assert "Wait some minutes" in answer.text
    assert 'value="anita@example.org"' in answer.text


def test_many_addresses_from_one_network_are_slowed_down() -> None:
    answers = [ask(Client(), f"nobody{n}@example.org").status_code for n in range(70)]
    assert answers.count(302) == 60


def test_counts_are_kept_where_all_processes_see_them_and_name_nobody(client: Client, person: Person) -> None:
    ask(client, "anita@example.org", network="192.0.2.77")
    kept = " ".join(str(row) for row in CacheEntry.objects.values_list())
    assert CacheEntry.objects.exists()
    assert "anita" not in kept
    assert "192.0.2" not in kept


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example/", "https:///elsewhere.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client: Client, person: Person, away: str) -> None:
    answer = ask(client, "anita@example.org", next=away)
    client.get(answer["Location"])
    assert client.post(f"{CODE}?next={away}", {"code": code(), "next": away})["Location"] == "/desk"


def test_signing_in_leads_back_to_where_one_was(client: Client, person: Person) -> None:
    asked = urlparse(client.get("/acting/")["Location"])
    assert asked.path == SIGN_IN
    (next_,) = parse_qs(asked.query)["next"]
    answer = ask(client, "anita@example.org", next=next_)
    page = client.get(answer["Location"])
    assert 'name="next" value="/acting/"' in page.text
    assert client.post(answer["Location"], {"code": code(), "next": next_})["Location"] == "/acting/"


def test_session_is_another_one_after_signing_in(client: Client, person: Person) -> None:
    ask(client, "anita@example.org")
    before = client.cookies["sessionid"].value
    client.post(CODE, {"code": code()})
    assert client.cookies["sessionid"].value != before
    stale = Client()
    stale.cookies["sessionid"] = before
    assert whom(stale) is None


def test_invited_person_confirms_their_address_by_signing_in(client: Client) -> None:
    person = actions.add("new@example.org", name="New", by=None)
    ask(client, "new@example.org")
    client.post(CODE, {"code": code()})
    assert whom(client) == str(person.pk)
    assert len(mail.outbox) == 1


def test_person_whose_account_was_closed_meanwhile_does_not_get_in(client: Client, person: Person) -> None:
    ask(client, "anita@example.org")
    Person.objects.update(is_active=False)
    assert client.post(CODE, {"code": code()})["Location"] == "/account/closed/"
    assert "This account is closed" in client.get("/account/closed/").text
    assert whom(client) is None


def test_signing_out_ends_the_session_on_the_server(client: Client, person: Person) -> None:
    client.force_login(person)
    cookie = client.cookies["sessionid"].value
    assert "Sign out?" in client.get("/account/sign-out/").text
    client.post("/account/sign-out/")
    assert not Session.objects.filter(person=person).exists()
    again = Client()
    again.cookies["sessionid"] = cookie
    assert whom(again) is None


def test_nobody_signs_in_by_a_password(client: Client, person: Person) -> None:
    assert "password" not in {field.name for field in Person._meta.get_fields()}
    person.set_password("hunter2")
    person.save()
    assert not client.login(email="anita@example.org", username="anita@example.org", password="hunter2")
    client.post(SIGN_IN, {"email": "anita@example.org", "login": "anita@example.org", "password": "hunter2"})
    assert whom(client) is None


@pytest.mark.parametrize(
    "name",
    ["account_reset_password", "account_change_password", "account_set_password", "account_reauthenticate"],
)
def test_password_pages_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
