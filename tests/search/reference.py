"""Search as anyone would write it who had all the time in the world: look at every document, count everything."""

import math
from collections.abc import Iterable, Mapping, Sequence

from alongside.places.distance import metres
from alongside.search import analysis
from alongside.search.shapes import RINGS, Document, Found, Hit, Query

Synonyms = Mapping[str, Sequence[str]]


def find(documents: Iterable[Document], query: Query, synonyms: Synonyms) -> Found:
    concepts = asked(query.words, synonyms)
    said = [document for document in documents if document.kind == query.kind and all(says(document, c) for c in concepts)]
    hits = sorted(
        (document for document in said if passes(document, query)), key=lambda document: order(document, query, concepts)
    )
    start = (max(query.page, 1) - 1) * query.size
    page = [Hit(document.id, whole(away(document, query))) for document in hits[start : start + query.size]]
    return Found(page, len(hits), counts(said, query), {})


def asked(words: str, synonyms: Synonyms) -> list[list[list[str]]]:
    """Concepts; each is a list of ways to say it, the first as typed; each way a list of tokens."""
    typed, result = analysis.words(words), []
    known = {tuple(stems(phrase)): [stems(other) for other in others] for phrase, others in synonyms.items()}
    while typed:
        length = next((n for n in range(len(typed), 0, -1) if tuple(map(analysis.token, typed[:n])) in known), 0)
        if length or typed[0] not in analysis.ASKING:
            tokens = [analysis.token(word) for word in typed[: length or 1]]
            concept = [tokens, *known.get(tuple(tokens), [])]
            if concept not in result:
                result.append(concept)
        typed = typed[length or 1 :]
    return result


def stems(text: str) -> list[str]:
    return [analysis.token(word) for word in analysis.words(text)]


def in_order(tokens: list[str], text: list[str]) -> bool:
    return any(text[i : i + len(tokens)] == tokens for i in range(len(text)))


def says_as_typed(document: Document, concept: list[list[str]]) -> bool:
    return set(concept[0]) <= {*stems(document.title), *stems(document.lead), *stems(document.body)}


def says(document: Document, concept: list[list[str]]) -> bool:
    texts = stems(document.title), stems(document.lead) + stems(document.body)
    return says_as_typed(document, concept) or any(in_order(other, text) for other in concept[1:] for text in texts)


def points(document: Document, concept: list[list[str]]) -> int:
    typed, others = weight(document, concept[:1]), weight(document, concept[1:])
    return 2 * typed + others + says_as_typed(document, concept)


def weight(document: Document, ways: list[list[str]]) -> int:
    title, lead = set(stems(document.title)), set(stems(document.lead))
    if any(set(way) <= title for way in ways):
        return 3
    return int(any(set(way) <= title | lead for way in ways))


def away(document: Document, query: Query) -> float:
    if query.lat is None or query.lon is None or not document.points:
        return math.inf
    return min(metres(query.lat, query.lon, *point) for point in document.points)


def whole(distance: float) -> int | None:
    return None if math.isinf(distance) else round(distance)


def passes(document: Document, query: Query, lifted: str = "") -> bool:
    near = (
        lifted == "within"
        or query.within_m is None
        or math.isinf(away(document, query))
        or away(document, query) <= query.within_m
    )
    chosen = {name: values for name, values in query.values.items() if values and name != lifted}
    return near and all(set(document.values.get(name, ())) & set(values) for name, values in chosen.items())


def counts(said: list[Document], query: Query) -> dict[str, dict[str, int]]:
    result: dict[str, dict[str, int]] = {name: {} for name, values in query.values.items() if values}
    for document in said:
        for name, values in document.values.items():
            if passes(document, query, name):
                for value in set(values):
                    result.setdefault(name, {})
                    result[name][value] = result[name].get(value, 0) + 1
    if query.lat is not None and query.lon is not None:
        near = [away(document, query) for document in said if passes(document, query, "within")]
        result["within"] = {miles: sum(math.isinf(d) or d <= reach for d in near) for miles, reach in RINGS.items()}
    return result


def order(document: Document, query: Query, concepts: list[list[list[str]]]) -> tuple[float | str, ...]:
    score = -sum(points(document, concept) for concept in concepts)
    soonest = math.inf if document.soonest is None else document.soonest
    where = 0.0 if away(document, query) <= query.rough_m else away(document, query)
    if query.sort == "nearest":
        return (where, score, -document.rank, document.id.hex)
    if query.sort == "soonest":
        return (soonest, where, score, -document.rank, document.id.hex)
    return (score, -document.rank, where, document.id.hex)
