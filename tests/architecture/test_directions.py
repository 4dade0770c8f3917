"""Rooms look down also where imports do not show it: in relations of models, in names of addresses, in templates."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from grimp import ImportGraph

from alongside.config import house
from tests.architecture.contracts import Neighbours

SOURCE = house.ROOT / "src" / "alongside"
NAME = re.compile(r"""["']([a-z_]+):[a-z_]+["']""")
TEMPLATE = re.compile(r"""["']([a-z]+)/[\w./-]+\.(?:html|txt)(?:#\w+)?["']""")


def floors() -> dict[str, int]:
    """Every room and its floor, the lowest first, as the import contracts have it."""
    settings = tomllib.loads((house.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in settings["contracts"] if contract["name"].startswith("Rooms look down"))
    return {room.strip(" ()"): floor for floor, layer in enumerate(reversed(layers)) for room in layer.split("|")}


FLOORS = floors()
ROOMS = sorted(folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").exists())


def may_know(room: str, other: str) -> bool:
    return room == other or FLOORS[other] < FLOORS[room]


def spaces(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace:
                yield entry.namespace
            yield from spaces(entry)


def files(room: str, *endings: str) -> Iterator[Path]:
    yield from sorted(file for file in (SOURCE / room).rglob("*") if file.suffix in endings)


def named(room: str, pattern: re.Pattern[str], *endings: str) -> Iterator[tuple[str, str]]:
    """Where `room` names another room by the pattern's first group."""
    for file in files(room, *endings):
        for number, line in enumerate(file.read_text().splitlines(), 1):
            for found in pattern.finditer(line):
                yield f"{file.relative_to(SOURCE)}:{number}", found[1]


def test_every_room_has_its_floor() -> None:
    assert set(ROOMS) <= set(FLOORS)


def test_models_relate_downwards_only() -> None:
    breaches = [
        f"{model._meta.label}.{field.name} relates to {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in FLOORS
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model._meta.app_label in FLOORS
        if not may_know(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert not breaches


@pytest.mark.parametrize("room", ROOMS)
def test_addresses_are_named_downwards_only(room: str) -> None:
    known = set(spaces(get_resolver()))
    found = [(where, space) for where, space in named(room, NAME, ".py", ".html", ".txt") if space in known]
    assert not [f"{where} names an address of {space}" for where, space in found if not may_know(room, space)]


@pytest.mark.parametrize("room", ROOMS)
def test_templates_are_named_downwards_only(room: str) -> None:
    found = [(where, other) for where, other in named(room, TEMPLATE, ".py", ".html", ".txt", ".yaml") if other in FLOORS]
    assert not [f"{where} names a template of {other}" for where, other in found if not may_know(room, other)]


def test_namespaces_are_rooms() -> None:
    assert set(spaces(get_resolver())) <= set(ROOMS)


def test_every_named_address_has_a_namespace_of_its_room() -> None:
    ours = [
        entry.name
        for resolver in get_resolver().url_patterns
        if isinstance(resolver, URLResolver) and not resolver.namespace
        for entry in resolver.url_patterns
        if isinstance(entry, URLPattern) and (entry.callback.__module__ or "").startswith("alongside.")
    ]
    assert not ours


def test_contract_refuses_a_look_into_a_neighbours_models() -> None:
    graph = ImportGraph()
    graph.add_import(importer="alongside.pages.views.home", imported="alongside.directory.models.service")
    graph.add_import(importer="alongside.directory.queries", imported="alongside.directory.models")
    graph.add_import(importer="alongside.pages.views.home", imported="alongside.directory.queries")
    contract = Neighbours(name="", session_options={}, contract_options={})
    assert contract.check(graph, verbose=False).metadata["breaches"] == [
        ("alongside.pages.views.home", "alongside.directory.models.service")
    ]
