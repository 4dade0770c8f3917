"""The lists of `positions`, and how each is filled."""

from typing import Any

from alongside.positions.models import Disagreement, Look
from tests.agreements import texts
from tests.personas import County
from tests.scale.lists import List, copies


def disagreements(county: County, number: int) -> None:
    copies(Disagreement.objects.first() or texts.a_long_disagreement(county), number)


def looks(county: County, number: int) -> None:
    """One that was looked at so often."""
    found = Disagreement.objects.first() or texts.a_long_disagreement(county)
    copies(Look.objects.filter(disagreement=found)[0], number)


def the_one(county: County) -> dict[str, Any]:
    return {"id": Disagreement.objects.get().pk}


LISTS = {
    "positions:disagreements": List(disagreements),
    "positions:disagreement": List(looks, named=the_one),
}
