"""Compares what a source says now with what it said before and with what stands here, fact by fact.

What only the source changed is taken; what only somebody here changed stays; what both changed stays too, and an officer chooses.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from alongside.directory.actions.importing.shapes import Record
from alongside.directory.models import Difference, Service, SourceRecord
from alongside.directory.queries import capacity
from alongside.directory.queries import facts as reading
from alongside.directory.queries.facts import Facts
from alongside.kit import clock

STATUS = "status"
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str)
CAPACITY = "capacity"
TOGETHER = (
    ("summary", "description"),
    ("locations", "times", "times_text"),
    ("cost", "cost_pence", "cost_text"),
    ("start", "start_text"),
    ("minimum_age", "maximum_age"),
)
"""Facts that speak of one thing: where one of them was changed here, the others are not taken by themselves."""
GONE = "gone"
"""Stands for the whole service, where the source has it no more and it was changed here."""


@dataclass
class Compared:
    """What is taken from the source, what differs, and what no longer does. `agrees`: nothing of ours is left that it does not say."""

    take: Facts = field(default_factory=dict)
    status: Service.Status | None = None
    differs: Facts = field(default_factory=dict)
    same: set[str] = field(default_factory=set)
    agrees: bool = True


def said(facts: Facts, each: Record) -> dict[str, str]:
    """The digest of each fact as the source says it, and what it says of the service itself."""
    itself = {STATUS: each.status.value} | ({CAPACITY: str(each.capacity)} if each.capacity else {})
    return {key: digest(key, facts[key]) for key in sorted(facts.keys() & reading.KEYS)} | itself


def digest(key: str, value: Any) -> str:
    """A short mark of one fact: the same for the same words."""
    return _marked(_ENCODER.encode(reading.comparable(key, value)))


@lru_cache(maxsize=4096)
def _marked(comparable: str) -> str:
    return hashlib.blake2b(comparable.encode(), digest_size=8).hexdigest()


def compare(service: Service, row: SourceRecord, each: Record, facts: Facts) -> Compared:
    """`facts` are those of the source now, `row` knows what it said before, `service` is what stands here."""
    found = Compared()
    now = reading.facts_of(service)
    before: Mapping[str, str] = row.said
    for key in sorted(facts.keys() & reading.KEYS):
        ours, theirs = digest(key, now[key]), digest(key, facts[key])
        if ours == theirs:
            found.same.add(key)
        elif ours == before.get(key):
            found.take[key] = facts[key]
            found.same.add(key)
        else:
            found.agrees = False
            if theirs != before.get(key):
                found.differs[key] = facts[key]
    for group in TOGETHER:
        if found.differs.keys() & set(group):
            found.differs |= {key: found.take.pop(key) for key in group if key in found.take}
    found.same -= found.differs.keys()
    if service.status != each.status:
        if service.status == ((row.was and Service.Status.WITHDRAWN) or before.get(STATUS)):
            found.status = each.status
        else:
            found.agrees = False
    return found


def take_capacity(service: Service, each: Record, before: Mapping[str, str]) -> bool:
    """How full the service is, where its source says that anew and nothing later was said here. Whether it is otherwise now."""
    said = each.capacity
    if said is None or before.get(CAPACITY) == str(said) or said == capacity.of(service):
        return False
    if service.capacity_said_on and service.capacity_said_on > said.said_on:
        return False
    service.capacity, service.capacity_said_on = said.value, said.said_on
    service.capacity_weeks, service.capacity_until = said.weeks, said.until
    return True


def flag(row: SourceRecord, compared: Compared) -> int:
    """Put what differs on the desk, with the source's latest words; take off what no longer does. Says how many differ now."""
    row.differences.filter(field__in=[*compared.same, GONE]).delete()
    for key, theirs in compared.differs.items():
        facts = {"theirs": _kept(key, theirs), "at": clock.now()}
        Difference.objects.update_or_create(record=row, field=key, defaults=facts)
    return len(compared.differs)


def _kept(key: str, value: Any) -> Any:
    """What a source says, as it can wait: rows without ids, which are given when it is taken."""
    if key not in reading.RELATED:
        return value
    return [{name: said for name, said in row.items() if name not in ("id", "new", "location")} for row in value]
