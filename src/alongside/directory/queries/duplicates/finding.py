"""All pairs of the directory in seconds."""

from collections.abc import Sequence

from alongside.directory.queries.duplicates import blocks, scoring, traits
from alongside.directory.queries.duplicates.scoring import ENOUGH, Likeness
from alongside.directory.queries.duplicates.traits import Traits


def find(services: Sequence[Traits] | None = None, *, enough: int = ENOUGH) -> list[Likeness]:
    """Pairs that may be the same service, the likeliest first; among all that are shown, where no others are given."""
    compared = traits.read() if services is None else services
    return scoring.scored(compared, *blocks.pairs(compared), enough=enough)
