"""The invented organisations, read from organisations.toml."""

import tomllib
from importlib import resources
from typing import Any, NamedTuple


class Invented(NamedTuple):
    """One invented organisation. `runs` names kinds of services (services.toml) and the towns where it runs them."""

    name: str
    sector: str
    town: str
    about: str
    runs: tuple[tuple[str, tuple[str, ...]], ...]
    kind: str


COORDINATOR = "Marlshire Voluntary Action"
LEAD_OF_CARE = "Marlshire Care Alliance"
"""Leads the workstream of adults' health and care."""
LEAD_OF_FAMILIES = "Marlshire Families Together"
"""Leads the workstream of children and families."""


def _read(given: dict[str, Any]) -> Invented:
    runs = tuple((kind, tuple(towns)) for kind, towns in given.get("runs", {}).items())
    return Invented(given["name"], given["sector"], given["town"], given["about"], runs, given.get("kind", "other"))


ORGANISATIONS: tuple[Invented, ...] = tuple(
    map(_read, tomllib.loads(resources.files(__package__).joinpath("organisations.toml").read_text())["organisation"])
)
