"""A seat is offered by mail, and taken up by the person with that very address, once, while the offer holds."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.kit import clock
from alongside.notices import queries as notices
from alongside.notices.models import Mail
from alongside.organisations import actions, links
from alongside.organisations.models import Invitation, Organisation, Seat
from alongside.people.models import Person
from alongside.record.models import Event
from tests.organisations.factories import SeatFactory
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db
SEATS = "/organisations/marlshire-carers/seats/"
TOMAS = {"email": "tomas@example.org", "name": "Tomas Nowak", "role": "editor"}


@pytest.fixture
def offer(county: County) -> Invitation:
    """The charity's lead offers Tomas a seat as editor."""
    return actions.invite(county.organisations["charity"], **TOMAS, title="Treasurer", by=county.people["charity"])


@pytest.fixture
def tomas() -> Client:
    """The browser of Tomas, who has an account."""
    client = Client()
    client.force_login(PersonFactory.create(email="tomas@example.org", name="Tomas Nowak"))
    return client


def page_of(offer: Invitation) -> str:
    return links.to_invitation(offer)


def code() -> str:
    """The code in the latest mail."""
    (found,) = re.findall(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    return str(found)


def test_stranger_proves_their_address_accepts_and_acts(offer: Invitation) -> None:
    (link,) = re.findall(r"http://localhost:8000(/invitations/\S+)", notices.words_of(Mail.objects.get()).text)
    browser = Client()
    assert "A seat for you at Marlshire Carers" in browser.get(link).text
    assert not Person.objects.filter(email="tomas@example.org").exists()
    asked = browser.post(link)
    assert asked["Location"].startswith("/account/sign-in/code/")
    assert browser.post(asked["Location"], {"code": code()})["Location"] == link
    assert not Seat.objects.filter(person__email="tomas@example.org").exists()  # signing in alone accepts nothing
    page = browser.post(link, {"accept": "1"}, follow=True).text
    assert "You have a seat at Marlshire Carers now, and act for it." in page
    assert "Marlshire Carers</b> as editor" in page
    seat = Seat.objects.get(person__email="tomas@example.org")
    assert (seat.role, seat.title) == ("editor", "Treasurer")


def test_whoever_invited_hears_that_it_was_accepted(offer: Invitation, tomas: Client, county: County) -> None:
    tomas.post(page_of(offer), {"accept": "1"})
    heard = Mail.objects.get(kind="organisations.accepted")
    assert heard.to == county.people["charity"].email
    assert "Tomas Nowak has a seat at Marlshire Carers now" in heard.subject
    assert "Accepted" in county.client("charity").get(SEATS).text


def test_forwarded_invitation_opens_nothing(offer: Invitation, county: County) -> None:
    other = county.client("volunteer")
    for answer in (other.get(page_of(offer)), other.post(page_of(offer), {"accept": "1"})):
        assert answer.status_code == 403
        assert "This invitation is for somebody else" in answer.text
        assert "tomas" not in answer.text
        assert "Marlshire Carers" not in answer.text
    assert not Seat.objects.filter(person=county.people["volunteer"]).exists()


def test_whoever_holds_a_forwarded_link_only_sends_a_code_to_the_right_address(offer: Invitation) -> None:
    Client().post(page_of(offer))
    assert [sent.to for sent in mail.outbox] == [["tomas@example.org"]]


def test_invitation_works_once(offer: Invitation, tomas: Client) -> None:
    tomas.post(page_of(offer), {"accept": "1"})
    Seat.objects.filter(person__email="tomas@example.org").update(ends=clock.today())
    again = tomas.post(page_of(offer), {"accept": "1"})
    assert (again.status_code, "This invitation was accepted" in again.text) == (410, True)
    assert not Seat.objects.filter(person__email="tomas@example.org", ends=None).exists()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("expired", "This invitation is too old"),
        ("withdrawn", "has taken it back"),
        ("seat of the inviter ended", "may no longer give this seat"),
        ("inviter is only a helper now", "may no longer give this seat"),
        ("account of the inviter closed", "may no longer give this seat"),
        ("organisation closed", "has closed"),
        ("sent anew", "Only the link of the latest mail works"),
        ("seated meanwhile", "You have a seat there already"),
    ],
)
def test_invitation_that_no_longer_holds_says_why(offer: Invitation, tomas: Client, county: County, how: str, said: str) -> None:
    link, lead, one = page_of(offer), county.people["charity"], county.organisations["charity"]
    colleague = SeatFactory.create(organisation=one, role="lead").person
    moves = {
        "expired": lambda: Invitation.objects.update(expires_at=clock.now() - dt.timedelta(seconds=1)),
        "withdrawn": lambda: actions.withdraw_invitation(offer, by=lead),
        "seat of the inviter ended": lambda: actions.end_seat(Seat.objects.get(person=lead), by=colleague),
        "inviter is only a helper now": lambda: actions.change_role(Seat.objects.get(person=lead), role="helper", by=colleague),
        "account of the inviter closed": lambda: Person.objects.filter(pk=lead.pk).update(is_active=False),
        "organisation closed": lambda: Organisation.objects.filter(pk=one.pk).update(closed_at=clock.now()),
        "sent anew": lambda: actions.send_again(offer, by=lead),
        "seated meanwhile": lambda: (
            SeatFactory.create(organisation=one, person__email="x@example.org")
            and Seat.objects.filter(person__email="x@example.org").update(person=Person.objects.get(email="tomas@example.org"))
        ),
    }
    before = tomas.get(link).status_code
    moves[how]()
    seats = Seat.objects.filter(person__email="tomas@example.org").count()
    for answer in (tomas.get(link), tomas.post(link, {"accept": "1"})):
        assert (before, answer.status_code) == (200, 410)
        assert said in answer.text
    assert Seat.objects.filter(person__email="tomas@example.org").count() == seats


