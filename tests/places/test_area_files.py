"""Boundaries as the Office for National Statistics publishes them."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from alongside.places import actions, geometry
from alongside.places.area_files import NotAnAreaFile
from alongside.places.models import Area

pytestmark = pytest.mark.django_db


def collection(folder: Path, *features: tuple[dict[str, Any], Any]) -> Path:
    file = folder / "areas.geojson"
    file.write_text(json.dumps({"features": [{"properties": facts, "geometry": shape} for facts, shape in features]}))
    return file


def circle(points: int = 2000) -> dict[str, Any]:
    turns = [2 * math.pi * n / points for n in range(points + 1)]
    return {"type": "Polygon", "coordinates": [[[-2.5 + 0.2 * math.cos(t), 52.5 + 0.2 * math.sin(t)] for t in turns]]}


def silent(line: str) -> None:
    pass


def test_districts_are_read_by_the_headings_of_the_year(tmp_path: Path) -> None:
    file = collection(tmp_path, ({"LAD24CD": "E07000999", "LAD24NM": "Otterdale", "FID": 1}, circle()))
    assert actions.load_areas(file, silent) == 1
    area = Area.objects.get()
    assert (area.code, area.name, area.kind) == ("E07000999", "Otterdale", "district")
    assert (area.latitude, area.longitude) == pytest.approx((52.5, -2.5), abs=0.001)


def test_an_outline_is_kept_with_few_points_and_the_same_shape(tmp_path: Path) -> None:
    actions.load_areas(collection(tmp_path, ({"WD25CD": "E1", "WD25NM": "Eastmere"}, circle())), silent)
    outline = Area.objects.get().outline
    assert 10 < len(outline[0]) < 100
    assert geometry.inside(52.69, -2.5, outline) and not geometry.inside(52.71, -2.5, outline)


def test_islands_and_holes_are_rings_of_one_outline(tmp_path: Path) -> None:
    square = [[-2, 52], [-1, 52], [-1, 53], [-2, 53], [-2, 52]]
    island = [[-4, 52], [-3, 52], [-3, 53], [-4, 53], [-4, 52]]
    shape = {"type": "MultiPolygon", "coordinates": [[square], [island]]}
    actions.load_areas(collection(tmp_path, ({"PAR23CD": "E1", "PAR23NM": "Fennick"}, shape)), silent)
    outline = Area.objects.get().outline
    assert [geometry.inside(52.5, x, outline) for x in (-1.5, -2.5, -3.5)] == [True, False, True]


def test_areas_of_our_own_are_read_by_plain_headings(tmp_path: Path) -> None:
    file = collection(tmp_path, ({"code": "X1", "name": "Old town", "kind": "town"}, None))
    actions.load_areas(file, silent)
    assert Area.objects.get().kind == "town"


@pytest.mark.parametrize("text", ["", "[]", '{"features": [{"properties": {}, "geometry": null}]}', "not json"])
def test_what_is_no_boundary_file_is_refused_in_plain_words(tmp_path: Path, text: str) -> None:
    file = tmp_path / "areas.geojson"
    file.write_text(text)
    with pytest.raises(NotAnAreaFile, match=r"areas\.geojson holds no areas"):
        actions.load_areas(file, silent)


def test_boundaries_in_metres_are_refused(tmp_path: Path) -> None:
    shape = {"type": "Polygon", "coordinates": [[[400000, 200000], [400100, 200000], [400100, 200100]]]}
    with pytest.raises(NotAnAreaFile):
        actions.load_areas(collection(tmp_path, ({"LAD24CD": "E1", "LAD24NM": "Metres"}, shape)), silent)
