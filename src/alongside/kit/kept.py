"""Keeping in memory what is read often and changes seldom, without ever showing yesterday's."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from alongside.kit import replicas

T = TypeVar("T")


class Kept(Generic[T]):
    """What `make` answered at one edition. Ask with the edition of now: another one makes it again, None keeps nothing."""

    def __init__(self, make: Callable[[], T]) -> None:
        self.make = make
        self.held: tuple[Hashable, T] | None = None

    def at(self, edition: Hashable | None) -> T:
        if edition is None:
            return self.make()
        held = self.held  # one read: another thread may put a newer pair here meanwhile
        if held is None or held[0] != edition:
            self.held = held = (edition, self.make())
        return held[1]


def edition(sql: str) -> Hashable | None:
    """The one value that `sql` reads. Asked at nearly every question, so it goes round the query builder: a fifth of the cost."""
    with replicas.connection().cursor() as cursor:
        cursor.execute(sql)
        row: tuple[Hashable, ...] | None = cursor.fetchone()
    return row[0] if row else None
