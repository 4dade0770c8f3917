"""Own or another's: every address with a thing of an organisation in it is tried by its own people and by others.

`tests/test_every_url.py` asks every persona. Here is proven that this means own *and* other there: the thing in the address
is the charity's, so that `charity` is at home and `group` and `council` are not. Whose each kind of thing is, the modules of
`tests/addresses/` say beside their rows.
"""

import uuid
from collections.abc import Iterable, Iterator
from http import HTTPMethod
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.addresses.table import NOBODYS, OF_THE_PLACE, OWNERS, ROWS, status
from tests.personas import County

NO_IDS = {"token", "colour", "kind", "provider_id", "name", "taxonomy", "step", "purpose", "rest"}
"""Parts of an address that name no row: sealed, or words of a list."""


def parts(resolver: URLResolver, above: str = "", before: frozenset[str] = frozenset()) -> Iterator[tuple[str, frozenset[str]]]:
    """Every address by its full name, with what it takes."""
    for entry in resolver.url_patterns:
        takes = before | frozenset(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            yield from parts(entry, f"{above}{entry.namespace}:" if entry.namespace else above, takes)
        elif isinstance(entry, URLPattern):
            yield f"{above}{entry.name or entry.pattern}", takes - NO_IDS


WITH_IDS = {name: takes for name, takes in parts(get_resolver()) if takes and name in ROWS}


def things(values: Iterable[Any]) -> list[models.Model]:
    """Every row that these may name: by its key, or by its slug."""
    found: list[models.Model] = []
    for value in values:
        for model in apps.get_models():
            fields: dict[str, models.Field[Any, Any]] = {field.name: field for field in model._meta.local_fields}
            key = model._meta.pk.name if isinstance(value, uuid.UUID) else "slug"
            if key in fields and isinstance(fields[key], models.UUIDField | models.SlugField | models.CharField):
                found += models.QuerySet(model).filter(**{key: value})
    return found


@pytest.fixture
def county(standing_county: County) -> County:
    return standing_county


@pytest.mark.one_database
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(WITH_IDS.keys() - OF_THE_PLACE - {"mfa_edit_webauthn", "mfa_remove_webauthn"}))
def test_thing_in_an_address_is_the_charitys_or_nobodys(name: str, county: County) -> None:
    """So `charity` is at home there, and `group`, `council` and `linkworker` come from elsewhere."""
    args = ROWS[name].args(county)
    named = things(args[part] for part in WITH_IDS[name])
    assert named, "nothing is found by what stands in this address: say in OF_THE_PLACE how"
    kinds = {one._meta.label_lower for one in named}
    assert kinds <= OWNERS.keys() | NOBODYS, "a new kind of thing: say whose it is, in OWNERS or NOBODYS"
    owned = [OWNERS[one._meta.label_lower](one) for one in named if one._meta.label_lower in OWNERS]
    assert not owned or county.organisations["charity"] in owned


@pytest.mark.parametrize("name", sorted(OF_THE_PLACE))
def test_what_is_of_the_place_is_for_officers_alone(name: str) -> None:
    for said in filter(None, (ROWS[name].get, ROWS[name].post)):
        assert {persona for persona, code in said.items() if code not in {302, 403}} <= {"chief", "officer"}
        assert said["charity"] == said["group"] == said["council"] == 403


def in_another_name() -> list[str]:
    """Addresses with an organisation and a thing of it."""
    return [name for name, takes in WITH_IDS.items() if {"slug", "id"} <= takes]


@pytest.mark.django_db
@pytest.mark.parametrize("method", [HTTPMethod.GET, HTTPMethod.POST])
@pytest.mark.parametrize("name", in_another_name())
def test_id_of_another_organisation_is_not_found_under_ones_own(name: str, method: HTTPMethod, county: County) -> None:
    """Who may change their own organisation gets nowhere with the id of another's thing; nor does an officer by mistake."""
    row = ROWS[name]
    if (row.get if method is HTTPMethod.GET else row.post) is None:
        return
    args = row.args(county) | {"slug": county.organisations["council"].slug}
    address = reverse(name, kwargs=args)
    got = {persona: status(county, persona, method, address) for persona in ("council", "charity", "group", "officer", "chief")}
    assert got["officer"] == got["chief"] == 404
    assert set(got.values()) <= {403, 404}


def test_there_are_such_addresses() -> None:
    assert len(in_another_name()) >= 8
    assert len(WITH_IDS) >= 50
