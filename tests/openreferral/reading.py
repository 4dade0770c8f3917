"""Reads the feed as a program does, held to the structures of the standard."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from django.test import Client

from alongside.openreferral import standard

BASE = "/openreferral"
OWN = frozenset({"last_modified", "assurer_email"})
"""What a document says of the installation that publishes it."""


def body(answer: Any) -> bytes:
    """All of it, streamed or not."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def page(client: Client, of: str = "services", **asked: Any) -> standard.Page[Any]:
    """One page of a list."""
    kind: Any = standard.Service if of == "services" else standard.ServiceAtLocation
    answer = client.get(f"{BASE}/{of}", {name: str(value) for name, value in asked.items()})
    assert answer.status_code == 200, answer.content
    return msgspec.json.decode(answer.content, type=standard.Page[kind])


def ids(client: Client, of: str = "services", **asked: Any) -> list[str]:
    """The ids on one page; of everything, unless it is said how many."""
    return [one.id for one in page(client, of, **{"per_page": 500, **asked}).contents]


def pages(client: Client, of: str = "services", **asked: Any) -> Iterator[standard.Page[Any]]:
    """Every page, one after the other."""
    number = 1
    while True:
        found = page(client, of, page=number, **asked)
        yield found
        if found.last_page:
            return
        number += 1


def lines(client: Client, **asked: Any) -> list[standard.Service]:
    """Services as they are streamed."""
    answer = client.get(f"{BASE}/services", {"format": "ndjson", **asked})
    assert answer["Content-Type"] == "application/x-ndjson"
    return [msgspec.json.decode(line, type=standard.Service) for line in body(answer).splitlines()]


def everything(client: Client) -> str:
    """Whatever the feed says anywhere, in whatever form."""
    lists = [
        f"/{of}{form}" for of in ("services", "service_at_locations") for form in ("", "?full=true", "?format=ndjson&full=true")
    ]
    extra = ["", "/taxonomies", "/taxonomy_terms", "/services?minimal=true", "/services?modified_after=2000-01-01&full=true"]
    said = [body(client.get(BASE + path)).decode() for path in (*lists, *extra)]
    said += [client.get(f"{BASE}/services/{pk}").content.decode() for pk in ids(client)]
    said += [client.get(f"{BASE}/service_at_locations/{pk}").content.decode() for pk in ids(client, "service_at_locations")]
    return "\n".join(said)


def exported(client: Client) -> dict[str, Any]:
    """Every service of the feed, as it would be anywhere."""
    said = body(client.get(f"{BASE}/services", {"format": "ndjson", "full": "true"})).splitlines()
    found = [json.loads(line) for line in said]
    return {one["id"]: {key: value for key, value in one.items() if key not in OWN} for one in found}


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """In which fields two exports differ, in words."""
    return [
        f"{one['name']}: {key}: {one.get(key)!r:.300} became {after.get(pk, {}).get(key)!r:.300}"
        for pk, one in before.items()
        for key in sorted({*one, *after.get(pk, {})})
        if one.get(key) != after.get(pk, {}).get(key)
    ]
