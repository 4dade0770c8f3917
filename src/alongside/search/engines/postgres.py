"""PostgreSQL: one generated `tsvector` per entry under one GIN index."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from alongside.kit import replicas
from alongside.search.columns import Ints, Read
from alongside.search.expressions import Either, Every, Expression, Phrase, Token

_ALL = "SELECT id, replace(document::text, '-', ''), title_marks, points, facts, soonest, rank FROM search_entry WHERE kind = %s"
_SOME = (
    "SELECT id, replace(document::text, '-', ''), title_marks, points, facts, soonest, rank FROM search_entry "
    "WHERE kind = %s AND id = ANY(%s)"
)
_WORDS = "SELECT text FROM search_word WHERE kind = %s AND text = ANY(%s)"


class PostgreSQL:
    """Asks the GIN index."""

    def ids(self, mark: str, asked: Expression) -> Ints:
        return _ids("SELECT id FROM search_entry WHERE text @@ %s::tsquery", written(mark, asked))

    def holds(self, mark: str, asked: Expression) -> bool:
        return len(_ids("SELECT id FROM search_entry WHERE text @@ %s::tsquery LIMIT 1", written(mark, asked))) > 0

    def all_ids(self, kind: str) -> Ints:
        return _ids("SELECT id FROM search_entry WHERE kind = %s", kind)

    def read(self, kind: str, ids: Sequence[int] | None = None) -> list[Read]:
        return _rows(_ALL, kind) if ids is None else _rows(_SOME, kind, list(ids))

    def known(self, kind: str, words: Sequence[str]) -> set[str]:
        return {row[0] for row in _rows(_WORDS, kind, list(words))}


def written(mark: str, asked: Expression) -> str:
    """The question in the language of `tsquery`."""
    match asked:
        case Token(text):
            return f"'{mark}{text}'"
        case Phrase(tokens):
            return "({})".format(" <-> ".join(f"'{mark}{text}'" for text in tokens))
        case Every(parts):
            return f"({' & '.join(written(mark, part) for part in parts)})"
        case Either(parts):
            return f"({' | '.join(written(mark, part) for part in parts)})"


def _rows(sql: str, *given: str | list[int] | list[str]) -> list[Any]:
    with replicas.connection().cursor() as cursor:
        cursor.execute(sql, given)
        rows: list[Any] = cursor.fetchall()
    return rows


def _ids(sql: str, *given: str) -> Ints:
    return np.sort(np.array([row[0] for row in _rows(sql, *given)], np.int64))
