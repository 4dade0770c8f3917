"""The invented land of Marlshire, as it stands once it is laid out."""

import pytest

from alongside.demo.county import geography
from alongside.places import geometry, outcodes, queries
from alongside.places.models import Area, Postcode
from alongside.record.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def land() -> None:
    geography.lay_out(by=None)


def test_it_has_a_name_districts_towns_postcodes_and_patches() -> None:
    assert queries.the_place().name == "Marlshire"
    kinds = dict.fromkeys(("county", "district", "town", "ward"), 0)
    for kind in Area.objects.values_list("kind", flat=True):
        kinds[kind] += 1
    assert kinds == {"county": 1, "district": 5, "town": 15, "ward": 30}
    assert Postcode.objects.count() == 600
    assert len(queries.patches()) == 8


def test_none_of_its_postcodes_is_a_real_one() -> None:
    assert not [code for code in outcodes.shipped() if code.startswith("MX")]
    assert not Postcode.objects.exclude(code__startswith="MX").exists()


@pytest.mark.parametrize("town", list(geography.TOWNS))
def test_every_town_is_found_by_its_name_and_its_postcodes(town: str) -> None:
    found = queries.locate(town.lower())
    assert found and (found.name, found.precision) == (town, "town")
    code = geography.Geography().postcodes_of(town)[0]
    placed = queries.locate(code)
    assert placed and (placed.name, placed.precision) == (code, "postcode")


def test_every_postcode_lies_in_the_county_and_in_its_district() -> None:
    outlines = dict(Area.objects.exclude(outline=[]).values_list("code", "outline"))
    for row in Postcode.objects.all():
        assert geometry.inside(row.latitude, row.longitude, outlines["MX"]), row.code
    out = [r.code for r in Postcode.objects.all() if not geometry.inside(r.latitude, r.longitude, outlines[r.areas[0]])]
    assert len(out) < 10, "a postcode by a border may lie on the other side, but few do"


def test_patches_overlap_and_a_postcode_may_be_in_several() -> None:
    code = geography.Geography().postcodes_of("Nether Marl")[0]
    row = queries.locate(code)
    assert row
    assert [patch.name for patch in queries.patches_at(*row.point, code)] == ["Along the Marl", "Otterdale"]


def test_a_point_without_a_postcode_is_in_its_patches_too() -> None:
    town = queries.locate("Ottersford")
    assert town
    just_north = (town.latitude + 0.005, town.longitude)
    assert {patch.name for patch in queries.patches_at(*just_north)} == {"Otterdale", "Ottersford town"}


def test_laid_out_twice_it_is_the_same_land() -> None:
    before = list(Area.objects.order_by("code").values()), list(Postcode.objects.order_by("code").values())
    geography.lay_out(by=None)
    assert (list(Area.objects.order_by("code").values()), list(Postcode.objects.order_by("code").values())) == before
    assert Event.objects.filter(kind="places.patch_added").count() == 8
