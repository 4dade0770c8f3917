"""Moves marks on a picture apart until none covers another, each as little as possible."""

import math
from collections.abc import Sequence

Xy = tuple[float, float]
TURN = math.pi * (3 - math.sqrt(5))  # the golden angle: marks on one spot leave it in all directions
ROUNDS = 150


def spread(spots: Sequence[Xy], *, apart: float, box: Xy, edge: float, around: Sequence[Xy] = ()) -> list[Xy]:
    """The same marks, at least `apart` from each other where there is room, and `edge` from the border of the box.

    What stands `around` does not move; marks keep three quarters of the distance from it. The same spots give the same answer.
    """
    now = [_inside((x + 0.5 * math.cos(i * TURN), y + 0.5 * math.sin(i * TURN)), box, edge) for i, (x, y) in enumerate(spots)]
    for _ in range(ROUNDS):
        moved = _push(now, apart)
        moved |= _push_off(now, around, 0.75 * apart)
        if not moved:
            break
        now = [_inside(spot, box, edge) for spot in now]
    return now


def _push(now: list[Xy], apart: float) -> bool:
    """Push every pair that is too close, half each; whether any was."""
    moved = False
    for one in range(len(now)):
        for other in range(one):
            short, x, y = _short(now[one], now[other], apart, one)
            if short:
                now[one] = (now[one][0] + x * short / 2, now[one][1] + y * short / 2)
                now[other] = (now[other][0] - x * short / 2, now[other][1] - y * short / 2)
                moved = True
    return moved


def _push_off(now: list[Xy], around: Sequence[Xy], apart: float) -> bool:
    moved = False
    for one, spot in enumerate(now):
        for fixed in around:
            short, x, y = _short(spot, fixed, apart, one)
            if short:
                now[one] = (spot[0] + x * short, spot[1] + y * short)
                moved = True
    return moved


def _short(one: Xy, other: Xy, apart: float, turn: int) -> tuple[float, float, float]:
    """How much two marks are short of their distance, and the way from the other to the one."""
    gap = math.dist(one, other)
    if gap >= apart - 0.05:
        return 0.0, 0.0, 0.0
    if gap < 0.001:
        return apart, math.cos(turn * TURN), math.sin(turn * TURN)
    return apart - gap, (one[0] - other[0]) / gap, (one[1] - other[1]) / gap


def _inside(spot: Xy, box: Xy, edge: float) -> Xy:
    return min(max(spot[0], edge), box[0] - edge), min(max(spot[1], edge), box[1] - edge)
