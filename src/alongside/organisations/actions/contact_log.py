"""The contact log of an organisation, which officers keep."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.kit import clock
from alongside.organisations.models import LogEntry, Organisation
from alongside.record import actions as record

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def log(
    organisation: Organisation,
    *,
    on: dt.date,
    how: str,
    text: str,
    by: Person,
    spoke_with: str = "",
    next_step: str = "",
    next_on: dt.date | None = None,
    owner: Person | None = None,
) -> LogEntry:
    """What was said with an organisation. A next step has a day, and an owner: whoever writes it down, unless another is named."""
    made = LogEntry(organisation=organisation, by=by.pk, made_at=clock.now())
    _fill(made, on=on, how=how, text=text, spoke_with=spoke_with, next_step=next_step, next_on=next_on, owner=owner or by)
    record.write("organisations.logged", on=organisation, by=by, facts={"entry": str(made.pk), "how": how})
    return made


@transaction.atomic
def change_log(
    entry: LogEntry,
    *,
    on: dt.date,
    how: str,
    text: str,
    by: Person,
    spoke_with: str = "",
    next_step: str = "",
    next_on: dt.date | None = None,
    owner: Person | None = None,
) -> LogEntry:
    """Put an entry right, as a whole."""
    _fill(entry, on=on, how=how, text=text, spoke_with=spoke_with, next_step=next_step, next_on=next_on, owner=owner or by)
    record.write("organisations.log_changed", on=entry.organisation, by=by, facts={"entry": str(entry.pk)})
    return entry


@transaction.atomic
def step_done(entry: LogEntry, *, by: Person) -> LogEntry:
    """The next step is taken; it leaves the desk."""
    if entry.next_step and entry.done_at is None:
        entry.done_at = clock.now()
        entry.save(update_fields=["done_at"])
        record.write("organisations.step_done", on=entry.organisation, by=by, facts={"entry": str(entry.pk)})
    return entry


@transaction.atomic
def remove_log(entry: LogEntry, *, by: Person) -> None:
    """It should not have been written down. That there was an entry stays on record, its words go."""
    record.write("organisations.log_removed", on=entry.organisation, by=by, facts={"entry": str(entry.pk)})
    entry.delete()


def _fill(
    entry: LogEntry, *, on: dt.date, how: str, text: str, spoke_with: str, next_step: str, next_on: dt.date | None, owner: Person
) -> None:
    if (next_step, next_on) != (entry.next_step, entry.next_on):
        entry.done_at = None
    entry.on, entry.how, entry.text, entry.spoke_with = on, how, text, spoke_with
    entry.next_step, entry.next_on = (next_step, next_on) if next_step else ("", None)
    entry.owner = owner if next_step else None
    entry.save()
