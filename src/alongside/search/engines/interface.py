"""What the text index of a database can do. Nothing else in search knows which database it is."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from alongside.search.columns import Ints, Read
from alongside.search.expressions import Expression


class Engine(Protocol):
    """A text index that can be asked, and the tables beside it."""

    def ids(self, mark: str, asked: Expression) -> Ints:
        """The id of every entry with this mark of its kind that matches, rising."""

    def holds(self, mark: str, asked: Expression) -> bool:
        """Whether any such entry matches."""

    def all_ids(self, kind: str) -> Ints:
        """The id of every entry of the kind, rising."""

    def read(self, kind: str, ids: Sequence[int] | None = None) -> Iterable[Read]:
        """The columns of these entries, or of all."""

    def known(self, kind: str, words: Sequence[str]) -> set[str]:
        """Those of the words that documents of the kind use or used."""
