"""The pages where officers look after the place."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import alongside.places
from alongside.kit import clock
from alongside.places import actions, queries
from alongside.places.area_files import Shape
from alongside.places.models import Area, Patch, Place
from alongside.record import sentences
from alongside.record.models import Event
from tests.personas import County
from tests.places.factories import AreaFactory

pytestmark = pytest.mark.django_db
SQUARE = [[[2.0, 53.0], [3.0, 53.0], [3.0, 54.0], [2.0, 54.0]]]


@pytest.fixture
def officer(county: County) -> Client:
    return county.client("officer")


@pytest.fixture
def area() -> Area:
    return AreaFactory.create(name="Otterdale", kind="district", outline=SQUARE, latitude=53.5, longitude=2.5)


def text(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def day(number: int) -> str:
    return (clock.today() + dt.timedelta(days=number)).strftime("%d %m %Y")


def test_an_officer_changes_what_stands_on_every_page(officer: Client) -> None:
    facts = {"name": "Marlshire", "coordinator_name": "MVA", "phone": "01632 960100", "email": "", "accent": "#004D40"}
    answer = officer.post(reverse("places:describe"), facts, follow=True)
    assert answer.redirect_chain == [(reverse("places:place"), 302)]
    assert queries.the_place().accent == "#004d40"
    assert "Ring 01632 960100" in text(officer.get("/").content)


def test_a_colour_that_cannot_be_read_is_refused_and_what_was_typed_stays(officer: Client) -> None:
    facts = {"name": "New Marlshire", "coordinator_name": "MVA", "accent": "#ffee00"}
    answer = officer.post(reverse("places:describe"), facts)
    assert "too pale to read" in text(answer.content)
    assert b'value="New Marlshire"' in answer.content
    assert Place.objects.get().name == "Marlshire"


@pytest.mark.parametrize("phone", ["call us", "12"])
def test_a_phone_number_that_nobody_can_ring_is_refused(officer: Client, phone: str) -> None:
    answer = officer.post(
        reverse("places:describe"), {"name": "M", "coordinator_name": "MVA", "phone": phone, "accent": "#74204f"}
    )
    assert "Give a number that people can ring" in text(answer.content)


def test_an_officer_adds_a_patch_of_the_areas_that_they_tick(officer: Client, area: Area) -> None:
    facts = {"name": "Two valleys", "about": "On both sides.", "starts": day(0), "areas_district": [str(area.pk)]}
    answer = officer.post(reverse("places:add_patch"), facts, follow=True)
    assert answer.redirect_chain == [(reverse("places:patch", args=["two-valleys"]), 302)]
    assert [patch.name for patch in queries.patches_at(53.5, 2.5)] == ["Two valleys"]
    page = text(answer.content)
    assert "On both sides." in page and "Otterdale" in page
    assert b"<svg" in answer.content


def test_a_patch_without_an_area_is_refused(officer: Client, area: Area) -> None:
    answer = officer.post(reverse("places:add_patch"), {"name": "Nowhere", "starts": day(0)})
    assert "Choose at least one area, of any kind" in text(answer.content)
    assert not Patch.objects.exists()


def test_a_name_that_is_taken_is_refused_beside_the_name(officer: Client, area: Area) -> None:
    actions.add_patch(name="Otterdale", areas=[area], starts=clock.today(), by=None)
    facts = {"name": "otterdale", "starts": day(0), "areas_district": [str(area.pk)]}
    answer = officer.post(reverse("places:add_patch"), facts)
    assert "There is a patch called otterdale already." in text(answer.content)


def test_an_officer_changes_what_a_patch_covers_from_a_day_on(officer: Client, area: Area) -> None:
    patch = actions.add_patch(name="Otterdale", areas=[area], starts=dt.date(2020, 1, 1), by=None)
    more = AreaFactory.create(name="Fennick", kind="ward")
    address = reverse("places:change_patch", args=[patch.slug])
    ticked = officer.get(address).content.decode()
    assert re.search(rf'value="{area.pk}"[^>]*checked', ticked)
    answer = officer.post(address, {"starts": day(3), "areas_ward": [str(more.pk)]}, follow=True)
    assert {area.name for area in queries.versions_of(patch)[0].areas.all()} == {"Fennick"}
    assert "Fennick" in text(answer.content) and "Otterdale" in text(answer.content)


def test_a_day_before_the_last_change_is_refused_beside_the_day(officer: Client, area: Area) -> None:
    patch = actions.add_patch(name="Otterdale", areas=[area], starts=clock.today(), by=None)
    address = reverse("places:change_patch", args=[patch.slug])
    answer = officer.post(address, {"starts": day(-3), "areas_district": [str(area.pk)]})
    assert "Choose a day after" in text(answer.content)


def test_an_officer_ends_a_patch(officer: Client, area: Area) -> None:
    patch = actions.add_patch(name="Otterdale", areas=[area], starts=dt.date(2020, 1, 1), by=None)
    officer.post(reverse("places:end_patch", args=[patch.slug]), {"ends": day(1)})
    assert queries.patches(clock.today() + dt.timedelta(days=1)) == []
    assert "no more from" in text(officer.get(reverse("places:patches")).content)


def test_an_officer_renames_a_patch(officer: Client, area: Area) -> None:
    patch = actions.add_patch(name="Otterdale", areas=[area], starts=dt.date(2020, 1, 1), by=None)
    officer.post(reverse("places:name_patch", args=[patch.slug]), {"name": "Otter Dale", "about": "By the weir."})
    assert Patch.objects.get().name == "Otter Dale"


def test_only_those_who_look_after_the_place_see_the_way_there(county: County) -> None:
    way = reverse("places:place").encode()
    assert way in county.client("officer").get("/").content
    assert way not in county.client("charity").get("/").content
    assert way not in county.client("visitor").get("/").content


def test_without_areas_the_page_leads_to_where_they_come_from(officer: Client) -> None:
    assert f'href="{reverse("places:map")}"' in officer.get(reverse("places:patches")).content.decode()


def test_everybody_reads_whose_data_tell_us_where_postcodes_are(county: County) -> None:
    page = text(county.client("visitor").get(reverse("pages:about")).content)
    assert "Contains OS data © Crown copyright and database right." in page
    assert "Contains Royal Mail data" in page and "Contains National Statistics data" in page


def test_the_page_of_a_patch_tells_what_happened_to_it(officer: Client, area: Area) -> None:
    patch = actions.add_patch(name="Otterdale", areas=[area], starts=dt.date(2020, 1, 1), by=None)
    actions.end_patch(patch, ends=dt.date(2021, 2, 3), by=None)
    page = text(officer.get(reverse("places:patch", args=[patch.slug])).content)
    assert "Added, from 1 January 2020 on" in page and "Ended, from 3 February 2021 on" in page


def test_everything_that_is_written_down_can_be_said() -> None:
    source = "".join(file.read_text() for file in Path(alongside.places.__file__).parent.rglob("*.py"))
    written = {f"places.{kind}" for kind in re.findall(r'(?:_changed|write)\("places\.([a-z_]+)"', source)}
    assert len(written) == 12
    assert sentences.unsaid(written) == []


def test_what_was_loaded_is_said_with_its_number(officer: Client, area: Area) -> None:
    actions.put_areas([Shape("E1", "Otterdale", "district")], by=None)
    assert sentences.say(Event.objects.get(kind="places.areas_kept")) == "1 area kept"
