"""The authenticator app, the recovery codes, and who must have a second step."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from alongside.organisations import actions as organisations
from alongside.people import actions, rules, standing
from alongside.people.models import Person, Session
from alongside.record.models import Event
from tests.people.factories import SECRET, PersonFactory, a_passkey, an_app, app_code, proven
from tests.people.test_sign_in import CODE, ask, code, whom
from tests.personas import County

pytestmark = pytest.mark.django_db
APP, CODES, WAYS, STEP = "/account/ways/app/", "/account/ways/codes/", "/account/ways/", "/account/sign-in/second-step/"


@pytest.fixture
def person() -> Person:
    return PersonFactory.create(email="anita@example.org", name="Anita Rao")


@pytest.fixture
def hers(person: Person) -> Client:
    """A browser in which she has just signed in."""
    client = Client()
    client.force_login(person)
    return proven(client, person)


def half_in(person: Person, network: str = "192.0.2.1") -> Client:
    """A browser that has given the code by mail, and is asked for the second step."""
    client = Client(REMOTE_ADDR=network)
    ask(client, person.email, network=network)
    assert client.post(CODE, {"code": code()})["Location"] == STEP
    return client


def recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<code>([\d ]+)</code>", client.get(CODES).text)


@pytest.mark.django_db(transaction=True)
def test_app_is_set_up_by_its_first_code(hers: Client, person: Person) -> None:
    page = hers.get(APP).text
    assert "<svg" in page
    secret = hers.session["mfa.totp.secret"]
    assert secret in re.sub(r"(?<=\w) (?=\w)", "", page)
    assert 'aria-invalid="true"' in hers.post(APP, {"code": "12"}).text
    assert hers.session["mfa.totp.secret"] == secret, "the picture that was scanned still holds"
    assert hers.post(APP, {"code": app_code(secret=secret)})["Location"] == CODES
    assert len(recovery_codes(hers)) == 10
    assert "authenticator app was added" in mail.outbox[-1].subject
    assert Event.objects.filter(kind="people.way_added", facts={"way": "app"}).exists()


def test_secrets_lie_under_lock(hers: Client, person: Person) -> None:
    an_app(person)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert len(kept) > 200


def test_code_of_the_app_is_the_second_step(person: Person) -> None:
    an_app(person)
    client = half_in(person)
    assert whom(client) is None
    assert client.post(STEP, {"code": app_code()})["Location"] == "/desk"
    assert whom(client) == str(person.pk)


def test_code_of_the_app_works_once_even_while_it_still_shows(person: Person) -> None:
    an_app(person)
    with time_machine.travel("2026-11-09 10:00:05 +0000") as clock:
        used = app_code()
        half_in(person).post(STEP, {"code": used})
        clock.shift(dt.timedelta(seconds=35))
        thief = half_in(person)
        assert "did not work" in thief.post(STEP, {"code": used}).text
        assert whom(thief) is None


def test_telephone_whose_clock_is_half_a_minute_off_works(person: Person) -> None:
    an_app(person)
    for off in (-1, 1):
        assert half_in(person).post(STEP, {"code": app_code(later=off)}).status_code == 302
    assert half_in(person).post(STEP, {"code": app_code(later=3)}).status_code == 200


def test_recovery_code_lets_in_once_and_is_told_by_mail(hers: Client, person: Person) -> None:
    an_app(person)
    hers.post("/account/ways/codes/new/")
    first, second = recovery_codes(hers)[:2]
    client = half_in(person)
    assert client.post(STEP, {"code": first})["Location"] == "/desk"
    assert mail.outbox[-1].subject == "A recovery code was used for your account"
    assert "You have 9 codes left." in str(mail.outbox[-1].body)
    assert Event.objects.filter(kind="people.recovery_code_used", subject_id=person.pk).count() == 1
    again = half_in(person)
    assert again.post(STEP, {"code": first}).status_code == 200
    assert again.post(STEP, {"code": second.replace(" ", "")}).status_code == 302


def test_recovery_codes_are_shown_once_and_only_where_they_were_made(hers: Client, person: Person) -> None:
    an_app(person)
    other = Client()
    other.force_login(person)
    hers.post("/account/ways/codes/new/")
    shown = recovery_codes(hers)
    assert len(shown) == 10
    assert all(one in hers.get("/account/ways/codes/download/").text for one in shown)
    assert recovery_codes(other) == []
    assert other.get("/account/ways/codes/download/").status_code == 404
    hers.post(CODES)
    assert recovery_codes(hers) == []
    assert "You have 10 codes left." in hers.get(CODES).text
    assert hers.get("/account/ways/codes/download/").status_code == 404


def test_recovery_codes_are_not_shown_for_ever_if_nobody_says_so(hers: Client, person: Person) -> None:
    with time_machine.travel("2026-11-09 10:00 +0000") as clock:
        hers.force_login(person)
        proven(hers, person)
        an_app(person)
        hers.post("/account/ways/codes/new/")
        clock.shift(dt.timedelta(minutes=31))
        assert recovery_codes(hers) == []


def test_new_codes_end_the_old_ones_and_ask_for_fresh_proof(hers: Client, person: Person) -> None:
    an_app(person)
    hers.post("/account/ways/codes/new/")
    old = recovery_codes(hers)
    hers.post("/account/ways/codes/new/")
    assert not set(old) & set(recovery_codes(hers))
    stale = Client()
    stale.force_login(person)
    assert stale.post("/account/ways/codes/new/")["Location"].startswith("/account/prove/")


def test_codes_go_with_the_last_way(hers: Client, person: Person) -> None:
    an_app(person)
    hers.post("/account/ways/app/remove/")
    assert not Authenticator.objects.exists()
    assert hers.get(CODES)["Location"] == WAYS
    hers.post("/account/ways/codes/new/")
    assert not Authenticator.objects.exists()


def test_wrong_codes_end_after_ten_and_only_from_that_network(person: Person) -> None:
    an_app(person)
    guesser = half_in(person, "198.51.100.9")
    for _ in range(10):
        assert "did not work" in guesser.post(STEP, {"code": "000000"}).text
    assert "too often" in guesser.post(STEP, {"code": app_code()}).text
    assert "too often" in half_in(person, "198.51.100.9").post(STEP, {"code": app_code()}).text
    assert half_in(person, "192.0.2.1").post(STEP, {"code": app_code()}).status_code == 302


def test_stranger_without_my_mail_can_try_no_code_of_mine(person: Person) -> None:
    an_app(person)
    stranger = Client(REMOTE_ADDR="198.51.100.9")
    ask(stranger, person.email, network="198.51.100.9")
    for _ in range(300):
        assert stranger.post(STEP, {"code": "000000"})["Location"] == "/account/sign-in/"
    assert half_in(person).post(STEP, {"code": app_code()}).status_code == 302


def test_right_code_forgets_the_wrong_ones_before(person: Person) -> None:
    an_app(person)
    with time_machine.travel("2026-11-09 10:00 +0000") as clock:
        for _ in range(3):
            mine = half_in(person)
            for _ in range(8):
                mine.post(STEP, {"code": "000000"})
            assert mine.post(STEP, {"code": app_code()}).status_code == 302
            clock.shift(dt.timedelta(minutes=2))


def test_rule_speaks_to_those_whom_it_means(county: County, settings: Settings) -> None:
    settings.SECOND_STEP_FOR = ["officers"]
    assert county.client("charity").get("/account/").status_code == 200
    page = county.client("officer").get(WAYS).text
    assert "First, a second step" in page
    settings.SECOND_STEP_FOR = ["leads"]
    assert county.client("charity").get("/account/")["Location"] == WAYS
    assert county.client("group").get("/account/").status_code == 200
    settings.SECOND_STEP_FOR = ["editors"]
    assert county.client("group").get("/account/")["Location"] == WAYS
    assert county.client("linkworker").get("/account/").status_code == 200
    settings.SECOND_STEP_FOR = ["everybody"]
    assert county.client("volunteer").get("/account/")["Location"] == WAYS
    assert county.client("visitor").get("/").status_code == 200


def test_slip_in_the_rule_opens_no_door(county: County, settings: Settings) -> None:
    settings.SECOND_STEP_FOR = ["oficers"]
    assert rules.needs_second_step(county.people["officer"])
    assert "officers" in standing.names()


def test_officer_who_has_set_it_up_goes_on(county: County, settings: Settings) -> None:
    settings.SECOND_STEP_FOR = ["officers"]
    an_app(county.people["officer"])
    assert county.client("officer").get("/desk").status_code == 200


def test_last_way_stays_while_the_rule_asks_for_one(county: County, settings: Settings) -> None:
    settings.SECOND_STEP_FOR = ["officers"]
    officer = county.people["officer"]
    an_app(officer)
    client = county.client("officer")
    assert "Add another first" in client.post("/account/ways/app/remove/", follow=True).text
    a_passkey(officer)
    client.post("/account/ways/app/remove/")
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"webauthn", "recovery_codes"}


def test_lost_second_step_is_taken_away_and_told(person: Person) -> None:
    an_app(person)
    phone = Client()
    phone.force_login(person)
    actions.forget_second_step(person, by=PersonFactory.create())
    assert phone.get("/account/").status_code == 302
    assert "was taken away" in mail.outbox[-1].subject
    client = Client()
    ask(client, person.email)
    assert client.post(CODE, {"code": code()})["Location"] == "/desk"


def test_officer_suspends_an_account_and_opens_it_again(county: County) -> None:
    person, officer = county.people["charity"], county.people["officer"]
    device, link = county.client("charity"), actions.sign_in_link(person)
    actions.suspend(person, by=officer)
    assert device.get("/account/").status_code == 302
    assert Client().get(link.removeprefix("http://localhost:8000")).status_code == 410
    assert not Session.objects.filter(person=person).exists()
    actions.restore(person, by=officer)
    assert county.client("charity").get("/account/").status_code == 200
    assert [sent.to for sent in mail.outbox] == [[person.email]] * 2
    assert list(Event.objects.filter(subject_id=person.pk, by=officer.pk).values_list("kind", flat=True).order_by("kind")) == [
        "people.restored",
        "people.suspended",
    ]


def test_who_may_keep_the_account_of_whom(county: County) -> None:
    may = {
        (by, of)
        for by in county.people
        for of in county.people
        if rules.may_keep_account_of(county.people[by], county.people[of])
    }
    others = {"charity", "group", "council", "linkworker", "volunteer"}
    assert may == {("chief", of) for of in {*others, "officer"}} | {("officer", of) for of in others}


def test_first_officer_of_an_empty_place_sets_up_what_it_asks_for_before_any_mail_goes_out(db: None, settings: Settings) -> None:
    settings.SECOND_STEP_FOR = ["officers"]
    link = organisations.first_officer_link()
    assert link
    said = {"place": "Marlshire", "charity": "Voluntary Action", "name": "Ama", "email": "ama@example.org"}
    officer = Client()
    assert officer.post(link.removeprefix(settings.ADDRESS), said).status_code == 302
    assert officer.get("/place/first-hour/")["Location"] == WAYS
    assert officer.get(WAYS + "passkeys/add/").status_code == officer.get(APP).status_code == 200
    assert officer.post(APP, {"code": app_code(secret=officer.session["mfa.totp.secret"])})["Location"] == CODES
    assert officer.get("/place/first-hour/").status_code == 200
    assert officer.post(CODES)["Location"] == "/place/first-hour/"
    assert officer.post(CODES)["Location"] == WAYS
