"""The short cut along the chain makes the same hash as the long way, whatever an event holds."""

import datetime as dt
import uuid
from typing import Any

import pytest

from alongside.kit import clock
from alongside.record import actions, chain, walking
from alongside.record.models import Event, Head

ODD: list[dict[str, Any]] = [
    {},
    {"b": 1, "a": [True, None, -(2**53)], "nested": {"z": "é", "a": "مرحبا"}},
    {"text": '"quoted" \\ / \u2028 \x7f 😀'},
]


@pytest.mark.django_db
@pytest.mark.parametrize("facts", ODD)
@pytest.mark.parametrize("micro", [0, 120])
def test_short_cut_makes_the_same_hash(facts: dict[str, Any], micro: int) -> None:
    at = clock.now().replace(microsecond=micro) - dt.timedelta(days=3)
    Event(
        kind='odd."kind"', at=at, by=uuid.uuid4(), acting_for=None, subject_kind="a.b", subject_id=uuid.uuid4(), facts=facts
    ).save()
    actions.chain()
    event, last = Event.objects.get(), Head.objects.get().position
    walk = walking.along(last, chain.START, event.hash)
    assert (walk.doubts, walk.anchored_at, walk.before) == ([], 1, chain.digest(event.prev, event))
