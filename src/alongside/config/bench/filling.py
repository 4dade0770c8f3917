"""Puts synthetic services straight into the tables: through the rooms' actions 200,000 of them would take an hour.

The first service of each kind goes through the directory's own code; those after it are copies with words and places of
their own.
"""

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import msgspec
from django.apps import apps
from django.db import connection, transaction

from alongside.config.bench.synthetic import MIDDLE, Kind, Made, Maker
from alongside.directory import registry
from alongside.directory.queries import documents
from alongside.kit import clock
from alongside.places import actions as places
from alongside.places.area_files import Shape
from alongside.search import actions as search
from alongside.search.shapes import Document

BATCH = 1000


class Table:
    """A table of the house, with the plain values of its columns."""

    def __init__(self, label: str, **plain: Any) -> None:
        model = apps.get_model(label)
        fields = [field for field in model._meta.concrete_fields if not field.get_internal_type().endswith("AutoField")]
        blank = model(**plain)
        self.plain = {field.column: field.get_db_prep_save(getattr(blank, field.attname), connection) for field in fields}
        columns = ", ".join(map(connection.ops.quote_name, self.plain))
        marks = ", ".join(["%s"] * len(self.plain))
        self.sql = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608

    def insert(self, rows: Iterable[dict[str, Any]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(self.sql, [list((self.plain | row).values()) for row in rows])


class Filler:
    """Writes services by the thousand."""

    def __init__(self) -> None:
        self.today = clock.today()
        self.organisations = Table("organisations.Organisation", sector="voluntary")
        self.services = Table("directory.Service", status="published", created_at=clock.now(), updated_at=clock.now())
        self.locations = Table("directory.ServiceLocation", precision="given")
        self.times = Table("directory.ServiceTime", opens=dt.time(), closes=dt.time())
        self.cards = Table("directory.Card")
        self.first: dict[Kind, tuple[Document, dict[str, Any]]] = {}

    @transaction.atomic
    def put(self, batch: Sequence[Made]) -> None:
        """Write these services."""
        self.organisations.insert({"id": m.runner.hex, "name": m.runner_name, "slug": m.runner.hex} for m in batch)
        self.services.insert(map(self._service, batch))
        self.locations.insert(row for made in batch for row in self._locations(made))
        self.times.insert(row for made in batch for row in self._times(made))
        new = {made.kind: made for made in batch if made.kind not in self.first}
        self._put_first(new)
        copies = [made for made in batch if new.get(made.kind) is not made]
        self.cards.insert({"service_id": made.id.hex, "facts": self._card(made)} for made in copies)
        search.put(map(self._document, copies))

    def _put_first(self, new: dict[Kind, Made]) -> None:
        registry.written([made.id for made in new.values()])
        written = {document.id: document for document in documents.documents([made.id for made in new.values()])}
        cards = dict(apps.get_model("directory.Card").objects.filter(pk__in=written).order_by("pk").values_list("pk", "facts"))
        for kind, made in new.items():
            self.first[kind] = written[made.id], msgspec.json.decode(cards[made.id])

    def _document(self, made: Made) -> Document:
        points = tuple((spot.latitude, spot.longitude) for spot in made.spots)
        like = self.first[made.kind][0]
        return replace(like, id=made.id, title=made.name, lead=made.lead, body=made.body, points=points)

    def _card(self, made: Made) -> str:
        spots = [(spot.latitude, spot.longitude, spot.town, "given") for spot in made.spots]
        own = {"name": made.name, "slug": made.id.hex, "organisation": made.runner_name, "summary": made.summary, "spots": spots}
        return msgspec.json.encode(self.first[made.kind][1] | own).decode()

    def _service(self, made: Made) -> dict[str, Any]:
        days_ago = made.kind.assured_days_ago
        return {
            "id": made.id.hex,
            "slug": made.id.hex,
            "organisation_id": made.runner.hex,
            "name": made.name,
            "summary": made.summary,
            "description": made.description,
            "cost": made.kind.cost,
            "minimum_age": made.kind.ages[0],
            "maximum_age": made.kind.ages[1],
            "assured_on": None if days_ago is None else (self.today - dt.timedelta(days=days_ago)).isoformat(),
        }

    def _locations(self, made: Made) -> Iterator[dict[str, Any]]:
        access = msgspec.json.encode(dict.fromkeys(made.kind.access, True)).decode()
        for number, spot in enumerate(made.spots):
            yield {
                "id": f"{made.id.hex[:-1]}{number}",
                "service_id": made.id.hex,
                "town": spot.town,
                "postcode": f"{spot.outcode} 1AA",
                "latitude": spot.latitude,
                "longitude": spot.longitude,
                "access": access,
            }

    def _times(self, made: Made) -> Iterator[dict[str, Any]]:
        for number, day in enumerate(made.kind.days):
            yield {
                "id": f"{made.id.hex[:-1]}{number}",
                "service_id": made.id.hex,
                "rule": f"FREQ=WEEKLY;BYDAY={day[:2].upper()}",
                "opens": f"{made.kind.hour:02}:00:00",
                "closes": f"{made.kind.hour + 2:02}:00:00",
            }


def fill(maker: Maker, count: int) -> None:
    """Write `count` services, each with its organisation, locations, times, card and words in search."""
    begin_place()
    filler = Filler()
    services = maker.services(count)
    done = 0
    while batch := list(islice(services, BATCH)):
        filler.put(batch)
        done += len(batch)
        if done % (10 * BATCH) == 0:
            print(f"{done:,} of {count:,} services", file=sys.stderr, flush=True)


def begin_place() -> None:
    """A place that has drawn its district, as every real one has."""
    (latitude, longitude), reach = MIDDLE, 0.5
    west, east, south, north = longitude - reach, longitude + reach, latitude - reach, latitude + reach
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    places.put_areas([Shape("X1", "The county", "district", latitude, longitude, [ring])], by=None)
