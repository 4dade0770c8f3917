"""What an organisation is to the place: given, ended, seen, and following its membership."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from alongside.kit import clock
from alongside.organisations import actions, work
from alongside.organisations.actions import membership, merging, standing
from alongside.organisations.models import Standing
from tests.organisations.factories import OrganisationFactory
from tests.organisations.members import a_member
from tests.personas import County

pytestmark = pytest.mark.django_db


def test_membership_gives_the_standing_and_lapse_takes_it_away(county: County) -> None:
    charity = county.organisations["charity"]
    a_member(charity, by=county.officer)
    assert "Member</span>" in Client().get(charity.get_absolute_url()).text
    with time_machine.travel(clock.now() + dt.timedelta(days=400), tick=False):
        work.look_after_members()
        assert "Member</span>" not in Client().get(charity.get_absolute_url()).text
        assert Standing.objects.get(organisation=charity).ends == clock.today()


def test_who_leaves_as_a_member_stays_a_partner(county: County) -> None:
    charity = county.organisations["charity"]
    held = a_member(charity, by=county.officer)
    standing.give(charity, "partner", by=county.officer)
    membership.leave(held, why="other", text="", by=county.charity)
    assert [one.kind for one in Standing.objects.open_on(clock.today())] == ["partner"]


def test_officer_gives_and_ends_a_standing_with_one_history(county: County) -> None:
    council = county.organisations["council"]
    browser = county.client("officer")
    address = f"/organisations/{council.slug}/standing/"
    later = f"{clock.today() + dt.timedelta(days=1):%d %m %Y}"
    assert "This day is still to come" in browser.post(address, {"kind": "partner", "starts": later}).text
    assert "Choose one of the list" in browser.post(address, {"kind": "member", "starts": "1 9 2026"}).text
    browser.post(address, {"kind": "partner", "starts": "1 9 2026"})
    browser.post(address, {"kind": "partner", "starts": "2 9 2026"})
    assert Standing.objects.get().starts == dt.date(2026, 9, 1)
    assert "Partner</span>" in Client().get(council.get_absolute_url()).text
    browser.post(f"{address}end/", {"kind": "partner"})
    assert "from 1 September 2026" in browser.get(address).text
    assert "Standing ended: partner" in browser.get(f"/organisations/{council.slug}/record/").text


def test_standing_of_a_member_is_not_ended_by_hand(county: County) -> None:
    charity = county.organisations["charity"]
    a_member(charity, by=county.officer)
    county.client("officer").post(f"/organisations/{charity.slug}/standing/end/", {"kind": "member"})
    assert Standing.objects.get().ends is None


def test_officers_list_is_narrowed_by_standing(county: County) -> None:
    standing.give(county.organisations["council"], "steering", by=county.officer)
    page = county.client("officer").get("/organisations/records/?standing=steering").text
    assert "Marlshire Council</bdi>" in page
    assert "Marlshire Carers</bdi>" not in page


def test_standing_follows_a_merge_and_ends_with_a_closing(county: County) -> None:
    twin, charity = OrganisationFactory.create(), county.organisations["charity"]
    standing.give(twin, "partner", by=county.officer)
    standing.give(twin, "steering", by=county.officer)
    standing.give(charity, "partner", by=county.officer)
    merging.merge(twin, into=charity, by=county.officer)
    assert sorted(charity.standings.filter(ends=None).values_list("kind", flat=True)) == ["partner", "steering"]
    assert not twin.standings.filter(ends=None).exists()
    actions.close(charity, by=county.officer)
    assert not Standing.objects.filter(ends=None).exists()
