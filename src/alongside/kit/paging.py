"""One page of a long list, so that every list is short to read and costs two queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list, and where they stand in it: `first` and `last` are positions, counted from 1."""

    rows: Sequence[Row]
    number: int
    total: int
    pages: int
    first: int
    last: int

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def page_of(rows: "QuerySet[Any, Row] | Sequence[Row]", number: int | str | None, size: int = 20) -> Page[Row]:
    """The page of `rows` that a visitor asked for; a number that makes no sense gives the nearest page there is."""
    paginator = Paginator(rows, size)
    found = paginator.page(min(max(_whole(number), 1), paginator.num_pages))
    return Page(
        rows=list(found.object_list),
        number=found.number,
        total=paginator.count,
        pages=paginator.num_pages,
        first=found.start_index(),
        last=found.end_index(),
    )


def _whole(number: int | str | None) -> int:
    try:
        return int(number or 1)
    except ValueError:
        return 1
