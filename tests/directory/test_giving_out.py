"""What others put up or show on their own pages, and what nobody offers yet."""

import csv
import datetime as dt
import html
import io
import re
import urllib.parse

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from alongside.directory import actions
from alongside.directory.actions import upkeep
from alongside.directory.models import Service, UnmetNeed
from alongside.kit import clock
from tests.directory.factories import contact, make_service, place, time
from tests.places.factories import AreaFactory, PatchVersionFactory
from tests.terms.factories import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def patch() -> str:
    """A patch, and a need of our list."""
    TermFactory.create(slug="company", name="Feeling lonely")
    made = PatchVersionFactory.create(areas=[AreaFactory.create()])
    return str(made.patch.slug)


def lonely(name: str, **facts: object) -> Service:
    given = {"terms": ["company"], "contacts": [contact()], "times": [time()], **facts}
    return make_service(name=name, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("page", ["sheet", "embed"])
def test_a_need_in_a_patch_gives_what_is_there_and_what_comes_to_people(client: Client, patch: str, page: str) -> None:
    lonely("Here", patches=[patch], locations=[place()])
    lonely("Elsewhere", locations=[place()])
    lonely("By telephone", at_place=False, by_phone=True, everywhere=True)
    make_service(name="Another need", patches=[patch])
    text = client.get(f"/support/{page}/?need=company&patch={patch}").text
    assert text.index("Here") < text.index("Wherever you are") < text.index("By telephone")
    assert "Elsewhere" not in text
    assert "Another need" not in text


def test_what_comes_to_people_keeps_to_the_patches_that_it_says_it_is_for(client: Client, patch: str) -> None:
    area = AreaFactory.create()
    other = str(PatchVersionFactory.create(areas=[area]).patch.slug)
    lonely("Visits here", at_place=False, at_home=True, patches=[patch])
    lonely("Visits there", at_place=False, at_home=True, areas=[area.code])
    lonely("Rings all of us", at_place=False, by_phone=True, patches=[patch], everywhere=True)
    lonely("Rings anybody", at_place=False, by_phone=True)
    names = ("Visits here", "Visits there", "Rings all of us", "Rings anybody")
    shown = [client.get(f"/support/embed/?need=company&{on}").text for on in (f"patch={patch}", f"patch={other}", "")]
    assert [[name in text for name in names] for text in shown] == [
        [True, False, True, True],
        [False, True, True, True],
        [True, True, True, True],
    ]


def test_the_sheet_has_numbers_its_day_and_a_code_to_itself(client: Client, patch: str) -> None:
    lonely("Here", patches=[patch])
    text = client.get(f"/support/sheet/?need=company&patch={patch}").text
    assert "01632 960 142" in text
    assert f"as of {clock.today().day} " in text
    assert "Code to open this page on a phone" in text
    assert f"/support/sheet/?need=company&amp;patch={patch}" in text


def test_the_sheet_holds_what_fits_and_says_how_many_more_there_are(client: Client, patch: str) -> None:
    for number in range(12):
        lonely(f"Table {number}", patches=[patch])
    text = client.get(f"/support/sheet/?need=company&patch={patch}").text
    assert len(re.findall(r"<h3><a [^>]*>Table", text)) == 8
    assert "There are 4 more." in text


def test_what_nobody_confirmed_for_a_year_gives_way_to_the_rest(client: Client, patch: str) -> None:
    old = lonely("Aged table", patches=[patch])
    lonely("New table", patches=[patch])
    Service.objects.filter(pk=old.pk).update(assured_on=clock.today() - dt.timedelta(days=400))
    for _ in upkeep.refresh():
        pass
    text = client.get(f"/support/sheet/?need=company&patch={patch}").text
    assert text.index("New table") < text.index("Aged table")


def test_only_the_frame_may_stand_on_other_sites_and_it_sets_no_cookie(client: Client, patch: str) -> None:
    lonely("Here", patches=[patch])
    frame = client.get("/support/embed/?need=company")
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "script-src 'self'" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    assert not frame.cookies
    assert "<form" not in frame.text
    assert "<script" not in frame.text
    assert set(re.findall(r"<a [^>]*target=\"(\w+)\"", frame.text)) == {"_blank"}
    assert frame.text.count("<a ") == frame.text.count('target="_blank"')
    for page in ("sheet", "widget", "professionals"):
        other = client.get(f"/support/{page}/")
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "DENY"


def test_the_code_to_paste_leads_to_the_frame_of_what_was_chosen(client: Client, patch: str) -> None:
    text = client.get(f"/support/widget/?need=company&patch={patch}").text
    address = re.search(r'iframe src="([^"]+)"', html.unescape(text))
    assert address
    there = urllib.parse.urlsplit(html.unescape(address[1]))
    assert (there.path, there.query) == ("/support/embed/", f"need=company&patch={patch}")


@pytest.mark.parametrize("odd", ["need=%00", "need=nonsense&patch=' OR 1", "patch=" + "x" * 5_000])
def test_what_is_on_no_list_chooses_nothing(client: Client, patch: str, odd: str) -> None:
    for page in ("sheet", "embed", "widget"):
        assert client.get(f"/support/{page}/?{odd}").status_code == 200


def test_a_sheet_costs_the_same_for_many(client: Client, patch: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    at = f"/support/sheet/?need=company&patch={patch}"
    for number in range(2):
        lonely(f"Table {number}", patches=[patch], locations=[place()])
    client.get(at)
    with CaptureQueriesContext(connection) as few:
        assert "Table 1" in client.get(at).text
    cost = len(few)
    for number in range(2, 9):
        lonely(f"Table {number}", patches=[patch], locations=[place()])
    client.get(at)
    with django_assert_num_queries(cost):
        client.get(at)


def count(words: str, number: int, *patches: str, months_ago: int = 0) -> None:
    month = (clock.today().replace(day=1) - dt.timedelta(days=30 * months_ago)).replace(day=1)
    UnmetNeed.objects.create(month=month, words=words, patches=f"|{'|'.join(patches)}|" if patches else "", count=number)


def told(client: Client) -> dict[tuple[str, str], str]:
    rows = csv.DictReader(io.StringIO(client.get("/support/missing.csv").text.removeprefix("\ufeff")))
    return {(row["Need"], row["Patch"]): row["Searches without a result in twelve months"] for row in rows}


def test_what_is_missing_is_told_from_five_on_and_in_a_patch_from_five_on(client: Client, patch: str) -> None:
    other = PatchVersionFactory.create(areas=[AreaFactory.create()]).patch
    count("debt", 3, patch)
    count("debt", 2, patch, other.slug, months_ago=2)
    count("skating", 4, patch)
    count("sign language", 9, months_ago=14)
    got = told(client)
    assert got[("Debt", "All")] == "5"
    assert sorted(got.values()) == ["5", "5"]
    page = client.get("/support/missing/").text
    assert "1 need for which people" in page
    assert "Skating" not in page
    assert "Sign language" not in page


def test_no_count_below_five_follows_from_those_that_are_told(client: Client, patch: str) -> None:
    wide, far = (str(PatchVersionFactory.create(areas=[AreaFactory.create()]).patch.slug) for _n in range(2))
    count("debt", 5, patch, wide)
    count("debt", 2, wide)
    count("debt", 6, far)
    count("skating", 5, patch)
    count("skating", 3)
    needs = [[row for row in told(client).items() if row[0][0] == need] for need in ("Debt", "Skating")]
    assert [count for _row, count in needs[0]] == ["13", "7", "6"]  # not the 5: the 2 beside them would follow
    assert [count for _row, count in needs[1]] == ["8"]


@pytest.mark.parametrize("page", ["sheet", "embed"])
def test_what_is_given_out_says_what_stands_in_the_way(client: Client, patch: str, page: str) -> None:
    full, closed, old, sure = (
        lonely(name, patches=[patch]) for name in ("Full table", "Closed table", "Old table", "Sure table")
    )
    for one in (full, closed, sure):
        actions.confirm(one, by=None)
    actions.say_capacity(full, capacity="full", by=None)
    actions.pause(closed, by=None)
    Service.objects.filter(pk=old.pk).update(assured_on=clock.today() - dt.timedelta(days=400))
    text = client.get(f"/support/{page}/?need=company&patch={patch}").text
    assert [text.count(said) for said in ("Full</span>", "Closed for a while", ": ring first", ">Confirmed")] == [1, 1, 1, 0]


def test_a_search_in_vain_is_counted_by_the_patch_it_was_asked_for(client: Client) -> None:
    for _n in range(5):
        client.get("/support?need=xqzvbn")
    assert told(client) == {("Something that our list of words does not know", "All"): "5"}
