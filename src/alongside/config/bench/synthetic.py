"""Services that nobody runs, of any number and always the same: for measuring only.

Their words follow Zipf's law, as words do. Their places are the outward codes of the United Kingdom, each for about as many
people as another, so that cities are as crowded as they are.
"""

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

SEED = 20
WORDS = 30_000
SLOPE = 1.05
COMMON = 50
"""So many words stand nearly everywhere: they say nothing, and nobody asks for them."""
TOWNS = 60
KINDS = 300
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COSTS = {"free": 5, "gift": 1, "fee": 3, "unknown": 1}
AGES = ((None, None), (None, None), (None, 11), (5, 18), (11, 25), (18, None), (50, None), (65, None))
FEATURES = ("step_free", "toilet", "loop", "parking", "bus")
STARTS = "b c d f g h j k l m n p r s t v w br cl dr st tr sh ch th".split()
SOUNDS = [start + vowel for start in STARTS for vowel in ("a", "e", "i", "o", "u", "ai", "oo")]


@dataclass(frozen=True)
class Kind:
    """What many services have in common: all that is not words or places."""

    cost: str
    ages: tuple[int | None, int | None]
    days: tuple[str, ...]
    hour: int
    access: tuple[str, ...]
    assured_days_ago: int | None


@dataclass(frozen=True)
class Spot:
    """One place where a service happens."""

    outcode: str
    latitude: float
    longitude: float
    town: str


@dataclass(frozen=True)
class Made:
    """One service."""

    id: uuid.UUID
    runner: uuid.UUID
    kind: Kind
    name: str
    runner_name: str
    summary: str
    description: str
    spots: tuple[Spot, ...]

    @property
    def body(self) -> str:
        return "\n".join((self.summary, self.description, self.runner_name, *dict.fromkeys(spot.town for spot in self.spots)))


class Maker:
    """Makes services one after another. `stem` is asked for words that are their own stems: a plainer peer then finds the same."""

    def __init__(self, outcodes: dict[str, tuple[float, float]], stem: Callable[[str], str]) -> None:
        self.random = random.Random(SEED)  # noqa: S311  # the same every time, and nothing secret
        self.words = self._vocabulary(stem)
        self._weights = list(accumulate((rank + 1) ** -SLOPE for rank in range(WORDS)))
        self._outcodes = sorted(outcodes.items())
        self._towns = [word.title() for word in self.words[-TOWNS:]]
        self.kinds = [self._kind() for _ in range(KINDS)]

    def services(self, count: int) -> Iterator[Made]:
        return (self._service() for _ in range(count))

    def _vocabulary(self, stem: Callable[[str], str]) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < WORDS:
            sounds = self.random.choices(SOUNDS, k=self.random.choice((2, 2, 3, 3, 4)))
            word = "".join(sounds) + self.random.choice(("", "n", "r", "t", "l"))
            if stem(word) == word:
                words[word] = None
        return list(words)

    def _kind(self) -> Kind:
        pick = self.random
        return Kind(
            cost=pick.choices(list(COSTS), list(COSTS.values()))[0],
            ages=pick.choice(AGES),
            days=tuple(sorted(pick.sample(DAYS, pick.choice((0, 1, 1, 2, 5))), key=DAYS.index)),
            hour=pick.choice((9, 10, 14, 18)),
            access=tuple(pick.sample(FEATURES, pick.choice((0, 1, 2, 3)))),
            assured_days_ago=pick.choice((None, 30, 200, 500)),
        )

    def _service(self) -> Made:
        pick = self.random
        return Made(
            id=uuid.UUID(int=pick.getrandbits(128), version=4),
            runner=uuid.UUID(int=pick.getrandbits(128), version=4),
            kind=pick.choice(self.kinds),
            name=self._text(4).capitalize(),
            runner_name=self._text(2).title(),
            summary=self._text(12),
            description=self._text(48),
            spots=tuple(self._spot() for _ in range(pick.choice((1, 1, 2)))),
        )

    def _text(self, count: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self._weights, k=count))

    def _spot(self) -> Spot:
        code, (latitude, longitude) = self.random.choice(self._outcodes)
        town = self.random.choice(self._towns)
        return Spot(code, latitude + self.random.gauss(0, 0.012), longitude + self.random.gauss(0, 0.02), town)
