"""Filters filter: each keeps what it says and nothing else, and one more never adds anything."""

import re
from itertools import combinations, product
from typing import Any

import pytest
from django.test import Client

from alongside.kit import clock
from alongside.openreferral import standard
from tests.directory.factories import make_service, place, time
from tests.openreferral.reading import ids, lines, page, pages
from tests.organisations.factories import OrganisationFactory
from tests.places.factories import AreaFactory, PatchFactory, PatchVersionFactory, PostcodeFactory
from tests.terms.factories import TaxonomyFactory, TermFactory

pytestmark = pytest.mark.django_db

HERE = {"latitude": 51.015, "longitude": -3.1, "precision": "given"}
SOON = {"latitude": 51.05, "longitude": -3.1, "precision": "given"}
FAR = {"latitude": 52.5, "longitude": -1.9, "precision": "given"}


@pytest.fixture
def ours() -> dict[str, Any]:
    """Six services that differ in everything that is asked for."""
    PostcodeFactory.create(code="TA11AA", latitude=51.015, longitude=-3.1, areas=["E07000246"])
    square = [[[-3.3, 50.9], [-2.9, 50.9], [-2.9, 51.1], [-3.3, 51.1], [-3.3, 50.9]]]
    here, there = AreaFactory.create(code="E07000246", outline=square), AreaFactory.create(code="E08000025")
    PatchVersionFactory.create(patch=PatchFactory.create(slug="vale"), areas=[here])
    PatchVersionFactory.create(patch=PatchFactory.create(slug="moor"), areas=[there])
    food, money = TermFactory.create(slug="food"), TermFactory.create(slug="money")
    one, other = OrganisationFactory.create(), OrganisationFactory.create()
    made = [
        make_service(one, name="Lunch club", minimum_age=60, terms=["food"], locations=[place(**HERE)], times=[time(opens="11:00", closes="13:00")], areas=["E07000246"]),
        make_service(one, name="Lunch on wheels", minimum_age=75, terms=["food"], locations=[place(**SOON), place(**HERE, line_1="1 High Street")], times=[time("FREQ=WEEKLY;BYDAY=MO,WE", "09:00", "12:30")], patches=["vale"]),
        make_service(other, name="Debt advice", minimum_age=18, maximum_age=65, terms=["money"], locations=[place(**FAR)], times=[time("FREQ=MONTHLY;BYMONTHDAY=1", "10:00", "16:00")], areas=["E08000025"]),
        make_service(other, name="Youth drop-in", minimum_age=11, maximum_age=18, terms=["food", "money"], times=[time("FREQ=WEEKLY;BYDAY=FR", "18:00", "21:00"), time("FREQ=WEEKLY;BYDAY=TU", "08:00", "09:00")], patches=["moor"]),
        make_service(other, name="Helpline", everywhere=True),
        make_service(one, name="Choir", locations=[place(**SOON, hidden=True)], times=[time("FREQ=MONTHLY;BYDAY=2TU", "19:00", "21:00")]),
    ]  # fmt: skip
    return {"food": food, "money": money, "one": one, "names": {str(service.pk): service.name for service in made}}


def names(client: Client, ours: dict[str, Any], **asked: Any) -> set[str]:
    return {ours["names"][pk] for pk in ids(client, **asked)}


def test_each_filter_keeps_what_it_says(client: Client, ours: dict[str, Any]) -> None:
    def said(**asked: Any) -> set[str]:
        return names(client, ours, **asked)

    assert said(search="lunch") == {"Lunch club", "Lunch on wheels"}
    assert said(taxonomy_term_id=ours["food"].pk) == {"Lunch club", "Lunch on wheels", "Youth drop-in"}
    assert said(taxonomy_id=ours["food"].taxonomy_id) == {"Lunch club", "Lunch on wheels", "Youth drop-in", "Debt advice"}
    assert said(taxonomy_id=TaxonomyFactory.create(slug="other").pk) == said(taxonomy_term_id="no-such") == set()
    assert said(organization_id=ours["one"].pk) == {"Lunch club", "Lunch on wheels", "Choir"}
    assert said(minimum_age=60) == {"Lunch club", "Lunch on wheels"}
    assert said(minimum_age=60.5) == {"Lunch on wheels"}
    assert said(maximum_age=18) == {"Youth drop-in"}
    assert said(maximum_age=17.9) == set()
    for day in ("TU", "tue", "Tuesday"):
        assert said(day=day) == {"Lunch club", "Youth drop-in", "Debt advice", "Choir"}
    assert said(start_time="18:00") == {"Youth drop-in", "Choir"}
    assert said(end_time="12:30:00") == {"Lunch on wheels", "Youth drop-in"}
    assert said(day="TU", start_time="10:00", end_time="16:00") == {"Lunch club", "Debt advice"}
    assert said(day="TU", start_time="18:00") == {"Choir"}, "the young come on Tuesday, and in the evening, but not both"


