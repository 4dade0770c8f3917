"""When two names mean the same organisation, and when a name answers what somebody typed."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process

from alongside.kit.cleaning import name_key

Key = TypeVar("Key")
SAME = 88
"""Of 100: lets one or two letters of a name differ, and the order of its words."""
NEAR = 78
"""A word that was typed may be a little further off."""

_FORMS = re.compile(r"\b(the|limited|ltd|cic|cio|plc|llp)\b")


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """A name without what people leave out or write in several ways: "The Hub & Co. Ltd" is "hub and co"."""
    text = re.sub(r"[^\w\s]", " ", name.casefold().replace("&", " and ").replace("'", "").replace("\u2019", ""))
    return " ".join(_FORMS.sub(" ", text).split()) or name.casefold().strip()


def same(name: str, names: Mapping[Key, str]) -> list[Key]:
    """Whose name this is, but for spelling; the closest first. `names` are plain."""
    close = process.extract(plain(name), names, scorer=fuzz.token_sort_ratio, score_cutoff=SAME, limit=20)
    return [key for _, _, key in close]


def like(typed: str, names: Mapping[Key, str]) -> list[Key]:
    """Whose name has all these words, their beginnings or nearly so; the closest first. `names` are plain."""
    keys = _keys_by_word(names)
    scores: dict[Key, float] = dict.fromkeys(names, 0.0)
    for word in plain(typed).split():
        best: dict[Key, float] = {}
        for known, score in _near(word, list(keys)).items():
            for key in keys[known]:
                best[key] = max(best.get(key, 0.0), score)
        scores = {key: scores[key] + score for key, score in best.items() if key in scores}
    return sorted(scores, key=lambda key: (-scores[key], len(names[key]), names[key]))


def _keys_by_word(names: Mapping[Key, str]) -> dict[str, set[Key]]:
    keys = defaultdict(set)
    for key, name in names.items():
        for word in name.split():
            keys[word].add(key)
    return keys


def _near(word: str, known: list[str]) -> dict[str, float]:
    """Known words that this one begins, or that it misspells."""
    found = {other: score for other, score, _ in process.extract(word, known, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None)}
    return found | {other: 99.0 for other in known if other.startswith(word) and other != word}


SPEAK = {
    "health": ("nhs", "surgery", "hospital", "primary care network", "medical centre"),
    "public": ("police", "fire and rescue", "fire & rescue", "university", "college"),
}


def sector_of(name: str) -> str:
    """The sector that a name speaks of by itself; voluntary where it does not. Officers may say otherwise."""
    plain = f" {name_key(name)} "
    if plain.endswith(" council ") or " borough of " in plain:
        return "council"
    for sector, words in SPEAK.items():
        if any(f" {word} " in plain for word in words):
            return sector
    return "business" if plain.endswith((" ltd ", " limited ", " plc ", " llp ")) else "voluntary"
