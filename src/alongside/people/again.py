"""Who was forgotten is forgotten again when an older copy of the database is brought back.

Each forgetting leaves one line in a file beside the database, which a restore of that leaves alone: when, the number of the
forgetting, the number that the account had, and digests of the addresses, made with the secret of the installation. No name and no
address stand there. A forgetting that the file knows and the database does not is one that a restore has undone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction

from alongside.kit import clock
from alongside.people import whose
from alongside.people.models import Forgetting, Person
from alongside.record import actions as record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NAME = "forgotten.jsonl"


@dataclass(frozen=True)
class Line:
    """One forgetting, as the file knows it."""

    asked: uuid.UUID
    person: uuid.UUID | None
    addresses: frozenset[str]
    at: dt.datetime


def file() -> Path:
    """Where it is kept: in the data folder, for this account of the machine alone."""
    return settings.DATA_DIR / NAME


def note(asked: Forgetting, *, person: uuid.UUID | None, addresses: Iterable[str]) -> None:
    """Add a line, and be sure that the disk has it. It is the last that a forgetting does before it is done."""
    known = sorted({digest(one) for one in addresses if one})
    line = {"at": clock.now().isoformat(), "asked": str(asked.pk), "person": str(person or ""), "addresses": known}
    file().parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as out:
        out.write(json.dumps(line).encode() + b"\n")
        out.flush()
        os.fsync(out.fileno())


def undone() -> list[Line]:
    """What a restore has undone: the file knows it, and the database has not even heard that it was asked."""
    lines = {line.asked: line for line in _lines()}
    known = set(Forgetting.objects.filter(pk__in=lines).values_list("pk", flat=True))
    return [line for line in lines.values() if line.asked not in known]


def apply(forget: Callable[[Forgetting], bool]) -> int:
    """Do again what a restore has undone, by `forget`, and how many people that was. Quick where there is nothing to do."""
    return sum(_again(line, forget) for line in undone())


def digest(address: str) -> str:
    """An address, so that it can be known again and not be read."""
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"alongside.gone").digest()
    return hashlib.blake2b(address.strip().lower().encode(), digest_size=20, key=key).hexdigest()


def _again(line: Line, forget: Callable[[Forgetting], bool]) -> bool:
    """Each address of theirs, and the account. Where nothing is found, the database is told that it was done."""
    person = Person.objects.filter(pk=line.person).first() if line.person else None
    found = sorted(_found(line.addresses))
    if person:
        found = [one for one in found if one not in whose.of_person(person).addresses | {person.email}]
    asked = _write(line, person=person, email=person.email if person else found.pop(0) if found else "")
    for address in found:
        _write(line, email=address, pk=uuid.uuid5(line.asked, digest(address)))
    written = [asked.pk, *(uuid.uuid5(line.asked, digest(one)) for one in found)]
    done = [forget(one) for one in Forgetting.objects.filter(pk__in=written, state=Forgetting.State.WAITING)]
    return any(done)


@transaction.atomic
def _write(line: Line, *, email: str, person: Person | None = None, pk: uuid.UUID | None = None) -> Forgetting:
    nothing = person is None and not email
    made = Forgetting.objects.create(
        pk=pk or line.asked,
        person=person,
        email=email,
        asked_at=line.at,
        due_at=clock.now(),
        state=Forgetting.State.DONE if nothing else Forgetting.State.WAITING,
        ended_at=clock.now() if nothing else None,
    )
    if not nothing:
        record.write("people.forgetting_again", on=made, by=None)
    return made


def _found(digests: frozenset[str]) -> set[str]:
    """The addresses behind these digests, wherever they stand. It looks through all that is kept: only a restore asks for it."""
    found: set[str] = set()
    for part in whose.parts():
        for path in part.paths:
            if isinstance(whose.leads_to(part.model, path), models.CharField):
                rows: models.QuerySet[models.Model] = models.QuerySet(part.model)
                values = rows.order_by().values_list(path, flat=True).distinct()
                found |= {one.strip().lower() for one in values if one and digest(one) in digests}
    return found


def _lines() -> Iterator[Line]:
    """What stands in the file. A last line that a crash cut off is passed over: what it spoke of was not done either."""
    if not file().exists():
        return
    for text in file().read_text().splitlines():
        try:
            said = json.loads(text)
            person = uuid.UUID(said["person"]) if said["person"] else None
            yield Line(uuid.UUID(said["asked"]), person, frozenset(said["addresses"]), dt.datetime.fromisoformat(said["at"]))
        except (ValueError, KeyError, TypeError):
            continue
