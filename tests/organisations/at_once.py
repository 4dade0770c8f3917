"""Moves made at the same moment, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from alongside.organisations import actions


def both_at_once(moves: list[Callable[[], object]]) -> list[str]:
    """What came of each, in alphabetical order: "done", or how it was refused."""
    start = Barrier(len(moves))

    def make(move: Callable[[], object]) -> str:
        try:
            start.wait()
            move()
        except actions.Refused as refused:
            return type(refused).__name__
        else:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(moves)) as pool:
        return sorted(pool.map(make, moves))