TIED, OTHER, HIDDEN = (f"5f0e7f1c-0000-4000-8000-00000000000{number}" for number in (1, 2, 3))
ASKED: dict[str, tuple[Any, ...]] = {
    "minimum_age": (11, 60),
    "maximum_age": (65,),
    "day": ("TU", "FR"),
    "start_time": ("10:00",),
    "end_time": ("13:00",),
    "organization_id": (0,),
    "taxonomy_term_id": (0,),
}


def tied(runner: Any) -> None:
    """A club that meets on Tuesdays in one house, on Fridays in another, at a secret one too, and on Sundays no more."""
    make_service(
        runner,
        name="Two houses",
        minimum_age=16,
        locations=[
            {**place(**HERE), "id": TIED, "new": True},
            {**place(**FAR), "id": OTHER, "new": True},
            {**place(**SOON, hidden=True), "id": HIDDEN, "new": True},
        ],
        times=[
            {**time("FREQ=WEEKLY;BYDAY=TU", "10:00", "12:00"), "location": TIED},
            {**time("FREQ=WEEKLY;BYDAY=FR", "14:00", "16:00"), "location": OTHER},
            {**time("FREQ=WEEKLY;BYDAY=WE", "20:00", "21:00"), "location": HIDDEN},
            time("FREQ=WEEKLY;BYDAY=SU", "07:00", "08:00", ends="2026-01-04"),
        ],
    )


def runs(one: standard.Schedule, asked: dict[str, Any]) -> bool:
    """Whether a schedule, as it is published, is of the day and the hours that were asked for."""
    day = asked.get("day", "")
    return (
        (one.valid_to is None or one.valid_to >= clock.today().isoformat())
        and (not day or bool(one.bymonthday) or day in re.sub(r"[-\d]", "", one.byday or "").split(","))
        and (one.opens_at or "") >= asked.get("start_time", "")
        and (one.closes_at or "") <= asked.get("end_time", "99")
    )


def keeps(one: standard.Service, schedules: list[standard.Schedule], asked: dict[str, Any]) -> bool:
    """Whether a service, as it is published, is what was asked for: the words of the standard, one by one."""
    return (
        (one.minimum_age is not None and one.minimum_age >= asked["minimum_age"] if "minimum_age" in asked else True)
        and (one.maximum_age is not None and one.maximum_age <= asked["maximum_age"] if "maximum_age" in asked else True)
        and asked.get("organization_id", one.organization_id) == one.organization_id
        and ("taxonomy_term_id" not in asked or asked["taxonomy_term_id"] in {said.taxonomy_term_id for said in one.attributes})
        and (not asked.keys() & {"day", "start_time", "end_time"} or any(runs(time, asked) for time in schedules))
    )


def test_every_answer_is_what_the_published_documents_themselves_say(client: Client, ours: dict[str, Any]) -> None:
    tied(ours["one"])
    services = {one.id: one for one in page(client, full="true").contents}
    at = page(client, "service_at_locations", full="true").contents
    values = ASKED | {"organization_id": (str(ours["one"].pk),), "taxonomy_term_id": (str(ours["food"].pk),)}
    seen = 0
    for names in (some for many in (1, 2, 3) for some in combinations(values, many)):
        for given in product(*(values[name] for name in names)):
            asked = dict(zip(names, given, strict=True))
            found = ids(client, **asked)
            assert set(found) == {pk for pk, one in services.items() if keeps(one, one.schedules, asked)}, asked
            here = {one.id for one in at if keeps(services[one.service.id], one.schedules, asked)}
            assert set(ids(client, "service_at_locations", **asked)) == here, asked
            seen += bool(found)
    assert seen > 40


def test_time_at_one_location_is_no_time_at_another(client: Client, ours: dict[str, Any]) -> None:
    tied(ours["one"])

    def where(**asked: Any) -> set[str | None]:
        found = page(client, "service_at_locations", search="houses", **asked).contents
        return {one.location_id for one in found}

    assert where() == {TIED, OTHER}
    assert (where(day="TU"), where(day="FR"), where(start_time="13:00")) == ({TIED}, {OTHER}, {OTHER})
    assert where(day="TU", postcode="TA1 1AA") == {TIED}
    assert where(day="FR", postcode="TA1 1AA", proximity=3_000) == set()
    assert where(day="WE") == set(), "what happens at a secret place happens at no other"
    assert where(day="SU") == set(), "that is over for good"
    told = {one.location_id: [time.byday for time in one.schedules] for one in page(client, "service_at_locations", full="true", search="houses").contents}  # fmt: skip
    assert told == {TIED: ["SU", "TU"], OTHER: ["SU", "FR"]}


