"""A small group becomes a member online: found before it is created, one thing per page, an officer answers."""

import re
from typing import Any

import pytest
from django.test import Client

from alongside.journeys import actions, work
from alongside.journeys.actions import claiming
from alongside.notices import queries as notices
from alongside.notices.models import Mail
from alongside.organisations import actions as organisations
from alongside.organisations.models import Claim, Membership, Organisation, Seat
from alongside.people.models import Person
from alongside.replies.models import OwedReply
from tests.organisations.factories import SeatFactory
from tests.organisations.members import a_kind, a_member
from tests.personas import County

pytestmark = pytest.mark.django_db
ANN = {"name": "Ann Stone", "email": "ann@gmail.com"}
THERE = {"title": "Treasurer", "how": "Ring the hall, ask for Joan."}


def walk(browser: Client, **said: Any) -> Any:
    """From the first page to "Check your answers", each page answered in its turn."""
    answer = browser.get("/join/")
    address = re.search(r'href="(/join/\w+/)"', answer.text)
    assert address
    at = address[1]
    for _n in range(12):
        if at == "/join/check/":
            return browser.get(at)
        at = browser.post(at, said).headers["Location"]
    raise AssertionError(at)


def mailed(kind: str) -> Mail:
    return Mail.objects.filter(kind=kind).latest("made_at")


def test_new_group_joins_and_its_treasurer_leads_it(county: County) -> None:
    a_kind("Small group", pence=1000)
    stranger = Client()
    checked = walk(stranger, called="Kettle Club", what="voluntary:community", about="Tea on Tuesdays.", **{
        "kind": str(a_kind().pk), **ANN, **THERE,
    })  # fmt: skip
    for said in ("Kettle Club", "Community group", "Tea on Tuesdays.", "Small group: £10 a year", "Treasurer"):
        assert said in checked.text
    sent = stranger.post("/join/check/", follow=True)
    assert "Thank you. It is on its way." in sent.text
    assert mailed("replies.acknowledged").to == "ann@gmail.com"
    assert not Organisation.objects.filter(name="Kettle Club").exists()

    chief = county.client("chief")
    desk = chief.get("/desk").text
    assert "Membership: Kettle Club" in desk
    held = Membership.objects.get()
    address = f"/members/applications/{held.pk}/"
    assert "Ring the hall, ask for Joan." in chief.get(address).text
    chief.post(address, {"admit": "1", "admit-text": "Come to the summer party."})
    held.refresh_from_db()
    assert (held.state, held.number) == ("member", 1)
    assert held.organisation
    assert held.organisation.name == "Kettle Club"
    assert Seat.objects.get(organisation=held.organisation).role == "lead"
    answer = notices.words_of(mailed("replies.answered")).text
    assert "Its number is 1." in answer
    assert "Come to the summer party." in answer
    assert mailed("organisations.welcome").to == "ann@gmail.com"
    assert "/account/link/" in notices.words_of(mailed("journeys.seated")).text
    assert not OwedReply.objects.owed().exists()


def test_group_that_is_here_is_found_and_joins(county: County) -> None:
    a_kind()
    stranger = Client()
    said = {"called": "ashby walking grup", "which": "ashby-walking-group", "kind": str(a_kind().pk), **ANN, **THERE}
    assert "Ashby Walking Group" in walk(stranger, **said).text
    stranger.post("/join/check/")
    held = Membership.objects.get()
    assert held.organisation == county.organisations["group"]
    actions.admit(held, by=county.officer)
    lead = Seat.objects.get(organisation=held.organisation, role="lead")
    assert lead.person.email == "ann@gmail.com"  # nobody led it


def test_where_somebody_leads_only_they_give_the_seat(county: County) -> None:
    said = {"called": "Marlshire Carers", "which": "marlshire-carers", "kind": str(a_kind().pk), **ANN, **THERE}
    stranger = Client()
    walk(stranger, **said)
    stranger.post("/join/check/")
    held = Membership.objects.get()
    assert OwedReply.objects.get(kind=claiming.KIND).owner == county.charity
    actions.admit(held, by=county.officer)
    assert not Person.objects.filter(email="ann@gmail.com").exists()
    assert Claim.objects.get().is_undecided


def test_who_has_a_seat_is_asked_nothing_twice(county: County) -> None:
    kind = a_kind()
    browser = county.client("charity")
    checked = walk(browser, own="marlshire-carers", kind=str(kind.pk))
    assert "Treasurer" not in checked.text
    browser.post("/join/check/")
    held = Membership.objects.get()
    assert (held.asked_by, held.claim) == (county.charity, None)
    browser.get("/join/")
    again = browser.post("/join/own/", {"own": "marlshire-carers"}).text
    assert "It has asked already" in again


def test_what_was_typed_is_kept_and_can_be_changed(county: County) -> None:
    browser = Client()
    a_kind()
    browser.post("/join/called/", {"called": "Kettle Club"})
    browser.post("/join/what/", {"what": "voluntary:community"})
    assert "Error:" in browser.post("/join/about/", {"about": ""}).text
    assert 'value="Kettle Club"' in browser.get("/join/called/").text
    checked = walk(browser, what="voluntary:community", about="Tea.", kind=str(a_kind().pk), called="Kettle Club", **ANN, **THERE)
    assert "/join/about/" in checked.text
    assert browser.post("/join/about/", {"about": "Coffee."}).headers["Location"] == "/join/check/"
    assert "Coffee." in browser.get("/join/check/").text


