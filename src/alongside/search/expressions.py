"""What is asked of a text index, before an engine writes it in its own language. Built from tokens only."""

from dataclasses import dataclass

from alongside.search import analysis


@dataclass(frozen=True, slots=True)
class Token:
    """Documents that hold this token."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents that hold these tokens one after another."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """Documents that match all parts. There is at least one part."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Documents that match at least one part. There is at least one part."""

    parts: tuple["Expression", ...]


Expression = Token | Phrase | Every | Either


def in_title(asked: Expression) -> Expression:
    """The same words, in the title; words of a phrase in any order, since titles are short."""
    match asked:
        case Token(text):
            return Token(analysis.of_title(text))
        case Phrase(tokens):
            return Every(tuple(Token(analysis.of_title(text)) for text in tokens))
        case Every(parts):
            return Every(tuple(in_title(part) for part in parts))
        case Either(parts):
            return Either(tuple(in_title(part) for part in parts))
