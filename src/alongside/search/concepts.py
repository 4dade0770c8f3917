"""From words as typed to what is asked of the index: one concept per meaningful word or known phrase."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.search import analysis
from alongside.search.expressions import Either, Every, Expression, Phrase, Token

MOST = 40  # more than this is not a question but a text


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is asked for: the words as typed, and other words for the same."""

    words: tuple[str, ...]
    synonyms: tuple[Expression, ...] = ()

    @property
    def typed(self) -> Expression:
        tokens = tuple(Token(analysis.token(word)) for word in self.words)
        return tokens[0] if len(tokens) == 1 else Every(tokens)

    @property
    def any(self) -> Expression:
        return Either((self.typed, *self.synonyms)) if self.synonyms else self.typed


class Thesaurus:
    """Synonyms as the analyser sees them: sequences of tokens -> other ways to say it."""

    def __init__(self, synonyms: Mapping[str, Sequence[str]]) -> None:
        self.words: set[str] = set()
        self._same: dict[tuple[str, ...], dict[Expression, None]] = {}
        for phrase, others in synonyms.items():
            self._learn(analysis.words(phrase), others)
        self._longest = max(map(len, self._same), default=0)

    def _learn(self, phrase: list[str], others: Sequence[str]) -> None:
        self.words.update(phrase)
        if phrase:
            same = self._same.setdefault(_tokens(phrase), {})
            same.update(dict.fromkeys(said for other in others if (said := _said(analysis.words(other)))))

    def concepts(self, words: list[str]) -> list[Concept]:
        """The concepts in these words: the longest known phrase first, then single words; words that only ask are left out."""
        found: dict[Concept, None] = {}
        at = 0
        while at < len(words):
            length = self._known(words, at)
            if length or words[at] not in analysis.ASKING:
                found[self._concept(tuple(words[at : at + (length or 1)]))] = None
            at += length or 1
        return list(found)

    def _known(self, words: list[str], at: int) -> int:
        lengths = range(min(self._longest, len(words) - at), 0, -1)
        return next((n for n in lengths if _tokens(words[at : at + n]) in self._same), 0)

    def _concept(self, words: tuple[str, ...]) -> Concept:
        return Concept(words, tuple(self._same.get(_tokens(words), ())))


_kept: list[tuple[Mapping[str, Sequence[str]], Thesaurus]] = []


def learned(synonyms: Mapping[str, Sequence[str]]) -> Thesaurus:
    """The thesaurus of these synonyms, made once for as long as they are the same object."""
    kept = next(iter(_kept), None)
    if kept is None or kept[0] is not synonyms:
        kept = synonyms, Thesaurus(synonyms)
        _kept[:] = [kept]
    return kept[1]


def _tokens(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(analysis.token, words))


def _said(words: Sequence[str]) -> Expression | None:
    tokens = _tokens(words)
    if len(tokens) > 1:
        return Phrase(tokens)
    return Token(tokens[0]) if tokens else None
