"""Who has a seat, on the page; and the first officer's page."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from alongside.notices.models import Mail
from alongside.organisations import actions, queries
from alongside.organisations.models import Seat
from alongside.people.models import Person
from alongside.places import queries as places
from tests.organisations.factories import SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db
SEATS = "/organisations/marlshire-carers/seats/"
NEW = {"name": "Tomas Nowak", "email": "tomas@example.org", "role": "editor", "title": "Treasurer"}


def test_lead_gives_somebody_a_seat(county: County) -> None:
    page = county.client("charity").post(SEATS, NEW, follow=True).text
    assert "Tomas Nowak has a seat, and a mail with a link." in page
    assert "Editor, Treasurer" in page
    assert Mail.objects.get().to == "tomas@example.org"
    tomas = Person.objects.get(email="tomas@example.org")
    assert [seat.organisation for seat in queries.seats_of(tomas)] == [county.organisations["charity"]]


def test_somebody_who_has_a_seat_is_not_given_another(county: County) -> None:
    page = county.client("charity").post(SEATS, NEW | {"email": "Charity@example.org"})
    assert page.status_code == 200
    assert "already has a seat here" in page.text
    assert 'value="Tomas Nowak"' in page.text


def test_seats_cannot_be_given_out_by_the_hundred(county: County, settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    lead = county.client("charity")
    answers = [lead.post(SEATS, NEW | {"email": f"somebody{n}@example.org"}).status_code for n in range(42)]
    assert answers == [302] * 40 + [429] * 2
    assert Mail.objects.count() == 40


@pytest.mark.parametrize("wrong", [{"name": ""}, {"email": "tomas"}, {"role": "owner"}, {"role": ""}])
def test_what_is_missing_is_said(county: County, wrong: dict[str, str]) -> None:
    page = county.client("charity").post(SEATS, NEW | wrong)
    assert "One thing to put right" in page.text
    assert not Person.objects.filter(email="tomas@example.org").exists()


def test_only_lead_cannot_leave_or_become_less(county: County) -> None:
    seat = Seat.objects.get(person=county.people["charity"])
    lead = county.client("charity")
    assert "only lead" in lead.post(f"{SEATS}{seat.pk}/", {"role": "helper"}).text
    assert "only lead" in lead.post(f"{SEATS}{seat.pk}/end/", follow=True).text
    seat.refresh_from_db()
    assert (seat.role, seat.ends) == ("lead", None)


def test_role_is_changed_and_holds_at_once(county: County) -> None:
    seat = SeatFactory.create(organisation=county.organisations["charity"], role="helper")
    theirs = Client()
    theirs.force_login(seat.person)
    assert theirs.get(SEATS).status_code == 403
    county.client("charity").post(f"{SEATS}{seat.pk}/", {"role": "lead"})
    assert theirs.get(SEATS).status_code == 200


def test_lead_who_ends_their_own_seat_is_not_left_before_a_closed_door(county: County) -> None:
    SeatFactory.create(organisation=county.organisations["charity"], role="lead")
    seat = Seat.objects.get(person=county.people["charity"])
    lead = county.client("charity")
    answer = lead.post(f"{SEATS}{seat.pk}/end/", follow=True)
    assert answer.status_code == 200
    assert "no longer has a seat here" in answer.text
    assert lead.get(SEATS).status_code == 403


def test_seat_of_another_organisation_is_not_reached_through_mine(county: County) -> None:
    other = SeatFactory.create(organisation=county.organisations["council"])
    lead = county.client("charity")
    assert lead.get(f"{SEATS}{other.pk}/").status_code == 404
    assert lead.post(f"{SEATS}{other.pk}/end/").status_code == 404
    other.refresh_from_db()
    assert other.ends is None


def test_officer_cannot_make_officers(county: County) -> None:
    page = "/organisations/marlshire-voluntary-action/seats/"
    assert county.client("officer").post(page, NEW).status_code == 403
    assert county.client("chief").get(page).status_code == 200


def begin_page() -> str:
    return reverse("organisations:begin", args=[actions.first_officer_link().rstrip("/").rsplit("/", 1)[1]])


ASKED = {"place": "Marlshire", "charity": "Marlshire Voluntary Action", "name": "Nadia Fenn", "email": "nadia@example.org"}


def test_first_officer_begins_and_is_signed_in(client: Client) -> None:
    address = begin_page()
    assert "Begin here" in client.get(address).text
    assert not Person.objects.exists()
    assert client.post(address, ASKED).status_code == 302
    nadia = Person.objects.get()
    assert client.session["_auth_user_id"] == str(nadia.pk)
    assert nadia.has_perm("places.edit")
    assert (places.the_place().name, places.the_place().coordinator_name) == ("Marlshire", "Marlshire Voluntary Action")
    page = client.get("/account/").text
    assert "Marlshire Voluntary Action</b> as lead" in page


def test_first_page_asks_again_for_what_is_missing_and_keeps_the_rest(client: Client) -> None:
    address = begin_page()
    page = client.post(address, ASKED | {"email": "nadia"}).text
    assert "One thing to put right" in page
    assert 'value="Nadia Fenn"' in page
    assert not Person.objects.exists()
    assert client.post(address, ASKED).status_code == 302


def test_first_link_works_once(client: Client) -> None:
    address = begin_page()
    client.post(address, ASKED)
    stranger = Client()
    assert stranger.get(address).status_code == 410
    assert stranger.post(address, ASKED | {"email": "mallory@example.org"}).status_code == 410
    assert Person.objects.count() == 1


def test_sign_in_link_is_not_the_first_officers(client: Client) -> None:
    from alongside.people import actions as people

    token = people.sign_in_link(PersonFactory.create()).rstrip("/").rsplit("/", 1)[1]
    assert client.post(reverse("organisations:begin", args=[token]), ASKED).status_code == 410
    first = begin_page().rstrip("/").rsplit("/", 1)[1]
    assert client.post(reverse("people:link", args=[first])).status_code == 410