def test_another_name_is_looked_for_anew(county: County) -> None:
    browser = Client()
    a_kind()
    browser.post("/join/called/", {"called": "ashby walking"})
    browser.post("/join/which/", {"which": "ashby-walking-group"})
    browser.post("/join/called/", {"called": "Kettle Club"})
    assert browser.get("/join/check/").headers["Location"] == "/join/what/"


def test_only_the_kinds_that_fit_are_offered(county: County) -> None:
    a_kind("For charities", for_what=["voluntary:charity"])
    a_kind("For groups", for_what=["voluntary:community"])
    a_kind("Of old", is_offered=False)
    browser = county.client("charity")
    browser.post("/join/own/", {"own": "marlshire-carers"})
    page = browser.get("/join/kind/").text
    assert "For charities" in page
    assert "For groups" not in page
    assert "Of old" not in page
    other = a_kind("For groups")
    assert "Choose one of the list" in browser.post("/join/kind/", {"kind": str(other.pk)}).text


def test_no_is_heard_with_its_reason_and_the_claim_goes_on(county: County) -> None:
    kind = a_kind()
    facts = {"name": "Kettle Club", "sector": "voluntary", "kind": "community", "about": "Tea."}
    held = actions.join(None, kind=kind, by=None, proposed=facts, **ANN, **THERE)
    browser = county.client("officer")
    address = f"/members/applications/{held.pk}/"
    assert "Fill this in" in browser.post(address, {"refuse": "1", "refuse-text": ""}).text
    browser.post(address, {"refuse": "1", "refuse-text": "You are in the next county."})
    held.refresh_from_db()
    assert held.state == "declined"
    assert "You are in the next county." in notices.words_of(mailed("replies.answered")).text
    assert OwedReply.objects.owed().get().kind == claiming.KIND
    browser.post(address, {"admit": "1", "admit-text": ""})
    held.refresh_from_db()
    assert held.state == "declined"


def test_who_asked_takes_it_back(county: County) -> None:
    browser = Client()
    facts = {"called": "Kettle Club", "what": "voluntary:community", "about": "Tea."}
    walk(browser, **facts, kind=str(a_kind().pk), **ANN, **THERE)
    sent = browser.post("/join/check/").headers["Location"]
    browser.get(sent)
    assert Membership.objects.get().state == "asked"
    browser.post(sent)
    assert Membership.objects.get().state == "withdrawn"
    assert Claim.objects.get().state == "withdrawn"
    assert not OwedReply.objects.owed().exists()


def test_mail_at_its_own_domain_gives_the_seat_while_the_membership_waits(county: County) -> None:
    group = county.organisations["group"]
    group.url = "https://walks.example/"
    group.save()
    held = actions.join(
        group, kind=a_kind(), by=None, name="Ann Stone", email="ann@walks.example", title="Treasurer", how="Ring the hall."
    )
    claim = Claim.objects.get()
    assert claim.state == "proving"
    actions.prove(claim)
    held.refresh_from_db()
    assert held.state == "asked"
    actions.admit(held, by=county.officer)
    assert Membership.objects.get().is_member
    work.unproven()
    assert not OwedReply.objects.owed().exists()


def test_claim_that_was_declined_leaves_nobody_to_admit(county: County) -> None:
    facts = {"name": "Kettle Club", "sector": "voluntary", "kind": "community", "about": "Tea."}
    held = actions.join(None, kind=a_kind(), by=None, proposed=facts, **ANN, **THERE)
    assert held.claim
    organisations.decline_claim(held.claim, reason="We know of no such club.", by=county.officer)
    page = county.client("officer").post(f"/members/applications/{held.pk}/", {"admit": "1", "admit-text": ""}).text
    assert "nobody to be a member" in page
    held.refresh_from_db()
    assert held.state == "asked"


def test_listed_already_and_a_member_already_is_said(county: County) -> None:
    charity = county.organisations["charity"]
    a_member(charity, by=county.officer)
    browser = county.client("charity")
    assert "It is a member already." in browser.post("/join/own/", {"own": charity.slug}).text
    with pytest.raises(organisations.MemberAlready):
        actions.join(charity, kind=a_kind(), by=county.charity)


def test_nobody_who_is_no_officer_decides(county: County) -> None:
    held = actions.join(county.organisations["charity"], kind=a_kind(), by=county.charity)
    for person in (county.charity, county.council, county.volunteer):
        with pytest.raises(organisations.NotTheirs):
            actions.admit(held, by=person)
        with pytest.raises(organisations.NotTheirs):
            actions.refuse(held, reason="No", by=person)
    held.refresh_from_db()
    assert held.state == "asked"


def test_person_with_several_organisations_chooses(county: County) -> None:
    SeatFactory.create(person=county.charity, organisation=county.organisations["group"])
    page = county.client("charity").get("/join/own/").text
    assert "Marlshire Carers" in page
    assert "Ashby Walking Group" in page
    assert "Another one" in page


def test_place_without_kinds_says_so(county: County) -> None:
    assert "You cannot join online yet" in Client().get("/join/").text
