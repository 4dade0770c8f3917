"""SQLite: an FTS5 index whose content is the table of entries, kept by triggers in the same transaction as the write."""

from collections.abc import Sequence

from django.db import connection

from alongside.search.engines.interface import Row
from alongside.search.expressions import Either, Every, Expression, Phrase, Token

_MARK = "search_text.rowid IN (SELECT rowid FROM search_text WHERE search_text MATCH %s)"
_ROWS = (
    "SELECT entry.document, entry.points, entry.facts, entry.soonest, entry.rank{marks} FROM search_text "
    "JOIN search_entry entry ON entry.id = search_text.rowid WHERE search_text MATCH %s"
)


class SQLite:
    """Asks FTS5."""

    def matching(self, asked: Expression, marks: Sequence[Expression]) -> list[Row]:
        columns = "".join(f", {_MARK}" for _ in marks)
        narrowed = [written(Every((asked, mark))) for mark in marks]
        with connection.cursor() as cursor:
            cursor.execute(_ROWS.format(marks=columns), [*narrowed, written(asked)])
            return [Row(row[0], row[1], row[2], row[3], row[4], row[5:]) for row in cursor.fetchall()]

    def holds(self, asked: Expression) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM search_text WHERE search_text MATCH %s LIMIT 1", [written(asked)])
            return cursor.fetchone() is not None


def written(asked: Expression) -> str:
    """The question in FTS5's language."""
    match asked:
        case Token(text):
            return f'"{text}"'
        case Phrase(tokens):
            return f'"{" ".join(tokens)}"'
        case Every(parts):
            return f"({' AND '.join(map(written, parts))})"
        case Either(parts):
            return f"({' OR '.join(map(written, parts))})"
