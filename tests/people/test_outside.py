"""Signing in with the account of a council, against a real OpenID provider that runs beside the test."""

import json
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from alongside.config import outside
from alongside.config.house import CannotGoOn
from alongside.people.models import Person
from alongside.record.models import Event
from tests.config.places import free_port, until
from tests.people.factories import PersonFactory, an_app, app_code
from tests.people.test_sign_in import whom

pytestmark = pytest.mark.django_db
BEGIN, STEP = "/account/sign-in/with/council/", "/account/sign-in/second-step/"
PEOPLE: dict[str, dict[str, object]] = {
    "anita": {"email": "Anita@Example.org", "email_verified": True, "name": "Anita  Rao"},
    "unsure": {"email": "anita@example.org", "email_verified": False, "name": "Not Anita"},
    "staff": {"email": "staff@marlshire.example", "name": "Sam Staff"},
    "nameless": {"name": "No Address"},
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A program of its own: what it warns of is not ours."""
    port = free_port()
    known = [f"--user-claims={json.dumps({'sub': sub, **claims})}" for sub, claims in PEOPLE.items()]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *known]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    until(lambda: answers(address))
    yield address
    running.terminate()
    running.wait()


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/.well-known/openid-configuration").is_success
    except httpx.HTTPError:
        return False


@pytest.fixture(autouse=True)
def council(server: str, settings: Settings) -> None:
    """The council's sign-in is good here."""
    one = outside.Outside("council", "Marlshire Council", server, "alongside", "a secret", ("marlshire.example",))
    settings.OUTSIDE = [one]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [one.app]}}


def allowed(client: Client, sub: str, begin: str = BEGIN) -> str:
    """The way back, after somebody has said yes at the provider."""
    asked = client.get(begin)["Location"]
    back = urlsplit(httpx.post(asked, data={"sub": sub}).headers["Location"])
    return f"{back.path}?{back.query}"


def test_link_stands_on_the_sign_in_page_only_where_it_is_set_up(client: Client, settings: Settings) -> None:
    assert "Sign in with Marlshire Council" in client.get("/account/sign-in/").text
    settings.OUTSIDE = []
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "account at work" not in client.get("/account/sign-in/").text
    assert client.get(BEGIN).status_code == 404


def test_whom_we_know_by_the_address_is_signed_in_and_told(client: Client) -> None:
    person = PersonFactory.create(email="anita@example.org", name="Anita")
    assert client.get(allowed(client, "anita", f"{BEGIN}?next=/acting/"))["Location"] == "/acting/"
    assert whom(client) == str(person.pk)
    assert Person.objects.get().name == "Anita"
    assert [sent.subject for sent in mail.outbox] == ["Your account at work now signs you in"]
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == ("anita", {})
    assert not SocialToken.objects.exists()
    again = Client()
    again.get(allowed(again, "anita"))
    assert whom(again) == str(person.pk)
    assert SocialAccount.objects.get().extra_data == {}
    assert len(mail.outbox) == 1


def test_whom_we_do_not_know_gets_an_account(client: Client) -> None:
    assert client.get(allowed(client, "anita"))["Location"] == "/desk"
    person = Person.objects.get()
    assert (person.email, person.name) == ("anita@example.org", "Anita Rao")
    assert EmailAddress.objects.get().verified
    assert whom(client) == str(person.pk)
    assert Event.objects.filter(kind="people.added", subject_id=person.pk).exists()


def test_place_that_makes_no_accounts_makes_none_so_either(client: Client, settings: Settings) -> None:
    settings.SIGN_UP_OPEN = False
    assert "by invitation" in client.get(allowed(client, "anita")).text
    assert not Person.objects.exists()


def test_address_that_they_are_not_sure_of_opens_nothing(client: Client) -> None:
    PersonFactory.create(email="anita@example.org")
    answer = client.get(allowed(client, "unsure"))
    assert answer.status_code == 403
    assert "We cannot be sure" in answer.text
    assert whom(client) is None
    assert not SocialAccount.objects.exists()
    assert Person.objects.count() == 1


def test_somebody_without_an_address_gets_nothing(client: Client) -> None:
    assert client.get(allowed(client, "nameless")).status_code == 403
    assert not Person.objects.exists()


def test_domains_that_they_keep_themselves_are_believed(client: Client) -> None:
    person = PersonFactory.create(email="staff@marlshire.example")
    client.get(allowed(client, "staff"))
    assert whom(client) == str(person.pk)


def test_second_step_is_asked_for_all_the_same(client: Client) -> None:
    person = PersonFactory.create(email="anita@example.org")
    an_app(person)
    assert client.get(allowed(client, "anita"))["Location"] == STEP
    assert whom(client) is None
    client.post(STEP, {"code": app_code()})
    assert whom(client) == str(person.pk)


def test_closed_account_stays_closed(client: Client) -> None:
    PersonFactory.create(email="anita@example.org", is_active=False)
    client.get(allowed(client, "anita"))
    assert whom(client) is None
    assert Person.objects.count() == 1


def test_way_back_works_in_the_browser_that_went_and_once(client: Client) -> None:
    PersonFactory.create(email="anita@example.org")
    back = allowed(client, "anita")
    thief = Client()
    assert "That did not work" in thief.get(back).text
    assert whom(thief) is None
    client.get(back)
    client.post("/account/sign-out/")
    assert "That did not work" in client.get(back).text
    assert whom(client) is None


@pytest.mark.parametrize("wrong", ["?state=wrong&code=abc", "?code=abc", "", "?error=access_denied&state=wrong"])
def test_wrong_state_signs_nobody_in(client: Client, wrong: str) -> None:
    client.get(BEGIN)
    assert "That did not work" in client.get(f"{BEGIN}back/{wrong}").text
    assert whom(client) is None


def test_their_account_is_never_tied_to_one_that_is_signed_in(client: Client) -> None:
    client.force_login(PersonFactory.create())
    assert client.get(BEGIN)["Location"] == "/desk"
    assert client.get(f"{BEGIN}?process=connect").status_code == 404
    assert Client().get(f"{BEGIN}?process=connect").status_code == 404


def test_coming_back_never_leads_to_another_site(client: Client) -> None:
    PersonFactory.create(email="anita@example.org")
    assert client.get(allowed(client, "anita", f"{BEGIN}?next=https://elsewhere.example/"))["Location"] == "/desk"


GOOD = '{"id": "council", "name": "Council", "server": "https://x.example", "client": "a", "secret": "hush"}'


@pytest.mark.parametrize("said", ["{", "[1]", '{"id": 1}', '[{"id": "council"}]', f"[{GOOD}]".replace("https", "http")])
def test_slip_in_the_setting_is_said_without_the_secret(said: str) -> None:
    with pytest.raises(CannotGoOn) as why:
        outside.read(said)
    assert "hush" not in str(why.value)


def test_setting_is_read() -> None:
    assert outside.read("") == []
    (one,) = outside.read(f"[{GOOD}]")
    assert (one.id, one.app["client_id"], one.sure_of) == ("council", "a", ())