def test_each_list_reads_its_own_parameters_and_passes_over_others(client: Client, ours: dict[str, Any]) -> None:
    for of, known in {"services": True, "service_at_locations": True, "taxonomies": False, "taxonomy_terms": False}.items():
        for wrong in ("day=Blursday", "minimum_age=old", "modified_after=yesterday", "full=maybe", "postcode=nowhere"):
            assert client.get(f"/openreferral/{of}?{wrong}").status_code == (400 if known else 200), (of, wrong)
        assert client.get(f"/openreferral/{of}?per_page=many").status_code == 400
    assert client.get("/openreferral/services?minimal=maybe").status_code == 400
    assert client.get("/openreferral/service_at_locations?minimal=maybe&after=x").status_code == 200
    described = client.get("/openreferral/openapi.json").json()["paths"]
    for of in ("services", "service_at_locations"):
        days = next(one for one in described[f"/{of}"]["get"]["parameters"] if one["name"] == "day")["schema"]["enum"]
        assert {"TU", "Tue", "Tuesday"} <= set(days)
        assert all(client.get(f"/openreferral/{of}?day={day}").status_code == 200 for day in days)


def test_postcode_keeps_what_serves_it_and_what_does_not_say(client: Client, ours: dict[str, Any]) -> None:
    assert names(client, ours, postcode="ta1 1aa") == {"Lunch club", "Lunch on wheels", "Helpline", "Choir"}


def test_areas_are_known_by_their_outlines_where_the_postcode_is_not(client: Client, ours: dict[str, Any]) -> None:
    assert "Lunch club" in names(client, ours, postcode="TA1 9ZZ")
    assert "Debt advice" not in names(client, ours, postcode="TA1 9ZZ")


@pytest.mark.parametrize(("proximity", "found"), [(10, 1), (3_000, 1), (5_000, 2)])
def test_distance_is_in_metres_and_ascends(client: Client, ours: dict[str, Any], proximity: int, found: int) -> None:
    near = page(client, "service_at_locations", postcode="TA1 1AA", proximity=proximity, full="true")
    latitudes = [one.location.latitude for one in near.contents]
    assert latitudes == sorted(latitudes)
    assert len({*latitudes}) == found
    assert names(client, ours, postcode="TA1 1AA", proximity=proximity) == {"Lunch club", "Lunch on wheels"}


def test_place_that_only_half_a_postcode_tells_is_near_nobody(client: Client) -> None:
    PostcodeFactory.create(code="TA11AA", latitude=51.015, longitude=-3.1)
    make_service(locations=[place(postcode="TA1 9ZZ")])
    (one,) = page(client, "service_at_locations").contents
    assert one.location.latitude is None
    for proximity in ("100000", "1e400"):
        assert ids(client, postcode="TA1 1AA", proximity=proximity) == []
    assert len(ids(client, postcode="TA1 1AA")) == 1


def test_one_filter_more_never_adds_anything(client: Client, ours: dict[str, Any]) -> None:
    filters = {
        "search": "lunch",
        "taxonomy_term_id": ours["food"].pk,
        "organization_id": ours["one"].pk,
        "minimum_age": 18,
        "maximum_age": 65,
        "day": "TU",
        "start_time": "09:00",
        "end_time": "13:00",
        "postcode": "TA1 1AA",
        "modified_after": "2000-01-01",
    }
    for of in ("services", "service_at_locations"):
        everything = set(ids(client, of))
        alone = {name: set(ids(client, of, **{name: value})) for name, value in filters.items()}
        for name, found in alone.items():
            assert found <= everything, name
        for some in combinations(filters, 2):
            both = ids(client, of, **{name: filters[name] for name in some})
            assert len(both) == len(set(both))
            if set(some) & {"day", "start_time", "end_time"} == set(some):
                assert set(both) <= alone[some[0]] & alone[some[1]]  # of one and the same time
            else:
                assert set(both) == alone[some[0]] & alone[some[1]], some
        nearer = set(ids(client, of, postcode="TA1 1AA", proximity=3_000))
        assert nearer <= set(ids(client, of, postcode="TA1 1AA", proximity=30_000)) <= alone["postcode"]


@pytest.mark.parametrize("asked", [{"search": "lunch"}, {"day": "TU"}, {"postcode": "TA1 1AA"}, {"minimum_age": 11}])
def test_pages_of_a_filter_sum_to_its_total(client: Client, ours: dict[str, Any], asked: dict[str, Any]) -> None:
    for of in ("services", "service_at_locations"):
        found = list(pages(client, of, per_page=1, **asked))
        seen = [one.id for some in found for one in some.contents]
        assert len(seen) == len(set(seen)) == found[0].total_items
        assert seen == ids(client, of, **asked)
    assert [one.id for one in lines(client, **asked)] == ids(client, **asked)


def test_services_at_locations_follow_the_order_of_what_was_asked(client: Client, ours: dict[str, Any]) -> None:
    found = [one.service.id for one in page(client, "service_at_locations", search="lunch").contents]
    assert list(dict.fromkeys(found)) == ids(client, search="lunch")
    assert len(found) == 3
