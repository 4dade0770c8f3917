"""Names of places that people type, and finding the one they meant.

Areas and patches are ours. Rooms above may know more names (the towns in their addresses) and register a source.
"""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

LEAD = re.compile(r"^(?:near|nearby|in|around|at|by|close to)\s+")
SHORT = {
    "st": "saint",
    "nr": "near",
    "gt": "great",
    "lt": "little",
    "upr": "upper",
    "lwr": "lower",
}
ALIKE = 80.0  # rapidfuzz's ratio from 0 to 100: one wrong letter in six is still the same town


@dataclass(frozen=True, slots=True)
class Named:
    """A name, its point, and how much it weighs when two places share the name (smaller wins)."""

    name: str
    latitude: float
    longitude: float
    weight: int = 9


@dataclass(frozen=True, slots=True)
class Source:
    """Names from a room above. `edition` is cheap and changes whenever `names` would answer differently."""

    edition: Callable[[], Hashable]
    names: Callable[[], Iterable[Named]]


SOURCES: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    """Let `source` add its names to what `locate` understands."""
    SOURCES[key] = source


def folded(text: str) -> str:
    """A name without capitals, accents, hyphens and apostrophes, with short forms written out."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = (
        "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    )
    return " ".join(SHORT.get(word, word) for word in re.sub(r"[^a-z0-9]+", " ", plain).split())


class Book:
    """All names at one edition, ready to be looked up."""

    def __init__(self, names: Iterable[Named]) -> None:
        self.by_name: dict[str, Named] = {}
        for named in sorted(names, key=lambda n: (n.weight, n.name)):
            self.by_name.setdefault(folded(named.name), named)
        self.by_name.pop("", None)
        self.keys = list(self.by_name)

    def find(self, text: str) -> Named | None:
        """The place of exactly that name, also with "near" before it or its county behind it."""
        return next((self.by_name[name] for name in _wanted(text) if name in self.by_name), None)

    def close_to(self, text: str) -> Named | None:
        """The place whose name is spelled nearly so."""
        longer = (name for name in _wanted(text) if len(name) > 3)
        best = (process.extractOne(name, self.keys, scorer=fuzz.ratio, score_cutoff=ALIKE) for name in longer)
        return next((self.by_name[found[0]] for found in best if found), None)


def _wanted(text: str) -> dict[str, None]:
    """What may be the name in `text`, the likeliest first."""
    bare = LEAD.sub("", text.casefold().strip())
    return dict.fromkeys(name for name in (folded(text), folded(bare), folded(bare.split(",")[0])) if name)
