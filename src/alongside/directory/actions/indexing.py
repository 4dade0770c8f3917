"""Keeps the search index in step with services."""

import uuid
from collections.abc import Sequence

from alongside.directory.queries import documents
from alongside.search import actions as search


def index(ids: Sequence[uuid.UUID]) -> None:
    """Put what is shown of these services into the index, and take out what is not shown any more."""
    shown = list(documents.documents(ids))
    search.put(shown)
    if gone := set(ids) - {document.id for document in shown}:
        search.remove(documents.KIND, sorted(gone))
