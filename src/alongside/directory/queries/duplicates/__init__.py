"""Services that may be the same one, told twice: every pair, how likely, and why in words."""

from alongside.directory.queries.duplicates.desk import (
    FIELDS,
    Side,
    decided,
    is_later,
    kept_for,
    leads_to,
    of_service,
    open_pairs,
    pairs,
    part_of,
    side_by_side,
    together,
    why,
)
from alongside.directory.queries.duplicates.finding import find
from alongside.directory.queries.duplicates.scoring import REASONS, Likeness

__all__ = [
    "FIELDS",
    "REASONS",
    "Likeness",
    "Side",
    "decided",
    "find",
    "is_later",
    "kept_for",
    "leads_to",
    "of_service",
    "open_pairs",
    "pairs",
    "part_of",
    "side_by_side",
    "together",
    "why",
]
