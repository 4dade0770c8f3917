"""Every address of the house, and what each persona gets there. An address that is not listed fails.

A new view brings its row in `tests/addresses/`: what GET answers and what an empty POST answers, persona by persona. What is
not said about a method is that nobody may use it.
"""

from collections.abc import Iterator
from http import HTTPMethod

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import personas
from tests.addresses.table import ROWS, status
from tests.personas import County


def addresses(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The full name of every address in the URL configuration; its route, where it has no name."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name or entry.pattern}"


def test_every_url_is_listed_once() -> None:
    found = list(addresses(get_resolver()))
    assert sorted(found) == sorted(set(found)), "two addresses of one name"
    assert set(found) == set(ROWS)


@pytest.mark.django_db
@pytest.mark.parametrize("method", [HTTPMethod.GET, HTTPMethod.POST])
@pytest.mark.parametrize("name", ROWS)
def test_every_persona_gets_what_is_theirs(name: str, method: HTTPMethod, county: County) -> None:
    row = ROWS[name]
    address = reverse(name, kwargs=row.args(county)) + row.query
    got = {persona: status(county, persona, method, address) for persona in personas.NAMES}
    expected = row.expected(method)
    assert not {f"{persona}: {got[persona]}, not {expected[persona]}" for persona in got if got[persona] != expected[persona]}
