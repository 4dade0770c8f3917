"""PostgreSQL: one generated `tsvector` per entry under one GIN index."""

from collections.abc import Sequence

from django.db import connection

from alongside.search.engines.interface import Row
from alongside.search.expressions import Either, Every, Expression, Phrase, Token

_ROWS = "SELECT replace(document::text, '-', ''), points, facts, soonest, rank{marks} FROM search_entry WHERE text @@ %s::tsquery"


class PostgreSQL:
    """Asks the GIN index."""

    def matching(self, asked: Expression, marks: Sequence[Expression]) -> list[Row]:
        columns = "".join(", (text @@ %s::tsquery)::int" for _ in marks)
        with connection.cursor() as cursor:
            cursor.execute(_ROWS.format(marks=columns), [*map(written, marks), written(asked)])
            return [Row(row[0], row[1], row[2], row[3], row[4], row[5:]) for row in cursor.fetchall()]

    def holds(self, asked: Expression) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM search_entry WHERE text @@ %s::tsquery LIMIT 1", [written(asked)])
            return cursor.fetchone() is not None


def written(asked: Expression) -> str:
    """The question in the language of `tsquery`."""
    match asked:
        case Token(text):
            return f"'{text}'"
        case Phrase(tokens):
            return "('{}')".format("' <-> '".join(tokens))
        case Every(parts):
            return f"({' & '.join(map(written, parts))})"
        case Either(parts):
            return f"({' | '.join(map(written, parts))})"
