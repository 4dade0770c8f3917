"""The officers' desk for people's data, and what somebody without an account sees."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from alongside.directory import actions as directory
from alongside.people import forgetting, whose
from alongside.people.models import Forgetting, Hold
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counts_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"


def link() -> str:
    found = re.search(r"http://localhost:8000(/your-data/link/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_somebody_without_an_account_sees_what_is_kept_at_their_address(county: County) -> None:
    directory.ask_a_person(need="My husband is ill", name="Ruth", email="ruth@example.org")
    visitor = Client()
    assert "on its way" in visitor.post("/your-data/", {"email": "Ruth@example.org"}, follow=True).text
    assert mail.outbox[-1].to == ["ruth@example.org"]
    address = link()
    assert "ruth" not in address
    assert "My husband" not in visitor.get(address).text
    assert "My husband is ill" in visitor.post(address, follow=True).text
    assert "My husband is ill" in visitor.get("/your-data/all.json").text
    assert Client().get("/your-data/all/")["Location"] == "/your-data/"


def test_they_may_ask_to_be_forgotten_there(county: County) -> None:
    directory.ask_a_person(need="My husband is ill", email="ruth@example.org")
    visitor = Client()
    visitor.post("/your-data/", {"email": "ruth@example.org"})
    visitor.post(link())
    assert "Shall we forget you?" in visitor.get("/your-data/forget/").text
    visitor.post("/your-data/forget/", {"sure": "on"})
    assert Forgetting.objects.get().email == "ruth@example.org"


def test_link_never_goes_around_the_sign_in_of_an_account(county: County) -> None:
    visitor = Client()
    visitor.post("/your-data/", {"email": "later@example.org"})
    address = link()
    PersonFactory.create(email="later@example.org")
    assert visitor.post(address).status_code == 410
    visitor.post("/your-data/", {"email": "volunteer@example.org"})
    assert "You have an account here" in str(mail.outbox[-1].body)
    assert "/your-data/link/" not in str(mail.outbox[-1].body)


def test_nobody_learns_by_asking_whether_an_address_has_an_account(county: County) -> None:
    pages = [
        Client().post("/your-data/", {"email": email}, follow=True).text for email in ("volunteer@example.org", "x@example.org")
    ]
    assert re.sub(r"[\w-]{60,}", "", pages[0]) == re.sub(r"[\w-]{60,}", "", pages[1])


def test_officer_sends_the_link_and_sees_nothing_of_it(county: County) -> None:
    directory.ask_a_person(need="My husband is ill", email="ruth@example.org")
    page = county.client("officer").post("/data/", {"email": "ruth@example.org"}, follow=True).text
    assert "only they see" in page
    assert "My husband" not in page
    assert mail.outbox[-1].to == ["ruth@example.org"]


def test_officer_sees_who_waits_and_what_stands_in_the_way(county: County) -> None:
    asked = forgetting.ask(whose.of_person(county.people["volunteer"]))
    Forgetting.objects.filter(pk=asked.pk).update(state="stuck", stuck_on="Somebody has said that this must be kept for now.")
    page = county.client("officer").get("/data/").text
    assert "Volunteer Marlowe" in page
    assert "must be kept for now" in page


def test_officer_holds_somebody_and_lets_go_again(county: County) -> None:
    officer = county.client("officer")
    officer.post("/data/holds/add/", {"email": "volunteer@example.org", "why": "A complaint is open", "until": "2099-01-31"})
    hold = Hold.objects.get()
    assert hold.person == county.people["volunteer"]
    assert "A complaint is open" in officer.get("/data/").text
    officer.post(f"/data/holds/{hold.pk}/lift/")
    assert not Hold.objects.in_force().exists()


def test_hold_until_a_day_that_is_over_is_refused_and_what_was_typed_stays(county: County) -> None:
    page = county.client("officer").post("/data/holds/add/", {"email": "a@example.org", "why": "A court", "until": "2020-01-01"})
    assert "This day is over" in page.text
    assert "A court" in page.text
    assert not Hold.objects.exists()
