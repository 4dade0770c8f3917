"""The lists of `places`, and how each is filled."""

from tests.personas import County
from tests.places.factories import AreaFactory, LoadingFactory, PatchFactory, PatchVersionFactory
from tests.scale.lists import List, copies


def patches(county: County, number: int) -> None:
    area = AreaFactory.create()
    for _n in range(number // 10):  # each with its version and its area
        PatchVersionFactory.create(areas=[area])
    copies(PatchFactory.create(), number - number // 10, slug=str)


def files_for_the_map(county: County, number: int) -> None:
    copies(LoadingFactory.create(), number)


LISTS = {
    "places:patches": List(patches),
    "places:map": List(files_for_the_map),
}
