"""The one writer of counters that know nothing of persons: how often, never who."""

from typing import Any

from django.db import IntegrityError, models, router, transaction
from django.db.models import F

from alongside.kit import reading


def bump(model: type[models.Model], *, by: int = 1, field: str = "count", **key: Any) -> None:
    """Add `by` to the counter of `model` that `key` names, and begin it at nothing when it is new.

    `key` must be unique in the database: two who begin the same counter at once then both count.
    """
    rows: models.QuerySet[models.Model] = models.QuerySet(model).using(router.db_for_write(model)).filter(**key)
    with reading.writes_allowed("a counter without persons"):
        if rows.update(**{field: F(field) + by}):
            return
        try:
            with transaction.atomic(using=rows.db):
                rows.create(**key, **{field: by})
        except IntegrityError:
            rows.update(**{field: F(field) + by})
