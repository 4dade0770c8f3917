"""Every record of the feed against the official schemas: of the demonstration county, of both real sources, of hostile data."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import time_machine
from django.test import Client, override_settings
from schemathesis import GenerationMode

from alongside.demo import actions as demo
from alongside.demo.county import geography
from alongside.directory.actions.importing import import_services
from alongside.jobs import registry
from alongside.openreferral import standard
from alongside.terms import actions as terms
from tests.conformance import official
from tests.conformance.asking import ask, official_description, own_description
from tests.conformance.hostile import county_of_horrors
from tests.openreferral.reading import BASE, body, differences, exported

pytestmark = pytest.mark.django_db

PAGE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}
KINDS: dict[str, Any] = {
    "services": standard.Service,
    "service_at_locations": standard.ServiceAtLocation,
    "taxonomies": standard.Taxonomy,
    "taxonomy_terms": standard.TaxonomyTerm,
}
SCHEMAS = {
    "services": (official.COMPILED / "service.json", official.PLAIN / "service.json", official.VALIDATOR / "service.json"),
    "service_at_locations": (
        official.PLAIN / "service_at_location.json",
        official.COMPILED / "service_at_location.json",
        official.COMPILED / "service.json",  # where the published description points by mistake
    ),
    "taxonomies": (official.PLAIN / "taxonomy.json", official.VALIDATOR / "taxonomy.json"),
    "taxonomy_terms": (official.PLAIN / "taxonomy_term.json", official.VALIDATOR / "taxonomy_term.json"),
}
LISTS = {
    "services": official.COMPILED / "service_list.json",
    "service_at_locations": official.COMPILED / "service_at_location_list.json",
    "taxonomies": official.PLAIN / "taxonomy.json",
    "taxonomy_terms": official.PLAIN / "taxonomy_term.json",
}
MOST = int(os.environ.get("ALONGSIDE_CONFORMANCE", "40"))
"""Of each list so many are opened one by one; all are read as lists."""


def listed(client: Client, of: str) -> Iterator[dict[str, Any]]:
    """Every item of a list, in the envelope of the standard, read with our own structures."""
    number, last = 1, False
    kind: Any = KINDS[of]
    while not last:
        answer = client.get(f"{BASE}/{of}", {"page": number, "per_page": 500})
        msgspec.json.decode(answer.content, type=standard.Page[kind])
        said = answer.json()
        assert set(said) == PAGE
        yield from said["contents"]
        number, last = number + 1, said["last_page"]


def conforms(client: Client) -> dict[str, int]:
    """How many records of each kind there are, all of them as our structures and the official schemas have it."""
    counts = {}
    for of, kind in KINDS.items():
        found = list(listed(client, of))
        assert len({one["id"] for one in found}) == len(found)
        counts[of] = len(found)
        if official.OFFICIAL.exists():
            assert not [fault for one in found for fault in official.faults(LISTS[of], one)]
        for one in found[:: max(1, len(found) // MOST)]:
            content = client.get(f"{BASE}/{of}/{one['id']}").content
            msgspec.json.decode(content, type=kind)
            if official.OFFICIAL.exists():
                assert not [fault for schema in SCHEMAS[of] for fault in official.faults(schema, json.loads(content))]
    for of in ("services", "service_at_locations"):
        lines = body(client.get(f"{BASE}/{of}", {"format": "ndjson", "full": "true"})).splitlines()
        whole = [msgspec.json.decode(line, type=KINDS[of]) for line in lines]
        assert len(whole) == counts[of]
        if official.OFFICIAL.exists():
            assert not [fault for line in lines for fault in official.faults(SCHEMAS[of][0], json.loads(line))]
        assert not [line for line in lines if b":null" in line or b':""' in line]
    return counts


def take_elsewhere(client: Client, file: Path) -> None:
    """The whole county as a file, taken into a place that has nothing yet but the same land and the words for needs."""
    file.write_bytes(body(client.get(f"{BASE}/services", {"format": "ndjson", "full": "true"})))
    demo.remove()
    geography.lay_out(by=None)
    terms.load_needs(by=None)
    import_services(file, by=None, progress=lambda _line: None)


@pytest.mark.slow
@pytest.mark.one_database  # real data come into PostgreSQL in tests/directory, and feeds go out in tests/openreferral
def test_demonstration_county_is_the_same_elsewhere_and_conforms_with_real_and_hostile_data(
    client: Client, tmp_path: Path
) -> None:
    with override_settings(DEMO=True), time_machine.travel(dt.datetime(2026, 11, 9, 9, tzinfo=dt.UTC), tick=False):
        demo.build()
        registry.kind("openreferral.rebuild").run()  # some of it was written before today
        before = exported(client)
        take_elsewhere(client, tmp_path / "county.ndjson")
        assert differences(before, exported(client)) == []
        data = official.SHARED / "data" / "directory"
        sources = [data / "oruk1-north-lincolnshire-services.json", data / "hounslow-workbook"] if data.exists() else []
        for source in sources:
            import_services(source, by=None, progress=lambda _line: None)
        hostile = county_of_horrors()
        counts = conforms(client)
        for raw in (own_description(), *([official_description()] if official.OFFICIAL.exists() else [])):
            answers = ask(raw, client, GenerationMode.POSITIVE)
            assert len(answers) == 9
            assert all(seen[200] for seen in answers.values()), answers
        assert ask(own_description(), client, GenerationMode.NEGATIVE)["/services"][400]
    assert counts["services"] == (304 + 738 + 313 if sources else 304) + len(hostile)
    assert min(counts.values()) > 0


def test_hostile_data_conforms(client: Client) -> None:
    made = county_of_horrors()
    counts = conforms(client)
    assert counts["services"] == len(made)


@official.only_beside_them
def test_our_structures_read_what_the_official_validator_calls_good_and_refuse_what_it_calls_bad() -> None:
    good = json.loads((official.MOCKS / "V3.0-UK-Default" / "service_full.json").read_text())
    assert not official.faults(official.PLAIN / "service.json", good)
    bad = json.loads((official.MOCKS / "V3.0-UK-Fail" / "service_full.json").read_text())
    assert official.faults(official.PLAIN / "service.json", bad)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(bad, standard.Service)
