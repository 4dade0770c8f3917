"""A resident looks for support, and is never left with nothing to go on."""

import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from alongside.directory import actions
from alongside.directory.models import UnmetNeed
from alongside.places.models import Area
from alongside.terms import actions as terms
from tests.directory.factories import make_service, place, time
from tests.places.factories import AreaFactory, PostcodeFactory

pytestmark = pytest.mark.django_db


def find(client: Client, **asked: str) -> str:
    answer = client.get("/support", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def find_json(client: Client, **asked: str) -> dict[str, Any]:
    answer = client.get("/support.json", asked)
    assert answer.status_code == 200
    return answer.json()  # type: ignore[no-any-return]


def names(client: Client, **asked: str) -> list[str]:
    return [one["name"] for one in find_json(client, **asked)["results"]]


@pytest.fixture(autouse=True)
def known_words() -> None:
    terms.load_needs(by=None)


def test_everyday_words_find_what_is_called_otherwise(client: Client) -> None:
    make_service(name="Phone friends", summary="Befriending by telephone.")
    make_service(name="Bowls club")
    assert names(client, need="lonely") == ["Phone friends"]


def test_a_slip_of_the_finger_is_forgiven_and_said(client: Client) -> None:
    make_service(name="Skittles evening")
    assert "We looked for <b>skittles</b>" in find(client, need="skittels")
    assert names(client, need="skittels") == ["Skittles evening"]


def test_words_that_resemble_nothing_find_nothing_and_say_what_to_do(client: Client) -> None:
    make_service(name="Bowls club")
    page = find(client, need="xqzvbn")
    assert find_json(client, need="xqzvbn")["total"] == 0
    assert "Nothing yet for “xqzvbn”" in page
    assert "Feeling lonely" in page


def test_a_place_alone_gives_everything_by_distance_and_what_has_no_place_last(client: Client) -> None:
    make_service(name="Far", locations=[place(postcode="TA20 1AA")])
    make_service(name="Nowhere in particular", by_phone=True)
    make_service(name="Near", locations=[place(postcode="TA1 1QT")])
    found = find_json(client, near="TA1")
    assert [(one["name"], one["distance_m"] is None) for one in found["results"]] == [
        ("Near", False),
        ("Far", False),
        ("Nowhere in particular", True),
    ]
    assert found["results"][0]["distance_m"] < found["results"][1]["distance_m"]


def test_within_a_mile_is_what_is_there_and_what_comes_to_people_but_not_what_has_no_known_place(client: Client) -> None:
    make_service(name="Here", locations=[place(postcode="TA1 1QT")])
    make_service(name="Helpline", by_phone=True)
    make_service(name="Somewhere")
    found = find_json(client, near="TA1")
    assert found["counts"]["within"]["1"] == 2
    assert sorted(names(client, near="TA1", within="1")) == ["Helpline", "Here"]
    assert find_json(client, near="TA1", within="1")["counts"]["within"]["1"] == 2


def test_from_half_a_postcode_or_a_town_a_distance_is_only_about(client: Client) -> None:
    for number, latitude in enumerate((51.02, 51.021, 51.05)):
        PostcodeFactory.create(code=f"TA11A{'ABC'[number]}", latitude=latitude, longitude=-3.1)
    AreaFactory.create(name="Paignton", latitude=51.02, longitude=-3.1)
    make_service(name="Near", locations=[place(postcode="TA1 1AB")])
    make_service(name="Far", locations=[place(postcode="TA1 1AC")])
    for near, said in (("TA1 1AA", ["0.1 miles", "2.1 miles"]), ("Paignton", ["close by", "about 2.1 miles"])):
        page = find(client, near=near)
        assert re.findall(r"· ([^,·]*), Taunton", page) == said


def test_close_by_in_a_town_what_fits_best_comes_first(client: Client) -> None:
    for number, latitude in enumerate((51.02, 51.022)):
        PostcodeFactory.create(code=f"TA11A{'AB'[number]}", latitude=latitude, longitude=-3.1)
    AreaFactory.create(name="Paignton", latitude=51.02, longitude=-3.1)
    make_service(name="Tea", description="Cards, and now and then a song.", locations=[place(postcode="TA1 1AA")])
    make_service(name="Song club", locations=[place(postcode="TA1 1AB")])
    assert names(client, need="song", near="Paignton") == ["Song club", "Tea"]
    assert names(client, need="song", near="TA1 1AA") == ["Tea", "Song club"]


def test_no_address_is_said_plainly(client: Client) -> None:
    make_service(name="Somewhere")
    assert "No address given" in find(client, need="somewhere")


def test_on_a_tuesday_means_on_a_tuesday_and_can_be_taken_off(client: Client) -> None:
    make_service(name="Tuesday lunch", times=[time()])
    make_service(name="Friday lunch", times=[time("FREQ=WEEKLY;BYDAY=FR")])
    assert names(client, need="lunch on a Tuesday") == ["Tuesday lunch"]
    page = find(client, need="lunch on a Tuesday")
    assert "Tuesdays" in page
    assert sorted(names(client, need="lunch on a Tuesday", any="day")) == ["Friday lunch", "Tuesday lunch"]


def test_nothing_on_that_day_widens_openly_and_the_total_stays_nothing(client: Client) -> None:
    make_service(name="Friday lunch", times=[time("FREQ=WEEKLY;BYDAY=FR")])
    assert find_json(client, need="lunch on a Tuesday")["total"] == 0
    page = find(client, need="lunch on a Tuesday")
    assert "There is 1 on other days" in page
    assert "Friday lunch" in page


def test_nothing_within_a_mile_says_how_far_the_nearest_is(client: Client) -> None:
    make_service(name="Choir", locations=[place(postcode="TA4 1AA")])
    page = find(client, need="choir", near="TA1", within="1")
    assert "There is 1" in page
    assert "Choir" in page


def test_a_place_nobody_knows_is_said_and_the_whole_area_is_shown(client: Client) -> None:
    make_service(name="Choir")
    page = find(client, need="choir", near="Xyzzyville")
    assert "We do not know “Xyzzyville”" in page
    assert "1 service for choir" in page


def test_a_town_of_our_own_addresses_can_be_searched_near(client: Client) -> None:
    make_service(name="Choir", locations=[place(town="Wivelsbury", postcode="TA4 1AA")])
    assert find_json(client, near="wivelsbury")["results"][0]["distance_m"] == 0


def test_every_filter_shows_the_exact_number_it_leaves(client: Client) -> None:
    for number in range(3):
        make_service(name=f"Choir {number}", cost="free" if number else "fee")
    found = find_json(client, need="choir")
    assert found["counts"]["cost"] == {"free": 2, "fee": 1}
    for cost, count in found["counts"]["cost"].items():
        assert find_json(client, need="choir", cost=cost)["total"] == count


def test_pages_sum_to_the_total_and_nothing_comes_twice(client: Client) -> None:
    for number in range(45):
        make_service(name=f"Choir {number}")
    pages = [find_json(client, need="choir", page=str(page)) for page in (1, 2, 3)]
    seen = [one["id"] for page in pages for one in page["results"]]
    assert [len(page["results"]) for page in pages] == [20, 20, 5]
    assert len(set(seen)) == 45 == pages[0]["total"]
    assert find_json(client, need="choir", page="99")["page"] == 3
    assert "21 to 40 of 45" in find(client, need="choir", page="2")


@time_machine.travel("2026-11-09 08:00", tick=False)
def test_soonest_puts_the_next_one_first(client: Client) -> None:
    make_service(name="Friday choir", times=[time("FREQ=WEEKLY;BYDAY=FR")])
    make_service(name="Monday choir", times=[time("FREQ=WEEKLY;BYDAY=MO")])
    assert names(client, need="choir", sort="soonest") == ["Monday choir", "Friday choir"]


def test_drafts_and_withdrawn_services_are_not_found(client: Client) -> None:
    make_service(name="Draft choir", published=False)
    actions.withdraw(make_service(name="Old choir"), by=None)
    assert names(client, need="choir") == []


def test_a_hidden_address_is_neither_shown_nor_mapped_nor_measured(client: Client) -> None:
    make_service(name="Safe house", locations=[place(town="Secretham", postcode="TA1 1QT", hidden=True)])
    page = find(client, need="safe house", near="TA1")
    assert "Secretham" not in page
    assert "TA1 1QT" not in page
    assert find_json(client, need="safe house", near="TA1")["results"][0]["distance_m"] is None
    assert not find_json(client, near="Secretham")["results"][0]["distance_m"]


def test_the_unmet_need_is_counted_without_what_was_typed(client: Client) -> None:
    Area.objects.create(code="X", name="Ottersford", kind=Area.Kind.TOWN, latitude=51, longitude=-3)
    for _ in range(2):
        find(client, need="debt advice for Agatha Wrexley 01632960111", near="TA1 1QT")
    counted = list(UnmetNeed.objects.order_by("words"))
    words = " ".join(one.words for one in counted)
    assert {one.count for one in counted} == {2}
    assert "debt" in words
    assert "agatha" not in words.lower()
    assert "0163" not in words


def test_unknown_words_are_counted_as_other(client: Client) -> None:
    find(client, need="xqzvbn")
    assert UnmetNeed.objects.get().words == "other"


@pytest.mark.parametrize("odd", ["'", '"', "lunch AND", "a*b", "NEAR(", "\0", "😀", "شاي", "%", "-", "x" * 5000])
def test_odd_questions_get_an_answer(client: Client, odd: str) -> None:
    make_service(name="Lunch")
    find(client, need=odd, near=odd)
    find_json(client, need=odd, near=odd)


def test_script_in_a_question_stays_text(client: Client) -> None:
    assert "<script>alert" not in find(client, need="<script>alert(1)</script>", near="<script>alert(2)</script>")


def test_other_sites_may_read_the_answer(client: Client) -> None:
    assert client.get("/support.json")["Access-Control-Allow-Origin"] == "*"


def test_an_empty_place_reads_well(client: Client) -> None:
    assert "No services yet" in find(client)
    assert find_json(client) == {"total": 0, "page": 1, "pages": 1, "results": [], "counts": {}}


def test_a_service_confirmed_long_ago_says_so(client: Client) -> None:
    with time_machine.travel("2025-01-02 12:00", tick=False):
        actions.confirm(make_service(name="Choir"), by=None)
    with time_machine.travel("2026-01-02 12:00", tick=False):
        assert "Not confirmed since 2\xa0January\xa02025" in find(client, need="choir")
