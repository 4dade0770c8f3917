"""Leaving an organisation, also as the last who led it."""

import pytest
from django.test import Client

from alongside.organisations import actions as organisations
from alongside.organisations.models import Seat
from alongside.replies.models import OwedReply
from tests.organisations.factories import SeatFactory
from tests.personas import County

pytestmark = pytest.mark.django_db
LEAVE = "/organisations/marlshire-carers/leave/"


def holds(seat: Seat) -> bool:
    seat.refresh_from_db()
    return seat.ends is None


def test_helper_gives_their_seat_up(county: County) -> None:
    seat = SeatFactory.create(organisation=county.organisations["charity"], role="helper")
    client = Client()
    client.force_login(seat.person)
    assert "You no longer have a seat at Marlshire Carers" in client.post(LEAVE, follow=True).text
    assert not holds(seat)
    assert not OwedReply.objects.exists()


def test_last_lead_is_asked_to_hand_over_or_to_say_that_nobody_leads(county: County) -> None:
    seat, lead = Seat.objects.get(person=county.people["charity"]), county.client("charity")
    assert "You are its only lead" in lead.get(LEAVE).text
    assert "Tick this to go on" in lead.post(LEAVE).text
    assert holds(seat)
    lead.post(LEAVE, {"nobody_leads": "on"})
    assert not holds(seat)
    reply = OwedReply.objects.get(kind="journeys.leaderless")
    assert (reply.owner, reply.title) == (county.people["chief"], "Nobody leads Marlshire Carers now")
    assert "Nobody leads Marlshire Carers now" in county.client("chief").get("/desk").text
    assert "Its last lead has left." in county.client("chief").get(f"/replies/{reply.pk}/").text


def test_coordinator_is_never_without_a_lead(county: County) -> None:
    chief, address = county.client("chief"), "/organisations/marlshire-voluntary-action/leave/"
    assert "Hand over first" in chief.get(address).text
    chief.post(address, {"nobody_leads": "on"})
    assert holds(Seat.objects.get(person=county.people["chief"]))
    with pytest.raises(organisations.LastLead):
        organisations.end_seat(Seat.objects.get(person=county.people["chief"]), by=county.people["chief"], nobody_leads=True)


def test_second_lead_leaves_without_a_question(county: County) -> None:
    SeatFactory.create(organisation=county.organisations["charity"], role="lead")
    county.client("charity").post(LEAVE)
    assert not holds(Seat.objects.get(person=county.people["charity"]))
    assert not OwedReply.objects.exists()


@pytest.mark.parametrize("persona", ["council", "officer", "volunteer"])
def test_nobody_leaves_where_they_have_no_seat(county: County, persona: str) -> None:
    assert county.client(persona).post(LEAVE).status_code == 403
