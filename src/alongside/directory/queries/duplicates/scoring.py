"""How likely two services are the same one. Points for what they share, points off for what tells them apart."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from alongside.directory.queries.duplicates.blocks import Numbers
from alongside.directory.queries.duplicates.traits import Traits, saying

REASONS: dict[str, Any] = {
    "same_name": _("the same name"),
    "near_name": _("nearly the same name"),
    "part_name": _("one name is part of the other"),
    "same_runner": _("the same organisation"),
    "near_runner": _("nearly the same organisation"),
    "same_phone": _("the same phone number"),
    "same_email": _("the same e-mail address"),
    "same_link": _("the same web address"),
    "same_postcode": _("the same postcode"),
    "same_text": _("the same description"),
    "near_text": _("a similar description"),
    "other_postcode": _("in other places"),
    "other_town": _("one names another town"),
    "other_runner": _("other organisations"),
    "other_words": _("words that tell them apart"),
    "other_text": _("other descriptions"),
}
"""Every reason in words, in the order in which they are said."""
POINTS = {
    "same_name": 45,
    "near_name": 40,
    "part_name": 10,
    "same_runner": 20,
    "near_runner": 16,
    "same_phone": 13,
    "same_email": 13,
    "same_link": 10,
    "same_postcode": 13,
    "same_text": 30,
    "near_text": 15,
    "other_postcode": -20,
    "other_town": -30,
    "other_runner": -8,
    "other_words": -55,
    "other_text": -10,
}
ENOUGH = 60
"""From so many points on an officer is asked to look."""
_SAME, _NEAR, _HOPELESS = 99.0, 86.0, 45.0
_SPELT, _TELLING = 74.0, 82.0
_SHORT = 3
_BEST = ("near_name", "part_name", "", "other_words")
_LONG = 60


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two services, the lower id first; a score of at most 100, and why."""

    first: uuid.UUID
    second: uuid.UUID
    score: int
    reasons: tuple[str, ...]


def scored(services: Sequence[Traits], first: Numbers, second: Numbers, *, enough: int = ENOUGH) -> list[Likeness]:
    """Those of these pairs that reach `enough`, the likeliest first."""
    if not len(first):
        return []
    names = _alike(services, first, second, "name", fuzz.token_sort_ratio)
    own = _alike(services, first, second, "own", fuzz.token_sort_ratio)
    hopeful = np.flatnonzero(np.maximum(names, own) >= _HOPELESS)
    first, second, names, own = first[hopeful], second[hopeful], names[hopeful], own[hopeful]
    runners = _alike(services, first, second, "runner", fuzz.token_sort_ratio)
    texts = _alike(services, first, second, "text", fuzz.ratio)
    found = []
    for place, (a, b) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        one, other = services[a], services[b]
        reasons = _reasons(one, other, names[place], own[place], runners[place], texts[place])
        score = min(sum(POINTS[reason] for reason in reasons), 100)
        if score >= enough:
            low, high = sorted((one.id, other.id))
            found.append(Likeness(low, high, score, tuple(reason for reason in REASONS if reason in reasons)))
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _alike(services: Sequence[Traits], first: Numbers, second: Numbers, trait: str, scorer: Any) -> Any:
    said = [getattr(one, trait) for one in services]
    return process.cpdist([said[place] for place in first], [said[place] for place in second], scorer=scorer, dtype=np.float32)


def _reasons(one: Traits, other: Traits, name: float, own: float, runner: float, text: float) -> set[str]:
    found = {_by_name(one, other, name, own)}
    found.add("same_runner" if runner >= _SAME else "near_runner" if runner >= _NEAR else "other_runner")
    for kind in ("phones", "emails", "links", "postcodes"):
        mine, theirs = getattr(one, kind), getattr(other, kind)
        if mine & theirs:
            found.add(f"same_{kind[:-1]}")
        elif mine and theirs and kind == "postcodes" and not _districts(mine) & _districts(theirs):
            found.add("other_postcode")
    if _told_apart(one, other) or _told_apart(other, one):
        found.add("other_words")
    if one.towns != other.towns and "same_postcode" not in found:
        found.add("other_town")
    if min(len(one.text), len(other.text)) >= _LONG:
        found.add("same_text" if text >= 90 else "near_text" if text >= 65 else "other_text" if text < 40 else "")
    return found - {""}


def _districts(postcodes: frozenset[str]) -> set[str]:
    """The outer halves: an office and a hall in one town are no two places yet."""
    return {postcode[:-3] for postcode in postcodes}


def _by_name(one: Traits, other: Traits, name: float, own: float) -> str:
    """What the names say, each whole or without its organisation. Where each has a word of its own, they name two things."""
    if name >= _SAME or (own >= _SAME and one.runner != one.own):
        return "same_name"
    said = [_by_words(mine, theirs, near) for mine, theirs, near in ((one.name, other.name, name), (one.own, other.own, own))]
    return min(said, key=_BEST.index)


def _by_words(mine: str, theirs: str, near: float) -> str:
    ours, others = saying(mine), saying(theirs)
    left, right = _left_over(ours, others), _left_over(others, ours)
    if left and right:
        return "other_words"
    if near >= _NEAR or not (left or right):
        return "near_name"
    return "part_name" if min(len(ours), len(others)) > 1 else ""


def _left_over(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Words that the other name has not, not even misspelt or joined to the next."""
    joined = "".join(others)
    return [word for word in words if not ((len(word) > _SHORT and word in joined) or _has(others, word, _SPELT))]


def _has(words: Sequence[str], word: str, near: float) -> bool:
    return word in words or any(fuzz.ratio(word, other) >= near for other in words)


def _told_apart(one: Traits, other: Traits) -> bool:
    """Whether one has a telling word or a number that the other has not."""
    words = other.name.split()
    return any(word not in words if word[0].isdigit() else not _has(words, word, _TELLING) for word in one.telling)
