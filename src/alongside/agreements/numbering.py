"""Numbers of clauses: parts 1, 2, 3, what stands in them 1.1, 1.2. A preamble has none.

Until a text is published its numbers follow its order. From then on a number stays with its clause, and a new clause takes the
next free one of its part, wherever it stands; only somebody who asks for it numbers all anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from alongside.agreements.models import Clause

PART, PREAMBLE = Clause.Kind.PART, Clause.Kind.PREAMBLE


def whole(kinds: Sequence[str]) -> list[str]:
    """Numbers for clauses of these kinds in this order."""
    has_parts = PART in kinds
    part = inside = 0
    found = []
    for kind in kinds:
        if kind == PREAMBLE:
            found.append("")
        elif kind == PART:
            part, inside = part + 1, 0
            found.append(str(part))
        else:
            inside += 1
            found.append(f"{part}.{inside}" if has_parts else str(inside))
    return found


def fresh(kind: str, part: str, taken: Collection[str], *, has_parts: bool) -> str:
    """The next free number of a part, never one that was given before."""
    if kind == PREAMBLE:
        return ""
    if kind == PART or not has_parts:
        return str(max((int(found[0]) for one in taken if (found := re.match(r"\d+", one))), default=0) + 1)
    start = f"{part or 0}."
    last = max(
        (int(found[0]) for one in taken if one.startswith(start) and (found := re.match(r"\d+", one[len(start) :]))), default=0
    )
    return f"{start}{last + 1}"
