"""What is owed around a person: their colleagues' questions too, and for an officer everybody's."""

import pytest

from alongside.organisations.models import Seat
from tests.organisations.factories import SeatFactory
from tests.personas import County
from tests.replies.factories import a_reply

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("persona", "seen"),
    [
        ("charity", {"To the charity"}),
        ("council", {"To the council"}),
        ("officer", {"To the charity", "To the council"}),
        ("linkworker", set()),
        ("volunteer", set()),
    ],
)
def test_lead_sees_what_colleagues_owe_and_an_officer_sees_all(county: County, persona: str, seen: set[str]) -> None:
    colleague = SeatFactory.create(organisation=county.organisations["charity"], role=Seat.Role.HELPER).person
    a_reply(county.organisations["charity"], title="To the charity", owner=colleague, asker=county.volunteer)
    a_reply(county.organisations["council"], title="To the council", asker=county.linkworker)
    page = county.client(persona).get("/replies/").text
    assert {title for title in ("To the charity", "To the council") if title in page} == seen


def test_list_says_who_has_it(county: County) -> None:
    a_reply(county.organisations["charity"])
    assert f"It is with {county.charity.name}, Marlshire Carers." in county.client("officer").get("/replies/").text
