"""A place that has lived for a while is brought to the newest shape of the directory: nothing is lost but what is meant to go."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from alongside.directory.models import Service, UnmetNeed
from alongside.kit import clock
from tests.organisations.factories import OrganisationFactory

pytestmark = pytest.mark.django_db(transaction=True)

MONTH = dt.date(2026, 10, 1)


def as_of(migration: str) -> Apps:
    """The database as that migration left it, with the models of then."""
    step = [("directory", migration)]
    MigrationExecutor(connection).migrate(step)
    return MigrationExecutor(connection).loader.project_state(step).apps


def upgraded() -> None:
    """The database as it is today."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def put(then: Apps, model: str, **facts: Any) -> Any:
    kept: Any = then.get_model("directory", model)
    return kept.objects.create(**facts)


def test_place_of_the_first_days_is_as_it_was_but_for_what_was_counted_by_half_a_postcode() -> None:
    runner, moment = OrganisationFactory.create().pk, clock.now()
    then = as_of("0001_initial")
    facts = {"name": "Choir", "closed_on": ["2026-12-25"], "assured_on": MONTH, "created_at": moment, "updated_at": moment}
    both = [
        put(then, "Service", slug=f"choir-{status}", organisation_id=runner, status=status, **facts)
        for status in ("published", "withdrawn")
    ]
    for one in both:
        hall = put(then, "ServiceLocation", service=one, line_1="Mill Lane", postcode="TA1 1QT", access={"loop": True})
        put(then, "ServiceTime", service=one, location=hall, rule="FREQ=WEEKLY;BYDAY=TU", opens="10:00", closes="12:00")
        put(then, "Contact", service=one, kind="phone", value="01632 960 142", publish="yes", said_at=moment)
    source = put(then, "Source", slug="vale", name="The Vale", kind="feed_3", address="https://vale.example/")
    put(then, "SourceRecord", source=source, key="7", service=both[0], digest="d", version=1)
    put(then, "Import", source=source, name="The Vale", state="done", started_at=moment, report={"read": 1})
    put(then, "Change", service=both[0], base_version=1, proposed={"name": "Choirs"}, by=uuid.uuid4(), made_at=moment)

    later = as_of("0007_unmet_by_patch")
    for outcode, patches, count in (("TA1", "", 7), ("TA2", "", 6), ("", "", 5), ("", "|vale|", 9), ("TA1", "|vale|", 8)):
        put(later, "UnmetNeed", month=MONTH, words="debt", outcode=outcode, patches=patches, count=count)
    upgraded()

    assert set(UnmetNeed.objects.values_list("patches", "count")) == {("", 5), ("|vale|", 9)}
    shown, gone = Service.objects.order_by("status")
    assert (shown.name, shown.status, gone.status, shown.assured_on) == ("Choir", "published", "withdrawn", MONTH)
    assert (shown.capacity, shown.capacity_said_on) == ("", None)
    for one in (shown, gone):
        (place,), (time,), (contact,) = one.locations.all(), one.times.all(), one.contacts.all()
        assert (place.access, time.location_id, time.rule) == ({"loop": True}, place.pk, "FREQ=WEEKLY;BYDAY=TU")
        assert (contact.value, contact.publish) == ("01632 960 142", "yes")
    (record,) = shown.records.all()
    assert (record.source.name, record.source.is_read, record.said, record.gone_at) == ("The Vale", False, {}, None)
    assert shown.changes.get().proposed == {"name": "Choirs"}
    assert [row.report for row in record.source.imports.all()] == [{"read": 1}]
