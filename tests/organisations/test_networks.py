"""Networks: who belongs to one, who speaks for it, and what its page says when nobody does."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from alongside.kit import clock
from alongside.organisations import actions
from alongside.organisations.actions import merging, network
from alongside.organisations.errors import WrongMove
from alongside.organisations.models import NetworkMember, Representative
from alongside.organisations.queries import networks
from tests.organisations.factories import OrganisationFactory
from tests.organisations.networks import a_voice
from tests.people.factories import PersonFactory
from tests.personas import County

pytestmark = pytest.mark.django_db

YES = {"publish": "yes", "said_by": "Rosa Field", "said_how": "by e-mail"}


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def term(**facts: str) -> dict[str, str]:
    """What a lead fills in."""
    return {
        "body": "Health Board",
        "name": "Rosa Field",
        "email": "",
        "chosen": "election",
        "starts": f"{clock.today():%d %m %Y}",
        "ends": f"{clock.today() + days(365):%d %m %Y}",
        "publish": "unknown",
        **facts,
    }


def test_lead_finds_an_organisation_and_adds_it_to_the_network(county: County) -> None:
    charity, council = county.organisations["charity"], county.organisations["council"]
    browser, address = county.client("charity"), f"/organisations/{charity.slug}/network/"
    assert council.slug in browser.get(address, {"q": "marlshire councl"}).text
    assert "Nobody of that name is listed" in browser.get(address, {"q": "zzzzqqqq"}).text
    for _twice in range(2):
        browser.post(address, {"member": council.slug})
    assert NetworkMember.objects.get().member == council
    assert council.name in Client().get(charity.get_absolute_url()).text
    assert "Belongs to" in Client().get(council.get_absolute_url()).text
    assert "Joined a network" in county.client("council").get(council.get_absolute_url()).text


def test_lead_of_a_member_leaves_the_network_and_nobody_elses(county: County) -> None:
    charity, council = county.organisations["charity"], county.organisations["council"]
    held = network.join(charity, council, by=county.charity)
    other = network.join(charity, OrganisationFactory.create(), by=county.charity)
    browser = county.client("council")
    assert browser.post(f"/organisations/{council.slug}/networks/{other.pk}/leave/").status_code == 404
    assert browser.post(f"/organisations/{charity.slug}/network/{held.pk}/end/").status_code == 403
    browser.post(f"/organisations/{council.slug}/networks/{held.pk}/leave/")
    assert [one.pk for one in networks.members_of(charity)] == [other.pk]
    held.refresh_from_db()
    assert held.ends == clock.today()


def test_editor_of_a_group_does_not_say_who_belongs_to_it(county: County) -> None:
    group = county.organisations["group"]
    assert county.client("group").get(f"/organisations/{group.slug}/network/").status_code == 403


def test_network_is_not_its_own_member(county: County) -> None:
    charity = county.organisations["charity"]
    with pytest.raises(WrongMove):
        network.join(charity, charity, by=county.charity)


def test_name_is_shown_to_visitors_only_with_consent(county: County) -> None:
    charity = county.organisations["charity"]
    held = a_voice(charity)
    page = Client().get(charity.get_absolute_url()).text
    assert "Rosa Field" not in page and "Somebody speaks there" in page and "Elected" in page
    said = {key: getattr(held, key) for key in ("body", "body_here", "name", "email", "chosen", "starts", "ends")}
    network.change(held, **said, **YES, by=county.charity)
    page = Client().get(charity.get_absolute_url()).text
    assert "Rosa Field" in page and "rosa@example.org" not in page


def test_consent_is_not_carried_over_to_another_name(county: County) -> None:
    held = a_voice(county.organisations["charity"], **YES)
    said = {key: getattr(held, key) for key in ("body", "body_here", "email", "chosen", "starts", "ends")}
    with time_machine.travel(clock.now() + days(3), tick=False):
        network.change(held, **said, name="Ben Ash", **YES, by=county.charity)
        assert held.said_at == clock.now()


def test_lead_says_who_speaks_for_the_network_and_is_told_what_is_missing(county: County) -> None:
    charity, council = county.organisations["charity"], county.organisations["council"]
    browser, address = county.client("charity"), f"/organisations/{charity.slug}/representatives/add/"
    wrong = browser.post(address, term(publish="yes", ends=f"{clock.today():%d %m %Y}")).text
    assert "Give a day after the first" in wrong and "Say this too" in wrong and "Rosa Field" in wrong
    browser.post(address, term(body=council.name.upper()))
    assert Representative.objects.get().body_here == council
    assert council.get_absolute_url() in Client().get(charity.get_absolute_url()).text


def test_page_says_by_itself_that_nobody_speaks_there_since_the_term_ended(county: County) -> None:
    charity = county.organisations["charity"]
    a_voice(charity, ends=dt.date(2030, 3, 1))
    said = f"Nobody speaks for {charity.name} on Health Board since 1 March 2030"
    with time_machine.travel(dt.datetime(2030, 2, 28, 12, tzinfo=dt.UTC), tick=False):
        assert said not in Client().get(charity.get_absolute_url()).text
    with time_machine.travel(dt.datetime(2030, 3, 1, 12, tzinfo=dt.UTC), tick=False):
        assert said in Client().get(charity.get_absolute_url()).text
        a_voice(charity, body="health  board", starts=clock.today(), ends=clock.today() + days(30))
        assert said not in Client().get(charity.get_absolute_url()).text


def test_lapse_stands_until_whoever_follows_begins(county: County) -> None:
    charity = county.organisations["charity"]
    a_voice(charity, ends=clock.today() - days(2))
    a_voice(charity, starts=clock.today() + days(5), ends=clock.today() + days(50))
    page = Client().get(charity.get_absolute_url()).text
    assert "Nobody speaks for" in page and "Somebody else" in page


def test_voice_that_is_given_up_is_no_lapse(county: County) -> None:
    charity = county.organisations["charity"]
    held = a_voice(charity)
    browser, address = county.client("charity"), f"/organisations/{charity.slug}/representatives/{held.pk}/"
    browser.post(f"{address}end/")
    assert "Nobody speaks for" in Client().get(charity.get_absolute_url()).text
    browser.post(f"{address}give-up/")
    assert "Health Board" not in Client().get(charity.get_absolute_url()).text


def test_term_to_come_that_is_ended_leaves_no_trace_but_its_record(county: County) -> None:
    charity = county.organisations["charity"]
    network.end(a_voice(charity, starts=clock.today() + days(5)), by=county.charity)
    assert not Representative.objects.exists()
    assert "Somebody speaks for it no longer" in county.client("charity").get(charity.get_absolute_url()).text


def test_members_of_a_large_network_are_paged(county: County) -> None:
    charity = county.organisations["charity"]
    for number in range(23):
        network.join(charity, OrganisationFactory.create(name=f"Choir {number:02}"), by=county.officer)
    page = Client().get(charity.get_absolute_url()).text
    assert "23 members" in page and "Choir 19" in page and "Choir 20" not in page
    assert "Choir 22" in Client().get(charity.get_absolute_url(), {"members": "2"}).text


def test_network_follows_a_merge_without_twins_and_comes_apart_again(county: County) -> None:
    charity, council, twin = county.organisations["charity"], county.organisations["council"], OrganisationFactory.create()
    for one in (charity, twin):
        network.join(one, council, by=county.officer)
    network.join(twin, charity, by=county.officer)
    a_voice(twin)
    made = merging.merge(twin, into=charity, by=county.officer)
    assert [one.member for one in networks.members_of(charity)] == [council]
    assert [one.body for one in networks.voices_of(charity)] == ["Health Board"]
    merging.part(made, by=county.officer)
    assert [one.body for one in networks.voices_of(twin)] == ["Health Board"]


def test_network_that_closes_has_no_members_and_no_lapse(county: County) -> None:
    charity = county.organisations["charity"]
    network.join(charity, county.organisations["council"], by=county.officer)
    a_voice(charity)
    actions.close(charity, by=county.officer)
    assert not networks.networks_of(county.organisations["council"])
    assert not networks.voices_of(charity)


def test_who_speaks_for_a_network_is_told_so_among_their_data(county: County) -> None:
    a_voice(county.organisations["charity"], **YES)
    browser = Client()
    browser.force_login(PersonFactory.create(email="rosa@example.org"))
    page = browser.get("/account/yours/").text
    assert "Bodies on which you speak for a network" in page and "Health Board" in page
