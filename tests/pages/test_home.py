"""The first page: true on an empty installation, and true with a county full of organisations."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.directory import actions as services
from alongside.pages import doors, queries
from alongside.terms import actions as terms
from alongside.terms.queries import common_needs
from tests import markup
from tests.directory.factories import make_service
from tests.organisations.factories import OrganisationFactory
from tests.personas import County
from tests.terms.factories import TermFactory

pytestmark = pytest.mark.django_db


def test_empty_installation_says_what_to_do_and_invents_nothing(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "This place has no name yet." in page
    assert 'class="stand"' not in page
    assert markup.faults(page) == []


def test_named_place_stands_in_the_head_and_the_foot(client: Client, county: County) -> None:
    page = client.get("/").content.decode()
    head, foot = page.split("<main", 1)[0], page.split("<footer", 1)[1]
    assert "Marlshire" in head
    assert "Run by Marlshire Voluntary Action." in foot
    assert "no name yet" not in page


def test_every_open_organisation_is_one_bar(client: Client) -> None:
    OrganisationFactory.create_batch(3, sector="voluntary")
    OrganisationFactory.create_batch(2, sector="health")
    OrganisationFactory(sector="council", closed_at="2026-01-01T00:00:00Z")
    page = markup.parsed(client.get("/").content.decode())
    bars = [bar.get("class") for bar in page.iter("i") if bar.get("class") != "vh"]
    assert bars == ["voluntary"] * 3 + ["health"] * 2
    assert "5 organisations, side by side." in "".join(page.itertext())


def test_more_organisations_than_can_be_drawn_are_counted_in_words(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    monkeypatch.setattr(queries, "ONE_BAR_EACH", 3)
    OrganisationFactory.create_batch(4, sector="voluntary")
    page = client.get("/").content.decode()
    assert 'class="bars' not in page
    assert "4 groups and charities" in page


def test_first_page_asks_no_more_of_the_database_when_the_county_grows(client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    make_service()
    asked()  # what is kept in the process is read once
    before = asked()
    OrganisationFactory.create_batch(30)
    assert asked() == before <= 12


def test_doors_lead_only_to_rooms_that_stand(client: Client) -> None:
    assert doors.address("nowhere:page") == ""
    for door in doors.standing():
        assert client.get(door.url).status_code in {200, 302}, door.heading


def test_visitor_is_offered_to_sign_in_and_a_member_is_not(county: County) -> None:
    assert "Sign in" in county.client("visitor").get("/").content.decode()
    assert "Sign in" not in county.client("group").get("/").content.decode()


def test_whoever_acts_for_an_organisation_is_told_so(county: County) -> None:
    page = county.client("group").get("/").content.decode()
    assert 'aria-label="Acting for"' in page
    assert "Ashby Walking Group" in page
    assert 'aria-label="Acting for"' not in county.client("volunteer").get("/").content.decode()


def test_place_with_a_colour_of_its_own_has_its_style(client: Client, county: County) -> None:
    from alongside.places.models import Place

    assert "place-" not in client.get("/").content.decode()
    Place.objects.update(accent="#005ea5")
    assert "/design/place-005ea5.css" in client.get("/").content.decode()
    Place.objects.update(accent="#ffdd00")
    assert "place-" not in client.get("/").content.decode()


def test_common_needs_lead_to_what_answers_them(client: Client) -> None:
    terms.load_needs()
    page = markup.parsed(client.get("/").content.decode())
    chips = {link.text: link.get("href") for item in page.iter("ul") if item.get("class") == "chips" for link in item.iter("a")}
    assert list(chips) == [need.name for need in common_needs()]
    assert len(chips) == 8
    assert chips["Food and fuel"] == "/support?need=Food+and+fuel"


def test_first_page_offers_what_officers_chose_in_the_order_that_they_chose_it(client: Client) -> None:
    for name in ("Nets and boats", "Hay"):
        terms.make_common(TermFactory.create(name=name), by=None)
    TermFactory.create(name="Tractors")
    assert queries.common_needs("/support") == [("Nets and boats", "/support?need=Nets+and+boats"), ("Hay", "/support?need=Hay")]


def test_first_page_says_how_sure_we_are_of_each_service(client: Client) -> None:
    sure = [make_service(), make_service()]
    make_service()
    for service in sure:
        services.confirm(service, by=None)
    page = markup.parsed(client.get("/").content.decode())
    rows = [("".join(row.find("th").itertext()), row.find("td").text) for row in page.iter("tr") if row.find("td") is not None]
    assert rows == [("Confirmed in the last six months", "2"), ("Not confirmed for longer", "0"), ("Never confirmed", "1")]
    assert "3 services, and how sure we are" in "".join(page.itertext())


def test_place_without_services_boasts_of_none(client: Client) -> None:
    assert 'class="band"' not in client.get("/").content.decode()
