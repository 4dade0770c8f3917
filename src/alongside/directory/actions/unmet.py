"""Counting what nobody offers yet, so that the partners can see what is missing. Never who asked."""

import datetime as dt

from alongside.directory.models import UnmetNeed
from alongside.directory.queries.asking import Asked
from alongside.kit import counting
from alongside.places import postcodes
from alongside.places import queries as places
from alongside.terms import queries as terms

LONGEST_PHRASE = 4
MOST_WORDS = 3
OTHER = "other"


def count_unmet(asked: Asked, *, on: dt.date) -> None:
    """Count that nothing was found, by month, by each word that our own list knows, and by patch.

    Words that the list does not know are not kept: somebody may have typed a name or a telephone number.
    """
    patches = _patches(asked)
    for word in known_words(asked.words):
        counting.bump(UnmetNeed, month=on.replace(day=1), words=word, patches=patches)


def known_words(words: str) -> list[str]:
    """The everyday words and phrases of our list that are in these words, the longest that fit, or "other"."""
    known, typed, kept = terms.synonyms(), words.casefold().split(), []
    start = 0
    while start < len(typed):
        length = next((n for n in range(LONGEST_PHRASE, 0, -1) if " ".join(typed[start : start + n]) in known), 0)
        if length:
            kept.append(" ".join(typed[start : start + length])[:200])
        start += length or 1
    return list(dict.fromkeys(kept))[:MOST_WORDS] or [OTHER]


def _patches(asked: Asked) -> str:
    """The patches that the place that was asked for lies in; nothing where none was."""
    where = asked.where
    if where is None:
        return ""
    postcode = where.name if postcodes.outward(where.name) else ""
    slugs = "|".join(patch.slug for patch in places.patches_at(where.latitude, where.longitude, postcode))
    return f"|{slugs}|"[:400] if slugs else ""
