"""Misspelt words: the words that documents use, found again by what three letters in a row they share."""

from collections.abc import Collection, Iterable

from django.db.models import Count
from rapidfuzz import process
from rapidfuzz.distance import OSA

from alongside.search import analysis
from alongside.search.models import Trigram, Word

SHORTEST = 4
CANDIDATES = 60


def learn(kind: str, texts: Iterable[str]) -> None:
    """Keep the words of these texts."""
    used = {
        word for text in texts for word in analysis.words(text) if word.isalpha() and SHORTEST <= len(word) <= analysis.LONGEST
    }
    new = used.difference(Word.objects.filter(kind=kind, text__in=used).order_by().values_list("text", flat=True))
    if not new:
        return
    Word.objects.bulk_create([Word(kind=kind, text=text) for text in sorted(new)], ignore_conflicts=True, batch_size=500)
    kept = Word.objects.filter(kind=kind, text__in=new).order_by("id")
    Trigram.objects.bulk_create(
        [Trigram(text=three, word=word) for word in kept for three in sorted(trigrams(word.text))], batch_size=400
    )


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
    shared = Trigram.objects.filter(word__kind=kind, text__in=trigrams(word)).values("word__text").annotate(shared=Count("id"))
    return [row["word__text"] for row in shared.order_by("-shared", "word__text")[:CANDIDATES]]
