"""Rooms above tell search what can be found, and which everyday words mean the same."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from uuid import UUID

from alongside.search.shapes import Document

Documents = Callable[[Collection[UUID] | None], Iterable[Document]]
Synonyms = Callable[[], Mapping[str, Sequence[str]]]

_documents: dict[str, Documents] = {}
_synonyms: list[Synonyms] = []


def register(kind: str, documents: Documents) -> None:
    """Make a kind of thing findable. `documents(ids)` gives those documents, `documents(None)` all of the kind."""
    _documents[kind] = documents


def kinds() -> list[str]:
    """Every kind that can be found."""
    return sorted(_documents)


def documents(kind: str, ids: Collection[UUID] | None = None) -> Iterable[Document]:
    """The documents of a kind, fresh from the room that owns them."""
    return _documents[kind](ids)


def register_synonyms(synonyms: Synonyms) -> None:
    """Name where synonyms come from: word or phrase in lower case -> words and phrases that mean the same.

    The provider gives the same object again as long as nothing changed.
    """
    _synonyms[:] = [synonyms]


def synonyms() -> Mapping[str, Sequence[str]]:
    """The synonyms of this place."""
    return _synonyms[0]() if _synonyms else {}