def test_expired_invitation_is_not_revived_by_a_code(offer: Invitation, tomas: Client) -> None:
    with time_machine.travel(clock.now() + dt.timedelta(days=15)):
        stranger = Client()
        assert stranger.post(page_of(offer)).status_code == 410  # no code is sent for it
        tomas.get("/desk")
        assert not Seat.objects.filter(person__email="tomas@example.org").exists()


@pytest.mark.parametrize("token", ["nonsense", "eyJ:1w:x"])
def test_link_that_is_none_says_so(client: Client, token: str) -> None:
    assert client.get(f"/invitations/{token}/").status_code == 410


def test_declining_is_seen_by_the_inviter(offer: Invitation, tomas: Client, county: County) -> None:
    assert "You have said no." in tomas.post(page_of(offer), {"decline": "1"}, follow=True).text
    assert "Declined" in county.client("charity").get(SEATS).text
    assert not Seat.objects.filter(person__email="tomas@example.org").exists()


def test_desk_shows_the_invitations_that_hold_and_no_others(offer: Invitation, tomas: Client, county: County) -> None:
    assert "A seat at Marlshire Carers" in tomas.get("/desk").text
    assert "A seat at Marlshire Carers" not in county.client("volunteer").get("/desk").text
    actions.withdraw_invitation(offer, by=county.people["charity"])
    assert "A seat at Marlshire Carers" not in tomas.get("/desk").text


def test_withdrawn_invitation_is_sent_anew_with_a_new_link(offer: Invitation, tomas: Client, county: County) -> None:
    lead, old = county.client("charity"), page_of(offer)
    lead.post(f"/organisations/marlshire-carers/invitations/{offer.pk}/withdraw/")
    assert "has a new mail" in lead.post(f"/organisations/marlshire-carers/invitations/{offer.pk}/again/", follow=True).text
    offer.refresh_from_db()
    assert (tomas.get(old).status_code, tomas.get(page_of(offer)).status_code) == (410, 200)


def test_one_address_has_one_open_invitation_there(offer: Invitation, county: County) -> None:
    page = county.client("charity").post(SEATS, TOMAS | {"email": "Tomas@Example.org"})
    assert "has an invitation that waits" in page.text
    assert Invitation.objects.count() == 1


def test_expired_invitation_makes_room_for_a_new_one(offer: Invitation, county: County) -> None:
    Invitation.objects.update(expires_at=clock.now())
    actions.invite(county.organisations["charity"], **TOMAS, by=county.people["charity"])
    assert sorted(Invitation.objects.values_list("state", flat=True)) == ["open", "withdrawn"]


@pytest.mark.parametrize(
    ("own", "gives"), [("lead", {"lead", "editor", "helper"}), ("editor", {"editor", "helper"}), ("helper", set())]
)
def test_nobody_invites_above_themselves(county: County, own: str, gives: set[str]) -> None:
    one = county.organisations["charity"]
    seat = SeatFactory.create(organisation=one, role=own)
    client = Client()
    client.force_login(seat.person)
    for role in ("lead", "editor", "helper"):
        client.post(SEATS, TOMAS | {"email": f"{role}@new.example", "role": role})
    assert set(Invitation.objects.values_list("role", flat=True)) == gives
    assert client.get(SEATS).status_code == 200
    assert (client.post(SEATS, TOMAS).status_code == 403) == (own == "helper")


def test_editor_does_not_touch_the_invitation_of_a_lead(county: County) -> None:
    one = county.organisations["charity"]
    offer = actions.invite(one, **TOMAS | {"role": "lead"}, by=county.people["charity"])
    client = Client()
    client.force_login(SeatFactory.create(organisation=one, role="editor").person)
    for move in ("again", "withdraw"):
        assert client.post(f"/organisations/{one.slug}/invitations/{offer.pk}/{move}/").status_code == 403
    assert Invitation.objects.get().round == 1


def test_invitation_is_not_reached_through_another_organisation(offer: Invitation, county: County) -> None:
    council = county.client("council")
    assert council.post(f"/organisations/marlshire-council/invitations/{offer.pk}/withdraw/").status_code == 404
    assert council.post(f"/organisations/marlshire-carers/invitations/{offer.pk}/withdraw/").status_code == 403
    assert Invitation.objects.get().state == "open"


def test_nobody_invites_themselves(county: County) -> None:
    officer = county.people["officer"]
    with pytest.raises(actions.OwnRole):
        actions.invite(county.organisations["charity"], email=officer.email, name="Me", role="lead", by=officer)


def test_somebody_with_a_seat_is_not_invited(county: County) -> None:
    with pytest.raises(actions.AlreadySeated):
        actions.invite(county.organisations["charity"], email="Charity@example.org", name="", role="lead", by=county.officer)
    assert not Mail.objects.exists()


def test_record_of_an_invitation_names_nobody(offer: Invitation) -> None:
    event = Event.objects.get(kind="organisations.invited")
    assert event.facts == {"invitation": str(offer.pk), "role": "editor"}


def test_seats_page_costs_the_same_with_few_and_many(county: County) -> None:
    lead, one, costs = county.client("charity"), county.organisations["charity"], []
    for number in (1, 12):
        for n in range(number):
            SeatFactory.create(organisation=one)
            actions.invite(one, email=f"{number}-{n}@new.example", name="New", role="helper", by=county.people["charity"])
        lead.get(SEATS)
        with CaptureQueriesContext(connection) as asked:
            lead.get(SEATS)
        costs.append(len(asked))
    assert costs[0] == costs[1]
