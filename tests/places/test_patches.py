"""Patches: which there are on a day, what they cover, and which one somebody is in."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from alongside.kit import clock
from alongside.places import actions, queries
from alongside.places.area_files import Shape
from alongside.places.models import Area, Patch, PatchVersion
from alongside.record.models import Event
from tests.places.factories import AreaFactory, PatchFactory, PostcodeFactory

pytestmark = pytest.mark.django_db
LONG_AGO = dt.date(2020, 1, 1)


def days(number: int) -> dt.date:
    return clock.today() + dt.timedelta(days=number)


def square(south: float, west: float, side: float = 1.0) -> list[list[list[float]]]:
    north, east = south + side, west + side
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def names(patches: list[Patch]) -> list[str]:
    return [patch.name for patch in patches]


def test_a_patch_is_there_from_its_first_day_on() -> None:
    actions.add_patch(name="Otterdale", areas=[AreaFactory.create()], starts=days(3), by=None)
    assert names(queries.patches(days(2))) == []
    assert names(queries.patches(days(3))) == names(queries.patches(days(4))) == ["Otterdale"]


def test_a_patch_that_ends_is_no_more_from_that_day_on() -> None:
    patch = actions.add_patch(name="Otterdale", areas=[AreaFactory.create()], starts=LONG_AGO, by=None)
    actions.end_patch(patch, ends=days(5), by=None)
    assert names(queries.patches(days(4))) == ["Otterdale"]
    assert names(queries.patches(days(5))) == []


def test_a_patch_covers_other_areas_from_a_day_on_and_what_was_stays_known() -> None:
    old, new = AreaFactory.create(), AreaFactory.create()
    patch = actions.add_patch(name="Otterdale", areas=[old], starts=LONG_AGO, by=None)
    actions.change_patch(patch, areas=[old, new], starts=days(10), by=None)
    first, second = patch.versions.order_by("starts")
    assert (first.ends, second.starts, second.ends) == (days(10), days(10), None)
    assert set(first.areas.all()) == {old} and set(second.areas.all()) == {old, new}
    assert names(queries.patches(days(9))) == names(queries.patches(days(10))) == ["Otterdale"]


def test_versions_of_a_patch_never_overlap() -> None:
    area = AreaFactory.create()
    patch = actions.add_patch(name="Otterdale", areas=[area], starts=LONG_AGO, by=None)
    actions.change_patch(patch, areas=[area], starts=days(10), by=None)
    with pytest.raises(actions.WrongMove, match="Choose a day after"):
        actions.change_patch(patch, areas=[area], starts=days(5), by=None)
    assert [PatchVersion.objects.on(days(n)).count() for n in (0, 9, 10, 11)] == [1, 1, 1, 1]


def test_the_database_itself_keeps_a_patch_from_having_two_open_versions() -> None:
    patch = PatchFactory.create()
    PatchVersion.objects.create(patch=patch, starts=days(0))
    with pytest.raises(IntegrityError), transaction.atomic():
        PatchVersion.objects.create(patch=patch, starts=days(1))


def test_a_version_that_has_not_begun_can_be_put_right() -> None:
    wrong, right = AreaFactory.create(), AreaFactory.create()
    patch = actions.add_patch(name="Otterdale", areas=[wrong], starts=days(0), by=None)
    actions.change_patch(patch, areas=[right], starts=days(0), by=None)
    assert set(patch.versions.get().areas.all()) == {right}


def test_a_patch_that_ended_comes_back_with_a_new_version() -> None:
    patch = actions.add_patch(name="Otterdale", areas=[AreaFactory.create()], starts=LONG_AGO, by=None)
    actions.end_patch(patch, ends=days(5), by=None)
    actions.change_patch(patch, areas=[AreaFactory.create()], starts=days(8), by=None)
    assert [len(queries.patches(days(n))) for n in (4, 5, 7, 8)] == [1, 0, 0, 1]


def test_a_patch_cannot_end_before_it_last_changed_nor_twice() -> None:
    patch = actions.add_patch(name="Otterdale", areas=[AreaFactory.create()], starts=days(2), by=None)
    for ends in (days(1), days(2)):
        with pytest.raises(actions.WrongMove):
            actions.end_patch(patch, ends=ends, by=None)
    actions.end_patch(patch, ends=days(3), by=None)
    with pytest.raises(actions.WrongMove):
        actions.end_patch(patch, ends=days(4), by=None)


def test_two_patches_may_overlap_but_not_share_a_name() -> None:
    area = AreaFactory.create()
    actions.add_patch(name="Otterdale", areas=[area], starts=LONG_AGO, by=None)
    actions.add_patch(name="The two valleys", areas=[area], starts=LONG_AGO, by=None)
    with pytest.raises(actions.WrongMove):
        actions.add_patch(name="OTTERDALE", areas=[area], starts=LONG_AGO, by=None)


def test_a_patch_needs_an_area() -> None:
    with pytest.raises(actions.WrongMove):
        actions.add_patch(name="Otterdale", areas=[], starts=LONG_AGO, by=None)
    assert not Patch.objects.exists()


def test_a_patch_keeps_its_slug_when_its_name_changes() -> None:
    patch = actions.add_patch(name="Otterdale", areas=[AreaFactory.create()], starts=LONG_AGO, by=None)
    patch = actions.describe_patch(patch, name="Otter Dale", about="Two valleys and a town.", by=None)
    assert (patch.slug, patch.name) == ("otterdale", "Otter Dale")


def test_a_point_is_in_every_patch_whose_outline_is_around_it() -> None:
    west, east = AreaFactory.create(outline=square(52, -3)), AreaFactory.create(outline=square(52, -2))
    actions.add_patch(name="West", areas=[west], starts=LONG_AGO, by=None)
    actions.add_patch(name="Both", areas=[west, east], starts=LONG_AGO, by=None)
    assert names(queries.patches_at(52.5, -2.5)) == ["Both", "West"]
    assert names(queries.patches_at(52.5, -1.5)) == ["Both"]
    assert names(queries.patches_at(53.5, -1.5)) == []


def test_the_areas_of_a_postcode_say_more_than_an_outline() -> None:
    west, east = AreaFactory.create(outline=square(52, -3)), AreaFactory.create(outline=square(52, -2))
    actions.add_patch(name="West", areas=[west], starts=LONG_AGO, by=None)
    actions.add_patch(name="East", areas=[east], starts=LONG_AGO, by=None)
    PostcodeFactory.create(code="MX11AA", latitude=52.5, longitude=-2.5, areas=[east.code])
    assert names(queries.patches_at(52.5, -2.5, "mx1 1aa")) == ["East"]
    assert names(queries.patches_at(52.5, -2.5, "MX1 1ZZ")) == ["West"]


def test_the_patches_of_a_point_are_those_of_the_day() -> None:
    area = AreaFactory.create(outline=square(52, -3))
    patch = actions.add_patch(name="Otterdale", areas=[area], starts=days(1), by=None)
    assert names(queries.patches_at(52.5, -2.5)) == []
    assert names(queries.patches_at(52.5, -2.5, on=days(1))) == ["Otterdale"]
    actions.end_patch(patch, ends=days(2), by=None)
    assert names(queries.patches_at(52.5, -2.5, on=days(2))) == []


def test_a_hole_in_an_outline_is_outside() -> None:
    area = AreaFactory.create(outline=square(52, -3) + square(52.4, -2.6, side=0.2))
    actions.add_patch(name="Ring", areas=[area], starts=LONG_AGO, by=None)
    assert names(queries.patches_at(52.1, -2.9)) == ["Ring"]
    assert names(queries.patches_at(52.5, -2.5)) == []


def test_areas_are_kept_by_their_codes_and_brought_up_to_date() -> None:
    actions.put_areas([Shape("E1", "Otterdale", "district", 52.0, -2.0), Shape("E2", "Eastmere", "district")], by=None)
    kept = actions.put_areas([Shape("E2", "Eastmere and Fennick", "district")], by=None)
    assert [area.name for area in kept] == ["Eastmere and Fennick"]
    assert Area.objects.count() == 2


def test_every_change_keeps_its_record() -> None:
    area = AreaFactory.create()
    patch = actions.add_patch(name="Otterdale", areas=[area], starts=LONG_AGO, by=None)
    actions.change_patch(patch, areas=[area], starts=days(1), by=None)
    actions.describe_patch(patch, name="Otter Dale", about="", by=None)
    actions.end_patch(patch, ends=days(2), by=None)
    kinds = [event.kind for event in Event.objects.of("places.patch", patch.pk).order_by("at")]
    assert kinds == ["places.patch_added", "places.patch_changed", "places.patch_described", "places.patch_ended"]
