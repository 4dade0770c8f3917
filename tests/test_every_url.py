"""Every address of the house, and what each persona gets there. An address that is not listed fails.

A new view brings its row in `tests/addresses/`: what GET answers and what an empty POST answers, persona by persona. What is
not said about a method is that nobody may use it.
"""

from collections.abc import Iterator
from http import HTTPMethod

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import personas
from tests.addresses.rows import Statuses
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


@pytest.fixture
def county(standing_county: County) -> County:
    return standing_county


def asked(expected: Statuses) -> list[str]:
    """Every persona. On PostgreSQL one for each answer: who may is decided by the same lines there, and was asked in full on
    SQLite; what may differ is what the database makes of the queries behind an answer."""
    if connection.vendor == "sqlite":
        return list(personas.NAMES)
    return list({answer: persona for persona, answer in expected.items()}.values())


@pytest.mark.parametrize("name", ROWS)
def test_every_persona_gets_what_is_theirs(name: str, county: County) -> None:
    row, wrong = ROWS[name], set()
    address = reverse(name, kwargs=row.args(county)) + row.query
    for method in (HTTPMethod.GET, HTTPMethod.POST):
        expected = row.expected(method)
        for persona in asked(expected):
            got = status(county, persona, method, address)
            if got != expected[persona]:
                wrong.add(f"{method} by {persona}: {got}, not {expected[persona]}")
    assert not wrong
