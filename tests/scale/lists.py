"""What a list of the house is here, and how it is filled with many rows quickly."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from tests.personas import County

Fill = Callable[[County, int], None]


@dataclass(frozen=True)
class List:
    """One list: how it is filled by a number of rows, who reads it, and where."""

    fill: Fill
    reader: str = "officer"
    query: str = ""
    named: Callable[[County], dict[str, Any]] = lambda county: {}


def copies(row: models.Model, number: int, /, **others: Callable[[int], object]) -> None:
    """The same row again and again, under an id of its own, with `others` told apart by their number."""
    start, made = uuid.uuid4().hex[:8], []
    for n in range(number):
        again = type(row)(**{field.attname: getattr(row, field.attname) for field in row._meta.local_fields})
        again.pk = uuid.uuid4() if isinstance(row._meta.pk, models.UUIDField) else None
        for name, value in others.items():
            said = value(n)
            setattr(again, name, f"{start}-{said}" if isinstance(said, str) else said)
        made.append(again)
    type(row)._default_manager.bulk_create(made)
