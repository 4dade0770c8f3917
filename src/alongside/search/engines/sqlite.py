"""SQLite: an FTS5 index whose content is the table of entries, kept by triggers in the same transaction as the write."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection

from alongside.search.columns import Ints, Read
from alongside.search.expressions import Either, Every, Expression, Phrase, Token

_ALL = "SELECT id, document, title_marks, points, facts, soonest, rank FROM search_entry WHERE kind = %s"
_SOME = (
    "SELECT id, document, title_marks, points, facts, soonest, rank FROM search_entry "
    "WHERE kind = %s AND id IN (SELECT value FROM json_each(%s))"
)
_WORDS = "SELECT text FROM search_word WHERE kind = %s AND text IN (SELECT value FROM json_each(%s))"


class SQLite:
    """Asks FTS5."""

    def ids(self, mark: str, asked: Expression) -> Ints:
        return _ids("SELECT rowid FROM search_text WHERE search_text MATCH %s", written(mark, asked))

    def holds(self, mark: str, asked: Expression) -> bool:
        return len(_ids("SELECT rowid FROM search_text WHERE search_text MATCH %s LIMIT 1", written(mark, asked))) > 0

    def all_ids(self, kind: str) -> Ints:
        return _ids("SELECT id FROM search_entry WHERE kind = %s", kind)

    def read(self, kind: str, ids: Sequence[int] | None = None) -> list[Read]:
        if ids is None:
            return _rows(_ALL, kind)
        return _rows(_SOME, kind, json.dumps(ids))

    def known(self, kind: str, words: Sequence[str]) -> set[str]:
        return {row[0] for row in _rows(_WORDS, kind, json.dumps(words))}


def written(mark: str, asked: Expression) -> str:
    """The question in FTS5's language."""
    match asked:
        case Token(text):
            return f'"{mark}{text}"'
        case Phrase(tokens):
            return f'"{" ".join(mark + text for text in tokens)}"'
        case Every(parts):
            return f"({' AND '.join(written(mark, part) for part in parts)})"
        case Either(parts):
            return f"({' OR '.join(written(mark, part) for part in parts)})"


def _rows(sql: str, *given: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        rows: list[Any] = cursor.fetchall()
    return rows


def _ids(sql: str, *given: str) -> Ints:
    return np.sort(np.array([row[0] for row in _rows(sql, *given)], np.int64))
