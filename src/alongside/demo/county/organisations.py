"""The invented organisations, read from organisations.toml."""

import tomllib
from importlib import resources
from random import Random
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

SIZES: dict[str, tuple[str, ...]] = {
    "charity": ("small", "medium", "medium", "large"),
    "community": ("none", "micro", "micro", "micro", "small"),
    "faith": ("micro", "small", "small"),
    "social_enterprise": ("small", "medium"),
    "other": ("large", "major"),
}
"""What an invented organisation of a kind may take in a year; a council or NHS body is of the kind "other"."""
PEOPLE: dict[str, tuple[int, int, int]] = {
    "none": (0, 5, 6),
    "micro": (0, 5, 15),
    "small": (2, 6, 30),
    "medium": (9, 8, 80),
    "large": (60, 10, 150),
    "major": (900, 12, 200),
}
"""Staff, trustees and volunteers of an invented organisation, by its size."""
INVENTED_NUMBERS = 9_900_000
"""Numbers that no charity in England and Wales has."""


def facts(one: Invented, number: int) -> dict[str, Any]:
    """What `organisations.actions.add` is told of an invented organisation, except where it is."""
    chance = Random(one.name)  # noqa: S311 -- invented data, the same every time
    size = "medium" if one.name == COORDINATOR else chance.choice(SIZES[one.kind])
    staff, trustees, volunteers = PEOPLE[size]
    return {
        "sector": one.sector,
        "kind": one.kind,
        "about": one.about,
        "is_coordinator": one.name == COORDINATOR,
        "size": size,
        "staff": staff,
        "trustees": trustees if one.sector == "voluntary" else None,
        "volunteers": volunteers,
        "identifiers": [("GB-CHC", str(INVENTED_NUMBERS + number))] if one.kind == "charity" else [],
    }
