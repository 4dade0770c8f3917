"""Finding: one page of hits, an exact total, and exact counts for every value that could be chosen next."""

import math
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from uuid import UUID

from alongside.search import analysis, counting, keys, registry, spelling
from alongside.search.concepts import MOST, Concept, Thesaurus, learned
from alongside.search.counting import Match, Tally
from alongside.search.engines import engine
from alongside.search.expressions import Every, Expression, Token
from alongside.search.models import Value
from alongside.search.shapes import RINGS, Found, Hit, Query

Values = Mapping[tuple[str, str], int]


def find(query: Query) -> Found:
    """What matches the query. A word that is nowhere to be found is taken for the nearest one that is."""
    thesaurus, values = learned(registry.synonyms()), _values(query.kind)
    typed = analysis.words(query.words)
    concepts = thesaurus.concepts(typed)
    if ("", "") not in values or len(concepts) > MOST:
        return Found([], 0, {}, {})
    tally, corrected = _tally(query, values, concepts), {}
    if tally.is_empty and (corrected := _corrections(query.kind, values["", ""], concepts, thesaurus)):
        tally = _tally(query, values, thesaurus.concepts([corrected.get(word, word) for word in typed]))
    return _found(query, values, tally, corrected)


def _tally(query: Query, values: Values, concepts: Sequence[Concept]) -> Tally:
    filters = {name: _ids(values, name, chosen) for name, chosen in query.values.items() if chosen}
    marks = [mark for concept in concepts for mark in concept.marks] if query.sort == "best" else []
    rows = engine().matching(_asked(query, values["", ""], concepts, filters), [mark for mark, _ in marks])
    return counting.tally(rows, query, tuple(weight for _, weight in marks), filters)


def _ids(values: Values, name: str, chosen: Sequence[str]) -> frozenset[int]:
    return frozenset(values[name, value] for value in chosen if (name, value) in values)


def _asked(query: Query, kind: int, concepts: Sequence[Concept], filters: Mapping[str, frozenset[int]]) -> Expression:
    """Everything that is needed for the hits and for the counts with one filter lifted."""
    parts = [concept.any for concept in concepts]
    if query.lat is None or query.lon is None or query.within_m is None:
        parts.append(keys.of_kind(kind))
    else:
        parts.append(keys.near(kind, query.lat, query.lon, max(query.within_m, *RINGS.values())))
    if filtered := keys.all_but_one(filters):
        parts.append(filtered)
    return Every(tuple(parts))


def _found(query: Query, values: Values, tally: Tally, corrected: dict[str, str]) -> Found:
    counts = tally.counts({id_: key for key, id_ in values.items()})
    if query.lat is not None and query.lon is not None:
        counts[counting.WITHIN] = tally.rings()
    return Found(_page(query, tally.matches), len(tally.matches), counts, corrected)


def _page(query: Query, matches: list[Match]) -> list[Hit]:
    start = (max(query.page, 1) - 1) * query.size
    best = nsmallest(start + query.size, matches, key=_ORDER[query.sort])[start:]
    return [Hit(UUID(match.document), None if match.distance is None else round(match.distance)) for match in best]


def _away(match: Match) -> float:
    return math.inf if match.distance is None else match.distance


def _best(match: Match) -> tuple[float | str, ...]:
    return (-match.score, -match.rank, _away(match), match.document)


def _nearest(match: Match) -> tuple[float | str, ...]:
    return (_away(match), -match.rank, match.document)


def _soonest(match: Match) -> tuple[float | str, ...]:
    return (math.inf if match.soonest is None else match.soonest, _away(match), -match.rank, match.document)


_ORDER = {"best": _best, "nearest": _nearest, "soonest": _soonest}


def _corrections(kind: str, kind_id: int, concepts: Sequence[Concept], thesaurus: Thesaurus) -> dict[str, str]:
    """For every word that is nowhere to be found the word it may have meant; nothing when one of them resembles no word."""

    def holds(word: str) -> bool:
        return engine().holds(Every((keys.of_kind(kind_id), Token(analysis.token(word)))))

    unknown = [concept.words[0] for concept in concepts if not concept.synonyms and not holds(concept.words[0])]
    corrected = {}
    for word in unknown:
        meant = (other for other in spelling.alike(kind, word, thesaurus.words) if other in thesaurus.words or holds(other))
        if (one := next(meant, None)) is None:
            return {}
        corrected[word] = one
    return corrected


def _values(kind: str) -> dict[tuple[str, str], int]:
    """The id of every (name, value) of the kind; that of the kind itself is under two empty strings."""
    rows = Value.objects.filter(kind=kind).order_by("id").values_list("name", "value", "id")
    return {(name, value): id_ for name, value, id_ in rows}
