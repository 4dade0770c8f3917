"""Counting what nobody offers yet, so that the partners can see what is missing. Never who asked."""

import datetime as dt

from alongside.directory.models import UnmetNeed
from alongside.directory.queries.asking import Asked
from alongside.kit import counting
from alongside.places import postcodes
from alongside.terms import queries as terms

LONGEST_PHRASE = 4
OTHER = "other"


def count_unmet(asked: Asked, *, on: dt.date) -> None:
    """Count that nothing was found, by month, by words that our own list knows, and by outward code.

    Words that the list does not know are not kept: somebody may have typed a name or a telephone number.
    """
    counting.bump(UnmetNeed, month=on.replace(day=1), words=known_words(asked.words), outcode=_outcode(asked))


def known_words(words: str) -> str:
    """The everyday words and phrases of our list that are in these words, longest first, or "other"."""
    known, typed, kept = terms.synonyms(), words.casefold().split(), []
    start = 0
    while start < len(typed):
        length = next((n for n in range(LONGEST_PHRASE, 0, -1) if " ".join(typed[start : start + n]) in known), 0)
        if length:
            kept.append(" ".join(typed[start : start + length]))
        start += length or 1
    return ", ".join(dict.fromkeys(kept))[:200] or OTHER


def _outcode(asked: Asked) -> str:
    """The first half of the postcode that was asked for; nothing for a town."""
    if not asked.where or asked.where.precision == "town":
        return ""
    return postcodes.outward(asked.where.name) or ""
