"""The open feed as a program meets it: its base, its lists, its details, and what it says when it is asked wrongly."""

import datetime as dt
from typing import Any

import msgspec
import pytest
import time_machine
from django.test import Client

from alongside.directory import actions as directory
from alongside.openreferral import standard
from alongside.openreferral.models import Document
from tests.directory.factories import contact, make_service, place, time
from tests.openreferral.reading import BASE, body, ids, lines, page, pages
from tests.organisations.factories import OrganisationFactory
from tests.personas import County
from tests.terms.factories import TermFactory

pytestmark = pytest.mark.django_db

ENDPOINTS = ("", "/services", "/service_at_locations", "/taxonomies", "/taxonomy_terms", "/openapi.json")


def details(client: Client, pk: Any, of: str = "services") -> Any:
    kind = standard.Service if of == "services" else standard.ServiceAtLocation
    return msgspec.json.decode(client.get(f"{BASE}/{of}/{pk}").content, type=kind)


@pytest.mark.parametrize("path", ENDPOINTS)
def test_every_endpoint_is_open_to_every_site_with_a_slash_or_without(client: Client, path: str) -> None:
    for address in (BASE + path, f"{BASE}{path}/" if not path.endswith(".json") else BASE + path):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/json"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert 'rel="license"' in answer["Link"]
        assert not answer.cookies


def test_base_says_which_standard_this_is_and_who_is_to_be_named(client: Client, county: County) -> None:
    said = msgspec.json.decode(client.get(BASE).content, type=standard.ApiDetails)
    assert said.version == "HSDS-UK-3.0"
    assert said.openapi_url == "http://testserver/openreferral/openapi.json"
    assert client.get(said.openapi_url).json()["openapi"].startswith("3.")
    assert said.licence == "Open Government Licence v3.0"
    assert said.attribution and "Marlshire Voluntary Action" in said.attribution


def test_service_says_all_that_the_standard_has_a_name_for(client: Client, county: County) -> None:
    term = TermFactory.create(name="Debt", slug="debt", parent=TermFactory.create(name="Money", slug="money"))
    made = make_service(
        county.organisations["charity"],
        name="Money café",
        description="Sit down with us.",
        minimum_age=18,
        eligibility="Anybody in debt.",
        start="ring",
        start_text="Ring on a weekday.",
        cost="fee",
        cost_pence=250,
        languages=["Polish"],
        terms=["debt"],
        locations=[place(latitude=51.01, longitude=-3.1, precision="given", access={"step_free": True})],
        times=[time(opens="10:00", closes="12:00"), time("FREQ=MONTHLY;BYDAY=2TH", "18:00", "20:00")],
        contacts=[contact(), contact("email", "money@cafe.example")],
    )
    made = directory.confirm(made, by=None)
    said = details(client, made.pk)
    assert (said.name, said.status, said.email, said.minimum_age) == ("Money café", "active", "money@cafe.example", 18)
    assert said.assured_date == made.assured_on.isoformat() if made.assured_on else None
    assert said.assurer_email == "hello@example.org"
    assert (said.eligibility_description, said.application_process) == ("Anybody in debt.", "Ring on a weekday.")
    assert [(one.freq, one.byday, one.opens_at) for one in said.schedules] == [
        ("WEEKLY", "TU", "10:00"),
        ("MONTHLY", "2TH", "18:00"),
    ]
    assert said.organization and said.organization.name == county.organisations["charity"].name
    (at,) = said.service_at_locations
    assert (at.location.latitude, at.location.addresses[0].state_province) == (51.01, "Marlshire")
    assert at.location.accessibility[0].description == "Step-free."
    (cost,) = said.cost_options
    assert (cost.amount, cost.currency) == (2.5, "GBP")
    assert [one.name for one in said.languages] == ["Polish"]
    assert {phone.number for one in said.contacts for phone in one.phones} == {"01632 960 142"}
    (attribute,) = said.attributes
    assert attribute.taxonomy_term.id == str(term.pk)
    assert attribute.taxonomy_term.parent_id == str(term.parent_id)
    assert attribute.taxonomy_term.description == "Money: Debt"


def test_what_is_not_known_is_left_out(client: Client) -> None:
    made = make_service()
    for address in (f"{BASE}/services/{made.pk}", f"{BASE}/services?full=true", f"{BASE}/services"):
        said = client.get(address).content
        assert b"null" not in said
        assert b'""' not in said
    assert set(client.get(f"{BASE}/services").json()["contents"][0]) == {
        "id", "name", "status", "last_modified", "organization_id", "organization",
    }  # fmt: skip


def test_service_at_a_location_names_the_service_so_that_both_schemas_are_content(client: Client) -> None:
    made = make_service(name="Choir", locations=[place(), place(postcode="BA1 1AA")], times=[time()])
    listed = ids(client, "service_at_locations")
    assert len(listed) == 2
    for pk in listed:
        said = details(client, pk, "service_at_locations")
        assert (said.id, said.name, said.status) == (pk, "Choir", "active")
        assert said.service and said.service.id == said.service_id == str(made.pk)
        assert [one.opens_at for one in said.schedules] == ["10:00"]
    assert {one.id for one in details(client, made.pk).service_at_locations} == set(listed)


def test_our_needs_are_published_as_a_taxonomy(client: Client) -> None:
    term = TermFactory.create(name="Debt", slug="debt", parent=TermFactory.create(name="Money", slug="money"))
    (listed,) = client.get(f"{BASE}/taxonomies").json()["contents"]
    one = msgspec.json.decode(client.get(f"{BASE}/taxonomies/{listed['id']}").content, type=standard.Taxonomy)
    assert {said.name for said in one.taxonomy_terms} == {"Money", "Debt"}
    said = msgspec.json.decode(client.get(f"{BASE}/taxonomy_terms/{term.pk}").content, type=standard.TaxonomyTerm)
    assert (said.taxonomy_id, said.parent_id) == (one.id, str(term.parent_id))
    assert client.get(f"{BASE}/taxonomy_terms").json()["total_items"] == 2


