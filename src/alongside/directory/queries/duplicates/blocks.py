"""Which pairs are worth a look: those that share something rare. Of 10,000 services that is one pair in many hundreds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from alongside.directory.queries.duplicates.traits import Traits

Numbers: TypeAlias = npt.NDArray[np.int64]
FEW = 40
"""A key that so many share makes pairs of all of them; of more, only those whose names are near."""
CROWD = 3_000
"""A key that more than this share says nothing."""
NEAR = 60
_LITTLE = 3


def pairs(services: Sequence[Traits]) -> tuple[Numbers, Numbers]:
    """The places in `services` of both sides of every pair, each pair once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(services):
        for key in set(_keys(one)):
            blocks[key].append(place)
    names = [one.name for one in services]
    made = [_inside(key, np.array(block, dtype=np.int64), names) for key, block in blocks.items() if 1 < len(block) <= CROWD]
    codes = np.unique(np.concatenate([first * len(services) + second for first, second in made])) if made else np.array([], int)
    first, second = np.divmod(codes, max(len(services), 1))
    return first, second


def _keys(one: Traits) -> Iterator[str]:
    """What it may be found by. Two words of a name together are rare where each alone is not."""
    for name in {one.name, one.own}:
        yield f"name {name}"
        yield f"squeezed {name.replace(' ', '')[:10]}"
    yield f"runner {one.runner}"
    for kind, values in (("phone", one.phones), ("email", one.emails), ("link", one.links), ("postcode", one.postcodes)):
        for value in values:
            yield f"{kind} {value}"
    words = sorted({word[:7] for word in one.words if len(word) > _LITTLE})[:7]
    yield from (f"word {word}" for word in words)
    yield from (f"words {a} {b}" for a, b in combinations(words, 2))


def _inside(key: str, block: Numbers, names: Sequence[str]) -> tuple[Numbers, Numbers]:
    if len(block) <= FEW:
        first, second = np.triu_indices(len(block), k=1)
    elif key.startswith("word "):
        first = second = np.array([], dtype=np.int64)  # pairs of words find them
    else:
        said = [names[place] for place in block]
        near = process.cdist(said, said, scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.uint8)
        first, second = np.nonzero(np.triu(near, k=1))
    return block[first], block[second]
