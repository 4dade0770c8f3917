"""Benches: what a hot path does on generated data of stated size and seed, beside a peer in the same run.

A bench is a module here with `NAME`, `HELP`, `options(parser)`, `REACH` and `run(given) -> figures`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

Figures = dict[str, float]


@dataclass(frozen=True)
class Reach:
    """What a figure is to come to."""

    at_least: float | None = None
    at_most: float | None = None

    def holds(self, figure: float) -> bool:
        return (self.at_least is None or figure >= self.at_least) and (self.at_most is None or figure <= self.at_most)

    def said(self) -> dict[str, float]:
        bounds = {"at_least": self.at_least, "at_most": self.at_most}
        return {name: bound for name, bound in bounds.items() if bound is not None}


def table(figures: Figures, reach: Mapping[str, Reach]) -> str:
    """The figures for people to read, each with what it was to come to."""
    wide = max(map(len, figures), default=0)
    return "\n".join(
        f"{name:<{wide}}  {figure:>10,.2f}  {_verdict(figure, reach.get(name))}".rstrip() for name, figure in figures.items()
    )


def line(bench: str, figures: Figures, reach: Mapping[str, Reach]) -> str:
    """The figures for programs to read: one JSON object on one line."""
    held = {name: {**one.said(), "holds": one.holds(figures[name])} for name, one in reach.items() if name in figures}
    return json.dumps({"bench": bench, "figures": figures, "reach": held})


def _verdict(figure: float, reach: Reach | None) -> str:
    if reach is None:
        return ""
    bounds = " and ".join(f"{name.replace('_', ' ')} {bound:g}" for name, bound in reach.said().items())
    return f"{'reaches' if reach.holds(figure) else 'MISSES'} {bounds}"
