"""Which of what passed comes first."""

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

import numpy as np
from numpy.typing import NDArray

from alongside.search import analysis
from alongside.search.columns import Columns, Flags, Floats, Ints, any_of
from alongside.search.concepts import Concept
from alongside.search.expressions import Either, Every, Expression, Phrase, Token
from alongside.search.judging import NOWHERE
from alongside.search.shapes import Sort

Keys = Sequence[NDArray[np.float64] | NDArray[np.uint64]]


class Titles:
    """The words in the titles and leads of some rows."""

    def __init__(self, columns: Columns, rows: Ints) -> None:
        self.count = len(rows)
        self._owners, self._marks = columns.titles.of(rows)

    def hold(self, asked: Expression, *, lead: bool = False) -> Flags:
        """Which of the titles match, or title and lead together; the words of a phrase in any order, since both are short."""
        match asked:
            case Token(text):
                held = self._marks == analysis.mark(text)
                return any_of(self._owners, held | (self._marks == analysis.mark(text, lead=True)) if lead else held, self.count)
            case Phrase(tokens):
                return reduce(and_, (self.hold(Token(text), lead=lead) for text in tokens))
            case Every(parts):
                return reduce(and_, (self.hold(part, lead=lead) for part in parts))
            case Either(parts):
                return reduce(or_, (self.hold(part, lead=lead) for part in parts))


def score(titles: Titles, concepts: Sequence[Concept], typed: Sequence[Flags | None]) -> Floats:
    """How well each row says what was asked: the sum over the concepts.

    In its title counts three, in its lead one; twice as much as typed as in other words, and what says both says more. One is
    added where the words as typed are anywhere: `typed` says in which rows, None means in all, since there are no other words.
    """
    result = np.zeros(titles.count)
    for concept, said in zip(concepts, typed, strict=True):
        result += 2.0 * _weight(titles, concept.typed) + (1.0 if said is None else said)
        if concept.synonyms:
            result += _weight(titles, Either(concept.synonyms))
    return result


def _weight(titles: Titles, asked: Expression) -> Floats:
    """Three where the title says it, one where that takes the lead too."""
    return 2.0 * titles.hold(asked).astype(np.float64) + titles.hold(asked, lead=True)


def keys(columns: Columns, rows: Ints, distance: Floats | None, score: Floats, sort: Sort, rough: float = 0.0) -> Keys:
    """What to sort by, the most important first; the lower comes first. What is nearer than `rough` is equally near."""
    away = np.zeros(len(rows))
    if distance is not None:
        away = np.where(distance == NOWHERE, np.inf, np.where(distance <= rough, 0.0, distance))
    rank, documents = columns.rank[rows], columns.documents[rows].T
    last = rank <= 0
    late = [last.astype(np.float64)] if last.any() else []
    if sort == "nearest":
        return [*late, away, -score, -rank, *documents]
    if sort == "soonest":
        return [*late, columns.soonest[rows], away, -score, -rank, *documents]
    return [*late, -score, -rank, away, *documents]


def first(keys: Keys, count: int, among: Ints | None = None) -> Ints:
    """The places of the first `count`, in order, without sorting the rest."""
    among = np.arange(len(keys[0])) if among is None else among
    if len(among) <= count or len(keys) == 1:
        return among[np.lexsort([key[among] for key in reversed(keys)])][:count]
    values = keys[0][among]
    border = np.partition(values, count - 1)[count - 1]
    surely = among[values < border]
    surely = surely[np.lexsort([key[surely] for key in reversed(keys)])]
    return np.concatenate((surely, first(keys[1:], count - len(surely), among[values == border])))
