"""Writes many rows of one table without making an object of each, so that a list of thousands comes in in half the time.

What the database promises is kept by the database; what a model's own code would check, the caller has checked.
"""

from collections.abc import Callable
from typing import Any

from django.db import connections, models, router

BATCH = 500


class Rows:
    """Rows of one model that wait to be written, given by the names of their columns ("organisation_id")."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.waiting: list[dict[str, Any]] = []

    def add(self, **facts: Any) -> None:
        self.waiting.append(facts)

    def write(self) -> None:
        """Write what waits; in the transaction that is open, if one is."""
        if not self.waiting:
            return
        connection = connections[router.db_for_write(self.model)]
        written = [field for field in self.model._meta.concrete_fields if not isinstance(field, models.AutoField)]
        fields = [(field.attname, field.get_default, _ready(field, connection)) for field in written]
        quote = connection.ops.quote_name
        columns = ", ".join(quote(str(field.column)) for field in written)
        marks = ", ".join(["%s"] * len(fields))
        values = [[ready(row[name] if name in row else default()) for name, default, ready in fields] for row in self.waiting]
        with connection.cursor() as cursor:
            for start in range(0, len(values), BATCH):
                cursor.executemany(
                    f"INSERT INTO {quote(self.model._meta.db_table)} ({columns}) VALUES ({marks})",  # noqa: S608  # our own names
                    values[start : start + BATCH],
                )
        self.waiting.clear()


def _ready(field: "models.Field[Any, Any]", connection: Any) -> Callable[[Any], Any]:
    """A value as the database takes it. Text is text in each."""
    if isinstance(field, models.CharField | models.TextField):
        return lambda value: value if type(value) is str else field.get_db_prep_save(value, connection)
    return lambda value: field.get_db_prep_save(value, connection)