def test_pages_sum_to_the_total_and_no_id_comes_twice(client: Client) -> None:
    runner = OrganisationFactory.create()
    made = {str(make_service(runner, locations=[place()]).pk) for _ in range(7)}
    for of in ("services", "service_at_locations"):
        found = list(pages(client, of, per_page=3))
        seen = [one.id for some in found for one in some.contents]
        assert [one.size for one in found] == [3, 3, 1]
        assert len(seen) == len(set(seen)) == found[0].total_items == 7
        assert [(one.first_page, one.last_page) for one in found] == [(True, False), (False, False), (False, True)]
        beyond = page(client, of, per_page=3, page=4)
        assert beyond.empty and beyond.last_page and beyond.page_number == 4 and not beyond.contents
    assert set(ids(client)) == made


@pytest.mark.parametrize(
    "asked", ["page=0", "page=-3", "per_page=0", "page=", "search=&day=&postcode=", "page=" + "9" * 40, "utm=x"]
)
def test_number_that_makes_no_sense_gives_the_nearest_page(client: Client, asked: str) -> None:
    make_service()
    answer = client.get(f"{BASE}/services?{asked}")
    assert answer.status_code == 200
    assert answer.json()["total_items"] == 1


@pytest.mark.parametrize(
    "asked",
    [
        "page=two", "per_page=1.5", "minimum_age=old", "maximum_age=nan", "day=Blursday", "start_time=25:00", "end_time=late",
        "postcode=nowhere", "proximity=500", "postcode=TA1+1AA&proximity=-1", "postcode=TA1+1AA&proximity=near",
        "postcode=TA1+1AA&proximity=inf", "minimum_age=1_8", "maximum_age=%D9%A1%D9%A8", "minimum_age=Infinity",
        "modified_after=yesterday", "full=maybe", "minimal=2", "format=xml", "after=x", "after=6e7d42f1-0a5f-4f4c-9d6c-2a53a8f7f1aa",
    ],
)  # fmt: skip
def test_parameter_that_cannot_be_read_is_named_in_plain_json(client: Client, asked: str) -> None:
    answer = client.get(f"{BASE}/services?{asked}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    said = msgspec.json.decode(answer.content, type=standard.Fault)
    assert said.parameter == asked.rsplit("&", maxsplit=1)[-1].split("=", maxsplit=1)[0]
    described = client.get(f"{BASE}/openapi.json").json()["paths"]["/services"]["get"]
    assert "400" in described["responses"]
    assert said.parameter in {one["name"] for one in described["parameters"]}


def test_what_is_not_there_is_said_in_plain_json(client: Client) -> None:
    draft = make_service(published=False)
    for path in (
        "/services/x",
        f"/services/{draft.pk}",
        "/taxonomies/x",
        "/taxonomy_terms/x",
        "/service_at_locations/x",
        "/organizations",
    ):
        answer = client.get(BASE + path)
        assert answer.status_code == 404
        assert msgspec.json.decode(answer.content, type=standard.Fault).error
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_browser_of_another_site_may_ask_whether_anything_is_new(client: Client) -> None:
    answer = client.options(f"{BASE}/services", headers={"Origin": "https://other.example"})
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == answer["Access-Control-Allow-Headers"] == "*"
    assert client.post(f"{BASE}/services").status_code == 405
    assert client.head(f"{BASE}/services").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/services",
        "/services?full=true",
        "/services?day=TU",
        "/services?format=ndjson",
        "/service_at_locations",
        "/services/{pk}",
    ],
)
def test_reader_who_has_it_already_gets_nothing_until_something_changes(client: Client, path: str) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC), tick=False):
        made = make_service(times=[time()], locations=[place()])
    address = BASE + path.format(pk=made.pk)
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, body(again)) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"
    if "Last-Modified" in first:
        assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    directory.change(made, by=None, description="Otherwise.")
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    if "Last-Modified" in first:
        assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200


def test_same_again_is_no_change(client: Client) -> None:
    made = make_service()
    mark = client.get(f"{BASE}/services")["ETag"]
    directory.change(made, by=None, name=made.name)
    directory.publish(made, by=None)
    assert client.get(f"{BASE}/services")["ETag"] == mark


def test_smallest_form_is_enough_to_know_what_changed(client: Client) -> None:
    made = make_service()
    (one,) = client.get(f"{BASE}/services?minimal=true").json()["contents"]
    assert set(one) == {"id", "name", "status", "last_modified"}
    assert one["last_modified"] == details(client, made.pk).last_modified


def test_harvester_takes_up_a_cut_stream_where_it_broke(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.openreferral.queries.feed.STREAMED", 2)
    runner = OrganisationFactory.create()
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC), tick=False):
        for _ in range(5):
            make_service(runner)  # all at the same moment, as an import writes them
    make_service(runner)
    whole = lines(client)
    assert len({one.id for one in whole}) == 6
    for cut in range(1, 6):
        last = whole[cut - 1]
        rest = lines(client, modified_after=last.last_modified, after=last.id)
        assert [one.id for one in rest] == [one.id for one in whole[cut:]]
    assert all(one.service_at_locations == [] for one in whole)
    assert Document.objects.count() == 6


def test_pages_of_any_size_are_the_same_list(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.openreferral.queries.feed.EVERY", 3)
    runner = OrganisationFactory.create()
    for _ in range(8):
        make_service(runner)
    whole = ids(client)
    for size in (1, 2, 5, 8):
        assert [one.id for some in pages(client, per_page=size) for one in some.contents] == whole
