"""Every list costs as many questions to the database at a thousand rows as at ten."""

import importlib
import inspect
import pkgutil
from collections import defaultdict
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import scale
from tests.personas import County
from tests.scale.lists import Fill, List

FEW, MANY = 10, 1_000


def gathered() -> dict[str, List]:
    """Every list by the full name of its address, as the modules beside this one say."""
    lists: dict[str, List] = {}
    for found in pkgutil.iter_modules(scale.__path__, f"{scale.__name__}."):
        if not found.name.rsplit(".", 1)[1].startswith("test_"):
            said = getattr(importlib.import_module(found.name), "LISTS", {})
            if twice := lists.keys() & said.keys():
                raise RuntimeError(f"said twice, the second time in {found.name}: {sorted(twice)}")
            lists |= said
    return lists


LISTS = gathered()
NOT_HERE = {"demo:mailbox"}
"""Lists that only a demonstration has."""


def views(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, str]]:
    """The name of every address, and the source of what answers there."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and inspect.isfunction(view := inspect.unwrap(entry.callback)):
            yield f"{space}{entry.name}", inspect.getsource(view)


def test_every_page_of_a_list_is_in_the_table() -> None:
    paged = {name for name, source in views(get_resolver()) if "page_of(" in source}
    assert paged
    assert paged <= {*LISTS, *NOT_HERE}


FILLED_ALIKE: dict[tuple[Fill, str], list[str]] = defaultdict(list)
for name, one in LISTS.items():
    FILLED_ALIKE[one.fill, one.reader].append(name)


@pytest.mark.one_database  # how often a page asks, its lines decide
@pytest.mark.django_db
@pytest.mark.parametrize("names", FILLED_ALIKE.values(), ids=" ".join)
def test_a_list_costs_the_same_at_ten_rows_and_at_a_thousand(names: list[str], county: County) -> None:
    """Lists of the same rows are filled once for all."""
    first = LISTS[names[0]]
    client = county.client(first.reader)
    costs: dict[str, list[list[str]]] = defaultdict(list)
    for number in (FEW, MANY - FEW):
        first.fill(county, number)
        for name in names:
            address = reverse(name, kwargs=LISTS[name].named(county)) + LISTS[name].query
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            costs[name].append([query["sql"] for query in asked])
    for name, (few, many) in costs.items():
        assert len(few) == len(many), "\n".join([name, *sorted(set(many) - set(few))])
