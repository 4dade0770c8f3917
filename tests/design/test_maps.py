"""A map says where things are without a tile, a script or a covered pin."""

import math
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.design import maps
from alongside.design.land import Ground, Ring, land
from alongside.design.maps import Pin, Town
from alongside.design.spreading import spread

MIDDLE = (53.2, -0.5)
near = st.tuples(st.floats(53.1, 53.3), st.floats(-0.7, -0.3))


def test_pins_carry_the_numbers_of_the_list_and_lead_to_its_rows() -> None:
    drawn = maps.svg(pins=[Pin(53.2, -0.5, 1, "#r1"), Pin(53.25, -0.4, 2, "#r2", unsure=True)])
    assert re.findall(r'<a class="([^"]+)" href="([^"]+)" tabindex="-1">', drawn) == [
        ("m-pin", "#r1"),
        ("m-pin m-pin--old", "#r2"),
    ]
    assert re.findall(r"<text[^>]*>(\d+)</text></a>", drawn) == ["1", "2"]


def test_map_is_hidden_from_those_who_hear_the_list() -> None:
    assert 'aria-hidden="true" focusable="false"' in maps.svg(pins=[Pin(53.2, -0.5, 1)])


def test_nothing_to_show_is_no_map() -> None:
    assert maps.svg() == ""


def test_north_is_up_and_east_is_right() -> None:
    view = _looking(53.1, -0.6, 53.3, -0.4)
    assert view.at(53.3, -0.5)[1] < view.at(53.1, -0.5)[1]
    assert view.at(53.2, -0.4)[0] > view.at(53.2, -0.6)[0]


def test_a_mile_is_a_mile_both_ways() -> None:
    view = _looking(53.1, -0.6, 53.3, -0.4)
    up = math.dist(view.at(53.2, -0.5), view.at(53.2 + 1000 / 111_320, -0.5))
    along = math.dist(view.at(53.2, -0.5), view.at(53.2, -0.5 + 1000 / (111_320 * math.cos(math.radians(53.2)))))
    assert up == pytest.approx(view.units(1000), rel=0.001) == pytest.approx(along, rel=0.001)


@settings(deadline=None)
@given(st.lists(near, min_size=1, max_size=20))
def test_no_pin_covers_another_or_leaves_the_picture(points: list[tuple[float, float]]) -> None:
    placed = _pins(maps.svg(pins=[Pin(*point, number) for number, point in enumerate(points, 1)], you=MIDDLE))
    assert len(placed) == len(points)
    assert all(maps.PIN <= x <= maps.WIDTH - maps.PIN and maps.PIN <= y <= maps.HEIGHT - maps.PIN for x, y in placed)
    assert all(math.dist(one, other) >= 2 * maps.PIN for n, one in enumerate(placed) for other in placed[:n])


def test_twenty_things_at_one_address_can_all_be_seen_and_lead_to_it() -> None:
    drawn = maps.svg(pins=[Pin(*MIDDLE, number) for number in range(1, 21)])
    placed = _pins(drawn)
    assert min(math.dist(one, other) for n, one in enumerate(placed) for other in placed[:n]) >= 2 * maps.PIN
    assert drawn.count("m-lead") >= 15


def test_the_same_list_gives_the_same_map() -> None:
    pins = [Pin(*MIDDLE, number) for number in range(1, 8)]
    assert maps.svg(pins=pins) == maps.svg(pins=pins)


def test_reader_stands_uncovered() -> None:
    drawn = maps.svg(pins=[Pin(*MIDDLE, number) for number in range(1, 8)], you=MIDDLE)
    found = re.search(r'm-you" cx="([\d.]+)" cy="([\d.]+)"', drawn)
    assert found
    you = (float(found[1]), float(found[2]))
    assert all(math.dist(you, pin) >= maps.PIN + 8 for pin in _pins(drawn))


def test_circles_say_how_far_and_without_a_reader_a_scale_does() -> None:
    pins = [Pin(53.22, -0.5, 1), Pin(53.18, -0.45, 2)]
    assert ">1 mile</text>" in maps.svg(pins=pins, you=MIDDLE)
    assert "north is up" in maps.svg(pins=pins)
    assert ">1 mile</text>" in maps.svg(pins=pins[:1])


@settings(deadline=None)
@given(st.lists(near, min_size=1, max_size=20), st.booleans())
def test_no_word_on_the_map_covers_a_pin_or_another_word(points: list[tuple[float, float]], is_read_from_there: bool) -> None:
    towns = [Town("Quillingham", 53.22, -0.55), Town("Long Tolling", 53.15, -0.4), Town("Ottersford", *MIDDLE)]
    drawn = maps.svg(
        pins=[Pin(*point, n) for n, point in enumerate(points, 1)], you=MIDDLE if is_read_from_there else None, towns=towns
    )
    words = [
        (float(x), float(y), text) for x, y, text in re.findall(r'class="m-town" x="([-\d.]+)" y="([-\d.]+)">([^<]+)', drawn)
    ]
    boxes = [(x, y - 15, x + maps.LETTER * len(text), y + 5) for x, y, text in words]
    boxes += [(x - 16, y - 16, x + 16, y + 16) for x, y in _pins(drawn)]
    assert not [
        (one, other)
        for n, one in enumerate(boxes)
        for m, other in enumerate(boxes[:n])
        if m < len(words) and _overlap(one, other)
    ]


