"""Consent: kept with its words, its day and its way; withdrawn as easily as it was given."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client

from alongside.kit import clock
from alongside.people import consent, retention
from alongside.people.models import Consent
from alongside.record.models import Event
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db
PAGE, WRITE_DOWN = "/account/consents/", "/data/consents/add/"
GIVE, WITHDRAW = f"{PAGE}tests.letter/give/", f"{PAGE}tests.letter/withdraw/"
OLD, NEW = "You may send me a letter", "You may send me a letter and a card"


@pytest.fixture(autouse=True)
def letter() -> Iterator[None]:
    """Something that people are asked to agree to."""
    consent.register("tests.letter", OLD)
    yield
    del consent._purposes["tests.letter"]


def link_in_mail() -> str:
    found = re.search(r"http://localhost:8000(/account/no-longer/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_one_tap_agrees_and_one_withdraws_and_both_stay_as_history(county: County) -> None:
    client, person = county.client("volunteer"), county.volunteer
    assert PAGE in client.get("/account/").text
    assert "You have not agreed to this" in client.get(PAGE).text
    with time_machine.travel(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC), tick=False):
        assert "You agree" in county.client("volunteer").post(GIVE, {"shown": consent.digest(OLD)}, follow=True).text
    assert consent.holds(person, "tests.letter")
    assert "You agreed on 2 March 2026. How: On a page here." in client.get(PAGE).text
    given = Consent.objects.get()
    assert (given.wording, given.sha256, given.given_to) == (OLD, consent.digest(OLD), None)
    client.post(WITHDRAW)
    assert not consent.holds(person, "tests.letter")
    given.refresh_from_db()
    assert (given.withdrawn_how, given.withdrawn_to) == ("page", None)
    assert "You agreed on 2 March 2026" in client.get(PAGE).text
    for kind in ("given", "withdrawn"):
        event = Event.objects.get(kind=f"people.consent_{kind}")
        assert (event.subject_id, event.facts) == (person.pk, {"consent": str(given.pk), "how": "page"})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("before", ["", OLD])
def test_address_that_agrees_many_times_at_once_has_agreed_once(before: str) -> None:
    """A button pressed twice, or two officers who write down the same call: each is answered the same, one mail goes."""
    officer = PersonFactory.create()
    if before:
        consent.give("ruth@example.org", "tests.letter", by=officer)
        consent.register("tests.letter", NEW)
    start = Barrier(4)

    def agree(_: int) -> uuid.UUID:
        try:
            connection.ensure_connection()
            start.wait()
            return consent.give("Ruth@Example.org", "tests.letter", by=officer).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answered = set(pool.map(agree, range(4)))
    held = Consent.objects.get(withdrawn_at=None)
    assert answered == {held.pk}
    assert Event.objects.filter(kind="people.consent_given").count() == (2 if before else 1)


def test_nobody_agrees_to_words_that_they_have_not_seen(county: County) -> None:
    client = county.client("volunteer")
    for shown in ({}, {"shown": consent.digest(NEW)}):
        assert "The words have changed since you saw them" in client.post(GIVE, shown, follow=True).text
    assert client.post(f"{PAGE}tests.nothing/give/").status_code == 404
    assert not Consent.objects.exists()


def test_other_words_are_asked_anew_and_until_then_nothing_holds(county: County) -> None:
    client, person = county.client("volunteer"), county.volunteer
    consent.give(person, "tests.letter", by=person)
    consent.register("tests.letter", NEW)
    assert not consent.holds(person, "tests.letter")
    page = client.get(PAGE).text
    assert "Our words have changed" in page
    assert f"“{OLD}”" in page
    client.post(GIVE, {"shown": consent.digest(NEW)})
    assert consent.holds(person, "tests.letter")
    assert [(one.wording, one.withdrawn_how) for one in Consent.objects.order_by("given_at")] == [(OLD, "replaced"), (NEW, "")]


def test_link_in_the_mail_withdraws_by_one_button_without_signing_in(county: County) -> None:
    consent.give(county.volunteer, "tests.letter", by=county.volunteer)
    assert mail.outbox[-1].to == [county.volunteer.email]
    assert OLD in str(mail.outbox[-1].body)
    link, stranger = link_in_mail(), Client()
    assert OLD in stranger.get(link).text
    assert consent.holds(county.volunteer, "tests.letter")
    assert "You no longer agree" in stranger.post(link, follow=True).text
    assert not consent.holds(county.volunteer, "tests.letter")
    assert Consent.objects.get().withdrawn_how == "link"
    assert "You no longer agree" in stranger.get(link).text
    assert stranger.get(link[:-3] + "x/").status_code == 410
    consent.give(county.volunteer, "tests.letter", by=county.volunteer)
    stranger.post(link)
    assert not consent.holds(county.volunteer, "tests.letter")


def test_officer_writes_down_what_was_said_and_the_person_is_told(county: County) -> None:
    officer = county.client("officer")
    said = {"email": county.volunteer.email, "purpose": "tests.letter", "said": "give", "how": "paper", "on": "2026-03-02"}
    officer.post(WRITE_DOWN, said)
    given = Consent.objects.get()
    assert (given.person, given.given_how, given.given_to) == (county.volunteer, "paper", county.officer.pk)
    assert given.given_at.date() == dt.date(2026, 3, 2)
    assert mail.outbox[-1].to == [county.volunteer.email]
    officer.post(WRITE_DOWN, said | {"said": "withdraw", "how": "phone", "on": ""})
    given.refresh_from_db()
    assert (given.withdrawn_how, given.withdrawn_to) == ("phone", county.officer.pk)
    assert "had not agreed" in officer.post(WRITE_DOWN, said | {"said": "withdraw"}, follow=True).text


def test_what_is_written_down_wrongly_is_refused_and_stays_on_the_page(county: County) -> None:
    later = (clock.today() + dt.timedelta(days=1)).isoformat()
    page = county.client("officer").post(WRITE_DOWN, {"email": "ruth@example.org", "how": "page", "on": later})
    assert "This day has not come yet" in page.text
    assert "ruth@example.org" in page.text
    assert not Consent.objects.exists()


def test_address_without_an_account_agrees_and_withdraws_by_its_mail(county: County) -> None:
    said = {"email": "Ruth@example.org", "purpose": "tests.letter", "said": "give", "how": "phone"}
    county.client("officer").post(WRITE_DOWN, said)
    assert consent.holds("ruth@example.org", "tests.letter")
    assert mail.outbox[-1].to == ["ruth@example.org"]
    ruth = PersonFactory.create(email="ruth@example.org")
    assert consent.holds(ruth, "tests.letter")
    assert not consent.holds(PersonFactory.create(email="other@example.org"), "tests.letter")
    assert not consent.holds(PersonFactory.create(email="ruth@example.org.uk", confirmed=False), "tests.letter")
    Client().post(link_in_mail())
    assert not consent.holds(ruth, "tests.letter")


def test_agreeing_twice_keeps_the_first_day_and_sends_one_mail(county: County) -> None:
    first = consent.give(county.volunteer, "tests.letter", by=county.volunteer)
    assert consent.give(county.volunteer, "tests.letter", by=county.volunteer) == first
    assert len(mail.outbox) == 1


def test_database_keeps_one_open_consent_and_withdrawals_whole(county: County) -> None:
    given = consent.give(county.volunteer, "tests.letter", by=county.volunteer)
    twin = {"person": county.volunteer, "purpose": "tests.letter", "wording": OLD, "sha256": "x", "given_how": "page"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(**twin, given_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=given.pk).update(withdrawn_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=given.pk).update(person=None)


def test_withdrawn_consent_goes_after_three_years_and_an_open_one_stays(county: County) -> None:
    consent.give(county.volunteer, "tests.letter", by=county.volunteer)
    consent.withdraw(county.volunteer, "tests.letter", by=county.volunteer)
    still = consent.give(county.officer, "tests.letter", by=county.officer)
    with time_machine.travel(clock.now() + dt.timedelta(days=3 * 365 + 1)):
        retention.run()
    assert list(Consent.objects.all()) == [still]


def test_my_data_shows_the_words_and_nothing_of_others(county: County) -> None:
    consent.give(county.volunteer, "tests.letter", by=county.volunteer)
    assert OLD in county.client("volunteer").get("/account/yours/").text
    assert OLD not in county.client("group").get("/account/yours/").text
