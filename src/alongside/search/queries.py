"""Finding: one page of hits, an exact total, and exact counts for every value that could be chosen next."""

from collections.abc import Iterable, Sequence

import numpy as np

from alongside.search import analysis, judging, keys, ranking, registry, shelf, spelling
from alongside.search.columns import Flags, Ints
from alongside.search.concepts import MOST, Concept, Thesaurus, learned
from alongside.search.engines import engine
from alongside.search.expressions import Every, Expression, Token
from alongside.search.judging import Judged
from alongside.search.shapes import Found, Hit, Point, Query
from alongside.search.shelf import Shelf

FORGIVEN = 5  # who misspells more words than this is not understood
MANY = 30_000  # from so many entries on it pays to ask the text index for the place too


def find(query: Query) -> Found:
    """What matches the query. A word that is nowhere to be found is taken for the nearest one that is."""
    entries, thesaurus = shelf.of(query.kind), learned(registry.synonyms())
    typed = analysis.words(query.words)
    concepts = thesaurus.concepts(typed)
    rows, corrected = _rows(query, entries, concepts), {}
    if not len(rows) and (corrected := _corrections(entries, concepts, thesaurus)):
        concepts = thesaurus.concepts([corrected.get(word, word) for word in typed])
        rows = _rows(query, entries, concepts)
    judged = _judged(query, entries, rows)
    return Found(_hits(query, entries, concepts, judged), judged.total, _counts(query, entries, judged), corrected)


def _rows(query: Query, entries: Shelf, concepts: Sequence[Concept]) -> Ints:
    """Entries that say what was asked and may be near enough."""
    asked = _asked(query, entries, [concept.any for concept in concepts])
    if entries.mark is None or len(concepts) > MOST:
        return np.empty(0, np.int64)
    return entries.rows(engine().ids(entries.mark, asked)) if asked else entries.every_row()


def _asked(query: Query, entries: Shelf, words: Sequence[Expression]) -> Expression | None:
    """The question for the text index: the words, and where there are many entries the place. None asks for all."""
    place, point = None, _point(query)
    if point and query.within_m is not None and entries.size >= MANY:
        place = keys.near(*point, max(query.within_m, judging.FARTHEST))
    parts = (*words, place) if place else tuple(words)
    return Every(parts) if parts else None


def _point(query: Query) -> Point | None:
    return None if query.lat is None or query.lon is None else (query.lat, query.lon)


def _judged(query: Query, entries: Shelf, rows: Ints) -> Judged:
    filters = {name: entries.ids_of(name, chosen) for name, chosen in query.values.items() if chosen}
    return Judged(entries.columns, rows, filters, _point(query), query.within_m)


def _counts(query: Query, entries: Shelf, judged: Judged) -> dict[str, dict[str, int]]:
    filtered = [name for name, chosen in query.values.items() if chosen]
    counts = _named(entries, judged.counts())
    for name in filtered:
        counts[name] = _named(entries, judged.counts_without(name)).get(name, {})
    rings = judged.rings()
    return counts | ({judging.WITHIN: rings} if rings else {})


def _named(entries: Shelf, counts: Iterable[tuple[int, int]]) -> dict[str, dict[str, int]]:
    names, named = entries.values.names, dict[str, dict[str, int]]()
    for id_, count in counts:
        name, value = names[id_]
        named.setdefault(name, {})[value] = count
    return named


def _hits(query: Query, entries: Shelf, concepts: Sequence[Concept], judged: Judged) -> list[Hit]:
    columns, rows = entries.columns, judged.rows[judged.passing]
    distance = None if judged.distance is None else judged.distance[judged.passing]
    typed = [_typed(query, entries, concepts, concept, columns.ids[rows]) for concept in concepts]
    score = ranking.score(ranking.Titles(columns, rows), concepts, typed)
    start = (max(query.page, 1) - 1) * query.size
    order = ranking.keys(columns, rows, distance, score, query.sort, judging.chord(query.rough_m))
    best = ranking.first(order, start + query.size)[start:]
    away = [None] * len(best) if distance is None else [judging.metres(one) for one in distance[best].tolist()]
    return list(map(Hit, columns.ids_of_documents(rows[best]), away))


def _typed(query: Query, entries: Shelf, concepts: Sequence[Concept], concept: Concept, ids: Ints) -> Flags | None:
    """Which of the entries hold the words of the concept as they were typed; None where there are no others for it."""
    if not concept.synonyms or entries.mark is None:
        return None
    words = [concept.typed, *(other.any for other in concepts if other is not concept)]
    asked = _asked(query, entries, words)
    return np.isin(ids, engine().ids(entries.mark, asked)) if asked else None


def _corrections(entries: Shelf, concepts: Sequence[Concept], thesaurus: Thesaurus) -> dict[str, str]:
    """For every word that is nowhere to be found the word it may have meant; nothing when one of them resembles no word."""

    def holds(word: str) -> bool:
        return entries.mark is not None and engine().holds(entries.mark, Token(analysis.token(word)))

    unknown = [concept.words[0] for concept in concepts[:MOST] if not concept.synonyms and not holds(concept.words[0])]
    corrected = {}
    for word in unknown if len(unknown) <= FORGIVEN else ():
        meant = (w for w in spelling.alike(entries.kind, word, thesaurus.words) if w in thesaurus.words or holds(w))
        if (one := next(meant, None)) is None:
            return {}
        corrected[word] = one
    return corrected
