"""The lists of `terms`, and how each is filled."""

from tests.personas import County
from tests.scale.lists import List, copies
from tests.terms.factories import TermFactory


def terms(county: County, number: int) -> None:
    copies(TermFactory.create(), number, slug=str, name=str)


LISTS = {
    "terms:needs": List(terms),
    "terms:list": List(terms, named=lambda county: {"taxonomy": "needs"}),
}
