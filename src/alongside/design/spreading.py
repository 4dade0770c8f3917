"""Moves marks on a picture apart so that none covers another: the first stays, each later one takes the nearest free spot."""

import math
from collections.abc import Sequence

Xy = tuple[float, float]
STEP = 7.0
FARTHEST = 60


def _steps() -> list[Xy]:
    """Ways to go from a spot, the shortest first, each round a little turned against the one before."""
    ways = [(0.0, 0.0)]
    for round_ in range(1, FARTHEST):
        radius, number = round_ * STEP, 6 + 4 * round_
        angles = (math.tau * (n / number + 0.15 * round_) for n in range(number))
        ways += [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]
    return ways


STEPS = _steps()


def spread(spots: Sequence[Xy], *, apart: float, box: Xy, edge: float, around: Sequence[Xy] = ()) -> list[Xy]:
    """The same marks, `apart` from each other and `edge` from the border of the box as long as there is room.

    What stands `around` keeps three quarters of the distance free. The same spots always give the same answer.
    """
    placed: list[Xy] = []
    for spot in spots:
        placed.append(_free(_inside(spot, box, edge), placed, around, apart, box, edge))
    return placed


def _inside(spot: Xy, box: Xy, edge: float) -> Xy:
    return min(max(spot[0], edge), box[0] - edge), min(max(spot[1], edge), box[1] - edge)


def _free(home: Xy, placed: list[Xy], around: Sequence[Xy], apart: float, box: Xy, edge: float) -> Xy:
    near, nearer = apart * apart, (0.75 * apart) ** 2
    for wide, high in STEPS:
        x, y = home[0] + wide, home[1] + high
        if x < edge or y < edge or x > box[0] - edge or y > box[1] - edge:
            continue
        if _clear(x, y, placed, near) and _clear(x, y, around, nearer):
            return x, y
    return home


def _clear(x: float, y: float, others: Sequence[Xy], square: float) -> bool:
    for other_x, other_y in others:  # noqa: SIM110 -- maps of long lists run through this; all() takes twice as long
        if (x - other_x) * (x - other_x) + (y - other_y) * (y - other_y) < square:
            return False
    return True
