"""A county on a Monday morning."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from tests import personas
from tests.personas import County

MONDAY = dt.datetime(2026, 11, 9, 9, tzinfo=dt.UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as travel:
        yield travel


@pytest.fixture
def county(db: None, clock: time_machine.Traveller) -> County:
    return personas.county()
