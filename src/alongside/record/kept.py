"""Rows that are written once and stay as they are."""

from typing import Any, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Unchangeable(Exception):
    """What is recorded stays as it is."""


class KeptQuerySet(models.QuerySet[Row]):
    """Adds and reads, and refuses the rest."""

    def delete(self) -> NoReturn:
        raise Unchangeable

    def update(self, **_values: Any) -> NoReturn:
        raise Unchangeable


class Kept(models.Model):
    """A row that nobody changes or removes."""

    class Meta:
        abstract = True

    def save(self, **how: Any) -> None:
        if not self._state.adding:
            raise Unchangeable
        super().save(**how)

    def delete(self, using: Any = None, keep_parents: Any = False) -> NoReturn:  # noqa: FBT002  # Django's own shape
        raise Unchangeable
