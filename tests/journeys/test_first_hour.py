"""The list of the first hour reads what the rooms know, and nobody ticks anything."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from alongside.journeys import first_hour
from alongside.journeys.first_hour import State
from alongside.notices import proving
from alongside.organisations import actions as organisations
from alongside.places import actions as places
from tests.directory.factories import make_service
from tests.organisations.factories import SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County
from tests.places.factories import AreaFactory, PatchVersionFactory, PostcodeFactory

pytestmark = pytest.mark.django_db


def states() -> dict[str, State]:
    return {task.title: task.state for part in first_hour.look().parts for task in part.tasks}


@pytest.fixture
def new_place() -> None:
    places.describe_place(name="Marlshire", coordinator_name="MVA", by=None)
    officer = PersonFactory.create()
    home = organisations.add("MVA", sector="voluntary", kind="charity", is_coordinator=True, by=officer)
    SeatFactory.create(person=officer, organisation=home, role="lead")


def test_a_new_place_has_its_name_and_nothing_else(new_place: None) -> None:
    found = states()
    assert found.pop("Name and colour") is State.DONE
    assert {title for title, state in found.items() if state is State.LATER} == {"Mail, with a test", "Patches", "Colleagues"}
    assert State.DONE not in found.values()


def test_each_task_is_done_by_the_fact_itself(new_place: None, settings: Settings) -> None:
    settings.SMTP_URL, settings.ADDRESS = "smtp://mail.example.org", "https://marlshire.example"
    places.describe_place(name="Marlshire", coordinator_name="MVA", email="hello@example.org", by=None)
    places.say_who_decides(controllers="MVA", privacy_email="data@example.org", register_number="ZA123456", by=None)
    places.check_helplines(by=None)
    assert states()["Patches"] is State.LATER
    PatchVersionFactory.create(areas=[AreaFactory.create()])
    PostcodeFactory.create()
    proving.send_test(by=PersonFactory.create())
    assert states()["Mail, with a test"] is State.TO_DO
    assert states()["Colleagues"] is State.LATER
    newest = proving.last()
    assert newest
    proving.arrived(newest)
    assert states()["Colleagues"] is State.TO_DO
    make_service()
    assert not first_hour.look().is_over
    from alongside.organisations.queries import coordinator

    SeatFactory.create(organisation=coordinator())
    hour = first_hour.look()
    assert hour.is_over
    assert hour.next is None
    assert states()["Logo"] is State.TO_DO


def test_web_address_of_this_machine_alone_is_not_enough(settings: Settings) -> None:
    for address, is_own in (("http://localhost:8000", False), ("http://a.example", False), ("https://a.example", True)):
        settings.ADDRESS = address
        assert first_hour.has_own_address() is is_own


def test_officers_meet_the_list_on_their_desk_and_at_home_and_others_never(county: County) -> None:
    link = f'href="{reverse("journeys:first_hour")}"'
    for page in ("/desk", "/", "/place/"):
        assert link in county.client("officer").get(page).content.decode()
        assert link not in county.client("charity").get(page).content.decode()
    assert link not in Client().get("/").content.decode()


def test_a_task_that_cannot_start_has_no_link_and_says_why(county: County) -> None:
    page = county.client("chief").get(reverse("journeys:first_hour")).content.decode()
    assert "Districts, wards or parishes come first." in page
    assert f'href="{reverse("places:patches")}"' not in page.split("<main", 1)[1].split("<footer", 1)[0]
