"""Things that happened, for tests."""

import datetime as dt
import uuid

import factory

from alongside.record.models import Event

NOON = dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)


class EventFactory(factory.django.DjangoModelFactory[Event]):
    class Meta:
        model = Event

    kind = "service.published"
    at = factory.Sequence(lambda number: NOON + dt.timedelta(seconds=number))
    by = factory.LazyFunction(uuid.uuid4)
    acting_for = factory.LazyFunction(uuid.uuid4)
    subject_kind = "directory.service"
    subject_id = factory.LazyFunction(uuid.uuid4)
    facts = factory.Sequence(lambda number: {"version": number, "fields": ["cost", "name"], "by_mail": None})
