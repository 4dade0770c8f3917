"""Every list costs as many questions to the database at a thousand rows as at ten."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import scale
from tests.personas import County
from tests.scale.lists import List

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


@pytest.mark.one_database  # how often a page asks, its lines decide
@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_at_ten_rows_and_at_a_thousand(name: str, county: County) -> None:
    one = LISTS[name]
    costs, client = [], county.client(one.reader)
    for number in (FEW, MANY - FEW):
        one.fill(county, number)
        address = reverse(name, kwargs=one.named(county)) + one.query
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        costs.append([query["sql"] for query in asked])
    few, many = costs
    assert len(few) == len(many), "\n".join(sorted(set(many) - set(few)))
