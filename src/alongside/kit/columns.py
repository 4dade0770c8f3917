"""Which column of a spreadsheet means what: headings as people write them, forgiving of small slips."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

CLOSE_ENOUGH = 88

Columns = dict[str, str]
"""The heading in the sheet for each of our fields."""


def plain(heading: str) -> str:
    """A heading without stars, marks and capitals."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold()).split())


def understood(headings: Iterable[str], wanted: Mapping[str, tuple[str, ...]]) -> Columns:
    """Which heading stands for which field: those spelt as we know them first, then those spelt nearly so."""
    headings = list(headings)
    words = {word: field for field, known in wanted.items() for word in known}
    order = {word: place for known in wanted.values() for place, word in enumerate(known)}
    found: Columns = {}
    rank: dict[str, int] = {}
    for heading in headings:
        word = plain(heading)
        field = words.get(word)
        if field and order[word] < rank.get(field, 99):
            found[field], rank[field] = heading, order[word]
    for heading in headings:
        if heading in found.values() or len(plain(heading)) < 4 or plain(heading) in words:
            continue
        near = process.extractOne(plain(heading), list(words), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
        if near and words[near[0]] not in found:
            found[words[near[0]]] = heading
    return found


def shown(columns: Columns) -> dict[str, str]:
    """How each heading was understood, for the report."""
    return {heading: field for field, heading in columns.items()}
