"""Where somebody's words lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from alongside.places import names, queries
from alongside.places.address import Precision
from alongside.places.distance import metres
from tests.places.factories import AreaFactory, PatchVersionFactory, PostcodeFactory

pytestmark = pytest.mark.django_db


def test_a_loaded_postcode_is_found_exactly() -> None:
    PostcodeFactory.create(code="MX42QT", latitude=52.123, longitude=-4.5)
    found = queries.locate("mx4 2qt")
    assert found == queries.Located("MX4 2QT", 52.123, -4.5, "postcode")


def test_a_postcode_that_is_not_loaded_is_placed_by_its_first_half() -> None:
    found = queries.locate("TA1 1QT")
    assert found and (found.name, found.precision) == ("TA1 1QT", "outcode")
    assert metres(*found.point, 51.015, -3.10) < 3_000


@pytest.mark.parametrize("typed", ["TW3", "tw3", " Tw 3 ", "near TW3", "TW3 1", "TW3 1E"])
def test_a_first_half_alone_or_unfinished_is_enough(typed: str) -> None:
    found = queries.locate(typed)
    assert found and (found.name, found.precision) == ("TW3", "outcode")


def test_a_london_district_without_its_letter_is_the_middle_of_those_with_one() -> None:
    found = queries.locate("EC1")
    assert found and metres(*found.point, 51.522, -0.103) < 1_000


def test_a_postcode_within_an_address_is_used() -> None:
    PostcodeFactory.create(code="MX42QT", latitude=52.123, longitude=-4.5)
    found = queries.locate("3 Mill Lane, Ottersford, MX4 2QT")
    assert found and (found.name, found.precision) == ("MX4 2QT", "postcode")


@pytest.mark.parametrize(
    "typed", ["Ottersford", "OTTERSFORD", "near ottersford", "Otersford", "Ottersfrod", "Ottersford, Marlshire"]
)
def test_a_town_is_found_whatever_the_case_and_with_small_slips(typed: str) -> None:
    AreaFactory.create(name="Ottersford", latitude=52.2, longitude=-4.6)
    AreaFactory.create(name="Nether Marl", latitude=52.4, longitude=-4.7)
    assert queries.locate(typed) == queries.Located("Ottersford", 52.2, -4.6, "town")


@pytest.mark.parametrize("typed", ["St. Anne's Cross", "saint annes cross", "St Anne\u2019s-Cross"])
def test_short_forms_and_apostrophes_make_no_difference(typed: str) -> None:
    AreaFactory.create(name="St Anne's Cross")
    found = queries.locate(typed)
    assert found and found.name == "St Anne's Cross"


def test_a_town_outranks_a_ward_of_the_same_name() -> None:
    AreaFactory.create(name="Eastmere", kind="ward", latitude=50.0)
    AreaFactory.create(name="Eastmere", kind="town", latitude=52.0)
    found = queries.locate("eastmere")
    assert found and found.latitude == 52.0


def test_a_patch_is_found_in_the_middle_of_its_areas() -> None:
    areas = [AreaFactory.create(latitude=52.0, longitude=-4.0), AreaFactory.create(latitude=53.0, longitude=-5.0)]
    PatchVersionFactory.create(patch__name="The Two Valleys", areas=areas)
    assert queries.locate("the two vallys") == queries.Located("The Two Valleys", 52.5, -4.5, "town")


def test_rooms_above_may_teach_more_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "SOURCES", {})
    known = [names.Named("Long Tolling", 52.7, -4.2)]
    names.register("addresses", names.Source(edition=lambda: len(known), names=lambda: known))
    assert queries.locate("long toling") == queries.Located("Long Tolling", 52.7, -4.2, "town")
    known.append(names.Named("Quillingham", 52.8, -4.3))
    assert queries.locate("quillingham") == queries.Located("Quillingham", 52.8, -4.3, "town")


def test_a_point_from_the_phone_is_taken_as_it_is() -> None:
    found = queries.locate("52.31, -4.62")
    assert found and (found.point, found.precision) == ((52.31, -4.62), "postcode")


@pytest.mark.parametrize("typed", ["", "   ", "zzzzzz", "91,0", "0,181", "ZZ99 9ZZ", "\0", "'; drop table", "e" * 5000])
def test_words_that_lead_nowhere_give_none(typed: str) -> None:
    AreaFactory.create(name="Ottersford")
    assert queries.locate(typed) is None


@given(st.text(max_size=40))
def test_no_words_at_all_make_it_fail(text: str) -> None:
    queries.locate(text)


def test_many_postcodes_are_placed_by_one_query_for_them_all(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    PostcodeFactory.create(code="MX42QT", latitude=52.123, longitude=-4.5)
    with django_assert_num_queries(3):  # the postcodes, the edition, the outward codes
        found = queries.points_of(["mx4 2qt", "TA1 1QT", "TW3", "nonsense", ""])
    assert found["mx4 2qt"] == (52.123, -4.5, Precision.POSTCODE)
    assert found["TA1 1QT"][2] == found["TW3"][2] == Precision.OUTCODE
    assert set(found) == {"mx4 2qt", "TA1 1QT", "TW3"}


def test_the_point_of_an_unknown_postcode_is_none() -> None:
    assert queries.point_of("ZZ99 9ZZ") is None


def test_an_empty_installation_still_has_a_place_to_speak_of() -> None:
    place = queries.the_place()
    assert place.name and place.coordinator_name and place._state.adding
