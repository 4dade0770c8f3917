"""Services that nobody runs, of any number and always the same: for measuring only.

Their words follow Zipf's law, as words do. Their places are outward codes, each for about as many people as another, so
that cities are as crowded as they are, and with as many services to each at every size: 10,000 are a county with its
neighbours, 200,000 the whole kingdom.
"""

import random
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

SEED = 20
WORDS = 30_000
SLOPE = 1.05
COMMON, RARE = 50, 3_000
"""The first words stand nearly everywhere and say nothing, the last are the names of a few: people ask for those between."""
PER_OUTCODE = 70
MIDDLE = (52.8, -2.1)  # Stafford: fields, towns and a big city within reach
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
    def lead(self) -> str:
        return f"{self.summary}\n{self.runner_name}"

    @property
    def body(self) -> str:
        return "\n".join((self.description, *dict.fromkeys(spot.town for spot in self.spots)))


Points = Mapping[str, tuple[float, float]]


def area(outcodes: Points, count: int) -> dict[str, tuple[float, float]]:
    """The outward codes that so many services are spread over: those nearest to the middle."""

    def away(code: str) -> float:
        latitude, longitude = outcodes[code]
        return (latitude - MIDDLE[0]) ** 2 + (0.6 * (longitude - MIDDLE[1])) ** 2

    return {code: outcodes[code] for code in sorted(outcodes, key=away)[: max(1, count // PER_OUTCODE)]}


class Maker:
    """Makes services one after another. `stem` is asked for words that are their own stems: a plainer peer then finds the same."""

    def __init__(self, outcodes: Points, stem: Callable[[str], str]) -> None:
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
            spots=tuple(sorted((self._spot() for _ in range(pick.choice((1, 1, 2)))), key=lambda spot: spot.outcode)),
        )

    def _text(self, count: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self._weights, k=count))

    def _spot(self) -> Spot:
        code, (latitude, longitude) = self.random.choice(self._outcodes)
        town = self.random.choice(self._towns)
        return Spot(code, latitude + self.random.gauss(0, 0.012), longitude + self.random.gauss(0, 0.02), town)
