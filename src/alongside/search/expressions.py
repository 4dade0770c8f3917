"""What is asked of a text index, before an engine writes it in its own language. Built from tokens only."""

from dataclasses import dataclass


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
