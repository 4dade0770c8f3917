"""Who has a seat, on the page; and the first officer's page."""

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from alongside.kit import clock
from alongside.notices.models import Mail
from alongside.organisations import actions
from alongside.organisations.models import Seat
from alongside.people.models import Person
from alongside.places import queries as places
from tests.organisations.factories import SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db
SEATS = "/organisations/marlshire-carers/seats/"
NEW = {"name": "Tomas Nowak", "email": "tomas@example.org", "role": "editor", "title": "Treasurer"}


def test_lead_invites_somebody_and_sees_that_the_invitation_waits(county: County) -> None:
    page = county.client("charity").post(SEATS, NEW, follow=True).text
    assert "Tomas Nowak has a mail with your invitation." in page
    assert "tomas@example.org" in page
    assert "holds until" in page
    assert Mail.objects.get().to == "tomas@example.org"
    assert not Person.objects.filter(email="tomas@example.org").exists()  # before they accept, there is no account


def test_somebody_who_has_a_seat_is_not_given_another(county: County) -> None:
    SeatFactory.create(organisation=county.organisations["charity"], person__email="colleague@example.org")
    page = county.client("charity").post(SEATS, NEW | {"email": "Colleague@example.org"})
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
    assert theirs.get(f"{SEATS}{seat.pk}/").status_code == 403
    county.client("charity").post(f"{SEATS}{seat.pk}/", {"role": "lead"})
    assert theirs.get(f"{SEATS}{seat.pk}/").status_code == 200


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


def test_ended_seat_is_given_back(county: County) -> None:
    seat = SeatFactory.create(organisation=county.organisations["charity"], person__name="Anita Rao")
    lead = county.client("charity")
    lead.post(f"{SEATS}{seat.pk}/end/")
    assert "Ended lately" in lead.get(SEATS).text
    assert "Anita Rao has the seat again." in lead.post(f"{SEATS}{seat.pk}/give-back/", follow=True).text
    seat.refresh_from_db()
    assert seat.ends is None


def test_seat_that_ended_long_ago_is_not_given_back(county: County) -> None:
    seat = SeatFactory.create(organisation=county.organisations["charity"], ends=clock.today() - dt.timedelta(days=15))
    lead = county.client("charity")
    assert "Ended lately" not in lead.get(SEATS).text
    assert lead.post(f"{SEATS}{seat.pk}/give-back/").status_code == 404
    with pytest.raises(actions.SeatEnded):
        actions.give_back(seat, by=county.people["charity"])


def test_nobody_gives_their_own_seat_back(county: County) -> None:
    officer = county.people["officer"]
    seat = SeatFactory.create(organisation=county.organisations["charity"], person=officer)
    actions.end_seat(seat, by=officer)
    with pytest.raises(actions.OwnRole):
        actions.give_back(seat, by=officer)


@pytest.mark.parametrize(("then", "left"), [("editor", "editor"), ("helper", "helper"), ("leave", None)])
def test_lead_hands_over_in_one_step(county: County, then: str, left: str | None) -> None:
    one = county.organisations["charity"]
    colleague = SeatFactory.create(organisation=one, person__name="Anita Rao", role="helper")
    lead, address = county.client("charity"), "/organisations/marlshire-carers/hand-over/"
    page = lead.post(address, {"to": str(colleague.pk), "then": then}, follow=True)
    assert "Anita Rao leads Marlshire Carers now." in page.text
    own = Seat.objects.get(person=county.people["charity"])
    colleague.refresh_from_db()
    assert colleague.role == "lead"
    assert (own.role if own.ends is None else None) == left
    assert lead.get(address).status_code == 403


def test_handing_over_takes_a_colleague_from_here(county: County) -> None:
    SeatFactory.create(organisation=county.organisations["charity"])
    other = SeatFactory.create(organisation=county.organisations["council"])
    page = county.client("charity").post("/organisations/marlshire-carers/hand-over/", {"to": str(other.pk), "then": "leave"})
    assert page.status_code == 200
    other.refresh_from_db()
    assert other.role == "editor"
    own = Seat.objects.get(person=county.people["charity"])
    with pytest.raises(actions.NotTheirs):
        actions.hand_over(own, to=other, then="leave", by=county.people["charity"])


@pytest.mark.parametrize("own", ["helper", "editor"])
def test_nobody_raises_their_own_role(county: County, own: str) -> None:
    officer = county.people["officer"]  # may seat others here, but not give themselves more
    seat = SeatFactory.create(organisation=county.organisations["charity"], person=officer, role=own)
    with pytest.raises(actions.OwnRole):
        actions.change_role(seat, role="lead", by=officer)
    page = county.client("officer").post(f"{SEATS}{seat.pk}/", {"role": "lead"})
    assert "Nobody can give themselves more" in page.text
    seat.refresh_from_db()
    assert seat.role == own


def test_helper_sees_with_whom_they_sit_and_no_address(county: County) -> None:
    helper = Client()
    helper.force_login(SeatFactory.create(organisation=county.organisations["charity"], role="helper").person)
    page = helper.get(SEATS).text
    assert county.people["charity"].name in page
    assert county.people["charity"].email not in page
    assert "Invite somebody" not in page
