"""Numbers of clauses: parts 1, 2, 3, what stands in them 1.1, 1.2. A preamble has none.

Until a text is published its numbers follow its order. From then on a number stays with its clause, and a new clause takes the
next free one of its part, wherever it stands; only somebody who asks for it numbers all anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from alongside.agreements.models import Clause

PART, PREAMBLE = Clause.Kind.PART, Clause.Kind.PREAMBLE


def run_on(numbered: Sequence[tuple[str, str]]) -> bool:
    """Whether clauses of these kinds and numbers run on from part to part, so that the parts have none."""
    parts = [number for kind, number in numbered if kind == PART]
    return bool(parts) and not any(parts) and any(number for kind, number in numbered if kind not in {PART, PREAMBLE})


def whole(kinds: Sequence[str], *, runs_on: bool = False) -> list[str]:
    """Numbers for clauses of these kinds in this order."""
    has_parts = PART in kinds and not runs_on
    part = inside = 0
    found = []
    for kind in kinds:
        if kind == PREAMBLE or (kind == PART and runs_on):
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
