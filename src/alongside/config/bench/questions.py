"""The questions that every peer is asked: words, a circle and two filters, each with at least one right answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from alongside.config.bench.synthetic import COMMON, RARE, SEED, Made, Points

COUNT = 200
MILES = 10


@dataclass(frozen=True)
class Question:
    """Something that one of the services answers."""

    words: str
    outcode: str
    latitude: float
    longitude: float
    cost: str
    day: str

    @property
    def address(self) -> str:
        """As a resident's browser asks it."""
        asked = {"need": self.words, "near": self.outcode, "within": MILES, "cost": self.cost, "day": self.day, "sort": "best"}
        return urlencode(asked)


def questions(services: Sequence[Made], words: Sequence[str], outcodes: Points) -> list[Question]:
    """One to three words of a service that say something, near it, with its cost and one of its days as filters."""
    pick = Random(SEED)  # noqa: S311  # the same every time, and nothing secret
    telling = set(words[COMMON:RARE])
    asked: list[Question] = []
    while len(asked) < COUNT:
        made = pick.choice(services)
        own = sorted(telling & {word.lower() for word in f"{made.name} {made.summary} {made.description}".split()})
        if made.kind.cost == "unknown" or not made.kind.days or len(own) < 3:
            continue
        spot = made.spots[0]
        said = " ".join(pick.sample(own, pick.choice((1, 1, 1, 2, 2, 3))))
        asked.append(Question(said, spot.outcode, *outcodes[spot.outcode], made.kind.cost, pick.choice(made.kind.days)))
    return asked
