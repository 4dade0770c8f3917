"""The ids of addresses, times and contacts: a source's own where they are free, so that they are the same wherever they are published."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models

from alongside.directory.actions.importing import cleaning
from alongside.directory.actions.importing.shapes import Record
from alongside.directory.models import Contact, ServiceLocation, ServiceTime
from alongside.directory.queries.facts import Facts

MODELS: dict[str, type[models.Model]] = {"locations": ServiceLocation, "times": ServiceTime, "contacts": Contact}
NAMED = {"locations": "key", "times": "id", "contacts": "id"}


class Given:
    """The ids that some records give, and whose each is by now."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.owners: dict[str, uuid.UUID] = {}
        for kind, model in MODELS.items():
            given = {key for each in records for row in each.facts.get(kind, ()) if (key := _own(row, kind))}
            rows: Any = models.QuerySet(model).filter(pk__in=given).order_by().values_list("pk", "service")
            self.owners |= {f"{kind} {key}": service for key, service in rows}

    def own(self, service: uuid.UUID, facts: Facts) -> Facts:
        """The same facts with an id for each row that stays the same whenever it is read again."""
        made = dict(facts)
        places = {}
        made["locations"] = []
        for place in facts.get("locations", ()):
            row = {name: value for name, value in place.items() if name != "key"}
            row["id"] = self._free(service, place, "locations") or _made(service, place)
            places[place["key"]] = row["id"]
            made["locations"].append({**row, "new": True})
        for kind in ("times", "contacts"):
            if kind in facts:
                made[kind] = [self._row(service, row, kind, places) for row in facts[kind]]
        return made

    def _row(self, service: uuid.UUID, given: Facts, kind: str, places: dict[str, str]) -> Facts:
        row = {name: value for name, value in given.items() if name != "id"}
        if key := self._free(service, given, kind):
            row |= {"id": key, "new": True}
        if kind == "times":
            row["location"] = places.get(str(given.get("location") or ""))
        return row

    def _free(self, service: uuid.UUID, row: Facts, kind: str) -> str:
        """The id that the row gives, unless it is one of another service."""
        key = _own(row, kind)
        if key is None or self.owners.setdefault(f"{kind} {key}", service) != service:
            return ""
        return str(key)


def _own(row: Facts, kind: str) -> uuid.UUID | None:
    return cleaning.identifier(row.get(NAMED[kind]) or "")


def _made(service: uuid.UUID, place: Facts) -> str:
    key = place["key"] or "|".join((place["line_1"], place["town"], place["postcode"]))
    return str(uuid.uuid5(cleaning.NAMESPACE, f"{service}:{key}"))
