"""What the record says of organisations and accounts, and whom it names to whom."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

import alongside
from alongside.organisations import actions, queries
from alongside.people import actions as people
from alongside.record import queries as record
from alongside.record import sentences
from tests import personas
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("room", ["people", "organisations"])
def test_everything_that_is_written_down_can_be_said(room: str) -> None:
    source = "".join(file.read_text() for file in (Path(alongside.__file__).parent / room).rglob("*.py"))
    written = set(re.findall(rf'"({room}\.[a-z_]+)", (?:on=|made|contact|seat|invitation|claim|next_|when=|\{{|\*\*)', source))
    assert len(written) > 4
    assert sentences.unsaid(written) == []


def said(county: County, reader: str) -> list[tuple[str, str | None]]:
    """The history of the charity, as this persona hears it: what, and who."""
    person = None if reader == personas.VISITOR else county.people[reader]
    return [
        (told.what, told.who.title if told.who else None) for told in record.history(county.organisations["charity"], person).rows
    ]


def test_history_is_told_in_plain_words(county: County) -> None:
    one, officer = county.organisations["charity"], county.people["officer"]
    actions.change(one, name="Carers", about="New", identifiers=[("GB-CHC", "1123456")], by=officer)
    seat = actions.seat(PersonFactory.create(), one, role="helper", by=officer)
    actions.change_role(seat, role="editor", by=officer)
    actions.end_seat(seat, by=officer)
    contact = actions.add_contact(
        one, kind="phone", value="01632 960 142", publish="yes", said_by="Joan", said_how="by phone", by=officer
    )
    actions.remove_contact(contact, by=officer)
    actions.close(one, by=officer)
    actions.reopen(one, by=officer)
    assert [what for what, _ in said(county, "chief")] == [
        "Opened again",
        "Closed",
        "Contact removed",
        "Contact added, shown to all",
        "Seat ended, as editor",
        "Seat changed, now editor",
        "Seat given, as helper",
        "Entry changed: what it says of itself, registered numbers and name",
    ]


@pytest.mark.parametrize(
    ("reader", "named"), [("chief", True), ("charity", True), ("council", False), ("volunteer", False), ("visitor", False)]
)
def test_who_did_it_is_named_to_those_who_work_with_them(county: County, reader: str, named: bool) -> None:
    actions.change(county.organisations["charity"], about="New", by=county.people["charity"])
    ((_, who),) = said(county, reader)
    assert (who == county.people["charity"].name) == named
    assert named or who is None


def test_people_know_themselves_and_those_with_a_seat_beside_theirs(county: County) -> None:
    charity = county.people["charity"]
    beside = actions.seat(PersonFactory.create(), county.organisations["charity"], role="helper", by=charity)
    assert set(queries.known_to(charity).order_by("name")) == {charity, beside.person}
    assert set(queries.known_to(county.people["volunteer"]).order_by("name")) == {county.people["volunteer"]}
    assert not queries.known_to(AnonymousUser()).exists()
    actions.end_seat(beside, by=charity)
    assert beside.person in queries.known_to(charity)
    assert charity not in queries.known_to(beside.person)


def test_history_stands_on_the_page_for_those_who_keep_the_entry(county: County) -> None:
    actions.change(county.organisations["charity"], about="New", by=county.people["charity"])
    for persona in personas.NAMES:
        page = county.client(persona).get("/organisations/marlshire-carers/").text
        assert ("Entry changed" in page) == (persona in {"chief", "officer", "charity"}), persona


def test_account_has_a_history_too() -> None:
    person = PersonFactory.create()
    people.rename(person, name="Another", by=person)
    people.sign_out_everywhere(person, by=person)
    assert [told.what for told in record.history(person, person).rows] == ["Signed out on every device", "Name changed"]