def test_rough_outline_of_a_county_stays_small() -> None:
    ring = [
        [-0.5 + math.cos(n / 1273) + 0.01 * math.sin(n), 53.2 + 0.6 * math.sin(n / 1273) + 0.01 * math.cos(3 * n)]
        for n in range(8_000)
    ]
    drawn = maps.svg(pins=[Pin(53.2, -0.5, number) for number in range(1, 21)], you=MIDDLE, outlines=[[ring], [ring]])
    assert len(drawn.encode()) <= 20_000


def test_land_is_drawn_beyond_the_edges_and_what_is_far_away_is_not() -> None:
    around: Ring = [[-2, 52], [1, 52], [1, 54.5], [-2, 54.5]]
    far: Ring = [[3, 52], [4, 52], [4, 53]]
    drawn = maps.svg(pins=[Pin(*MIDDLE, 1)], outlines=[[around], [far]])
    assert drawn.count("z") == 1


def test_land_lies_where_its_pins_lie() -> None:
    corner = (53.25, -0.4)
    outline: Ring = [[-0.6, 53.1], [-0.4, 53.1], [corner[1], corner[0]], [-0.6, 53.25]]
    drawn = maps.svg(pins=[Pin(*corner, 1), Pin(53.1, -0.6, 2)], outlines=[[outline]])
    found = re.search(r'translate\(([-\d.]+) ([-\d.]+)\) scale\(([\d.]+)\)" d="M([-\d]+) ([-\d]+)l([-\d ]+)z', drawn)
    assert found
    x, y, scale, left, top = (float(number) for number in found.groups()[:5])
    steps = [int(number) for number in found[6].split()]
    third = (x + scale * (left + steps[0] + steps[2]), y + scale * (top + steps[1] + steps[3]))
    assert math.dist(third, _pins(drawn)[0]) < 1


def test_land_that_is_asked_for_again_is_not_worked_out_again() -> None:
    outlines: list[list[Ring]] = [[[[-0.6, 53.1], [-0.4, 53.1], [-0.4, 53.25]]]]
    assert land(outlines) is land(outlines)
    assert land(list(outlines)) is not land(outlines)


def test_area_that_stands_out_does_not_push_the_land_out_of_what_is_kept() -> None:
    outlines: list[list[Ring]] = [[[[-0.6, 53.1], [-0.4, 53.1], [-0.4, 53.25]]]]
    here: list[Ring] = [[[-0.5, 53.1], [-0.45, 53.1], [-0.45, 53.2]]]
    first = land(outlines)
    for _ in range(10):
        assert 'class="m-here"' in maps.svg(outlines=outlines, here=here)
    assert land(outlines) is first


def test_town_steps_aside_for_a_pin() -> None:
    alone = maps.svg(pins=[Pin(53.3, -0.3, 1), Pin(53.1, -0.7, 2)], towns=[Town("Quillingham", *MIDDLE)])
    beside = maps.svg(pins=[Pin(53.3, -0.3, 1), Pin(53.1, -0.7, 2), Pin(*MIDDLE, 3)], towns=[Town("Quillingham", *MIDDLE)])
    assert _town(alone) != _town(beside)


def test_name_of_a_town_cannot_become_markup() -> None:
    assert "<script>" not in maps.svg(pins=[Pin(*MIDDLE, 1)], towns=[Town("<script>", 53.205, -0.49)])


def test_map_of_a_full_page_is_quick() -> None:
    began = time.perf_counter()
    maps.svg(pins=[Pin(*MIDDLE, number) for number in range(1, 21)], you=MIDDLE)
    assert time.perf_counter() - began < 0.5


def test_marks_that_stand_apart_stay_where_they_are() -> None:
    spots = [(50.0, 50.0), (200.0, 200.0)]
    assert all(math.dist(was, now) <= 1 for was, now in zip(spots, spread(spots, apart=34, box=(440, 330), edge=19), strict=True))


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    slack = 0.2
    return one[0] + slack < other[2] and other[0] + slack < one[2] and one[1] + slack < other[3] and other[1] + slack < one[3]


def _looking(south: float, west: float, north: float, east: float) -> maps.View:
    ground = Ground((south + north) / 2, (west + east) / 2)
    left, top = ground.at(north, west)
    right, bottom = ground.at(south, east)
    return maps.View(ground, (left, top, right, bottom))


def _pins(drawn: str) -> list[tuple[float, float]]:
    found = re.findall(rf'<circle cx="([\d.]+)" cy="([\d.]+)" r="{maps.PIN}"/>', drawn)
    return [(float(x), float(y)) for x, y in found]


def _town(drawn: str) -> str:
    found = re.search(r'class="m-town" x="[\d.]+" y="[\d.]+">Quillingham', drawn)
    assert found
    return found[0]
