"""Misspelt words: the words that documents use, found again by what three letters in a row they share."""

from collections.abc import Collection, Iterable

from django.db import connection
from django.db.models import Count
from rapidfuzz import process
from rapidfuzz.distance import OSA

from alongside.search import analysis
from alongside.search.engines import engine
from alongside.search.models import Trigram

SHORTEST = 4
CANDIDATES = 60

_ADD_WORD = "INSERT INTO search_word (kind, text) VALUES (%s, %s) ON CONFLICT DO NOTHING"
_ADD_TRIGRAM = "INSERT INTO search_trigram (kind, text, word) VALUES (%s, %s, %s)"


def learn(kind: str, words: Iterable[str]) -> None:
    """Keep these words of documents of the kind."""
    used = {word for word in words if word.isalpha() and SHORTEST <= len(word) <= analysis.LONGEST}
    new = sorted(used - engine().known(kind, sorted(used)))
    if not new:
        return
    with connection.cursor() as cursor:
        cursor.executemany(_ADD_WORD, [(kind, word) for word in new])
        cursor.executemany(_ADD_TRIGRAM, [(kind, three, word) for word in new for three in sorted(trigrams(word))])


def trigrams(word: str) -> set[str]:
    """Three letters in a row, with one space before and after the word."""
    padded = f" {word} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def alike(kind: str, word: str, others: Collection[str] = ()) -> list[str]:
    """Words that `word` may have meant, the nearest first: from the documents of the kind and from `others`."""
    if len(word) < SHORTEST or not word.isalpha():
        return []
    found = process.extract(
        word, {*_sharing(kind, word), *others} - {word}, scorer=OSA.distance, score_cutoff=_allowed(word), limit=None
    )
    return [text for text, distance, _ in sorted(found, key=lambda one: (one[1], one[0][0] != word[0], one[0]))]


def _allowed(word: str) -> int:
    """How many slips a word of this length is forgiven."""
    return 1 if len(word) < 6 else 2 if len(word) < 9 else 3


def _sharing(kind: str, word: str) -> list[str]:
    shared = Trigram.objects.filter(kind=kind, text__in=trigrams(word)).values("word").annotate(shared=Count("id"))
    return [row["word"] for row in shared.order_by("-shared", "word")[:CANDIDATES]]
