"""The timetable of a service, from its rows."""

import datetime as dt

from alongside.directory.models import Service
from alongside.directory.queries.times import Slot, Timetable


def of(service: Service) -> Timetable:
    """When a service runs. Costs no query where its times were prefetched."""
    return Timetable(
        slots=tuple(Slot(time.rule, time.opens, time.closes, time.starts, time.ends) for time in service.times.all()),
        closed_on=frozenset(_dates(service.closed_on)),
        closed_on_holidays=service.closed_on_holidays,
        text=service.times_text,
    )


def days_of_week(slot: Slot) -> tuple[int, ...]:
    """On which days of the week a slot may fall. One that goes by the date may fall on any."""
    rule = slot.parsed
    return tuple(range(7)) if rule.dates else rule.weekdays


def _dates(values: list[str]) -> list[dt.date]:
    return [dt.date.fromisoformat(value) for value in values]
