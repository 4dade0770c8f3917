"""The 300 invented services: what services.toml says of each kind, in each town where an organisation runs it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources
from random import Random
from typing import Any

from alongside.demo.county.geography import Geography
from alongside.demo.county.organisations import ORGANISATIONS, Invented

Kind = dict[str, Any]
Facts = dict[str, Any]

WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
WORKING = ("MO", "TU", "WE", "TH", "FR")
HALLS = (
    "Memorial Hall",
    "Methodist Chapel",
    "Library",
    "Community Centre",
    "Scout Hut",
    "Old School",
    "Market House",
    "Reading Room",
)
STREETS = ("Mill Lane", "Church Street", "Weir Road", "Orchard Close", "Station Road", "Bridge Street", "The Green", "Long Row")
ACCESS: tuple[dict[str, bool], ...] = (
    {"step_free": True, "toilet": True, "loop": True, "parking": True},
    {"step_free": True, "toilet": True, "loop": False},
    {"step_free": True, "bus": True},
    {"step_free": False, "toilet": False, "bus": True},
    {},
)


@dataclass(frozen=True)
class Made:
    """One invented service: who runs it, and its facts as the directory takes them."""

    organisation: str
    kind: str
    name: str
    facts: Facts


def services(geography: Geography) -> Iterator[Made]:
    """All of them, the same ones every time."""
    kinds = tomllib.loads(resources.files(__package__).joinpath("services.toml").read_text())
    chance = Random("Marlshire")  # noqa: S311 -- invented data, the same every time
    turns: dict[str, int] = {}
    taken: set[str] = set()
    for organisation in ORGANISATIONS:
        for key, towns in organisation.runs:
            for town in towns:
                turns[key] = turns.get(key, -1) + 1
                made = _service(organisation, key, kinds[key], town, turns[key], geography, chance)
                yield made if made.name not in taken else replace(made, name=f"{made.name}, {town}")
                taken.add(made.name)


def _service(runner: Invented, key: str, kind: Kind, town: str, turn: int, geography: Geography, chance: Random) -> Made:
    day = WORKING[chance.randrange(5)] if kind.get("moves") and turn else ""
    name = _name(kind["name"], day or _days(kind), turn).format(town=town)
    ways = kind["ways"]
    facts: Facts = {
        **{
            field: kind[field]
            for field in ("summary", "description", "eligibility", "start_text", "bring", "expect", "times_text", "cost_text")
            if field in kind
        },
        **{field: kind[field] for field in ("minimum_age", "maximum_age", "languages", "start") if field in kind},
        "cost": kind["cost"],
        "cost_pence": kind.get("pence"),
        "at_place": "place" in ways,
        "at_home": "home" in ways,
        "by_phone": "phone" in ways,
        "online": "online" in ways,
        "terms": kind["terms"],
        "times": [_time(rule, day) for rule in kind.get("times", ())],
        "closed_on_holidays": chance.random() < 0.7,
        "contacts": _contacts(runner, chance),
    }
    if "place" in ways:
        facts["locations"] = [_location(town, geography, chance, hidden=kind.get("hidden", False))]
    else:
        facts["areas"] = [geography.code_of(town)]
    return Made(runner.name, key, name, facts)


def _name(names: list[str], days: str, turn: int) -> str:
    """The names take turns; one that speaks of a weekday only stands for a service on that day."""
    fitting = [name for name in names if all(word not in name or code in days for code, word in WEEKDAYS.items())]
    return (fitting or names)[turn % len(fitting or names)]


def _days(kind: Kind) -> str:
    return " ".join(rule.split(" ")[0] for rule in kind.get("times", ()))


def _time(said: str, day: str) -> Facts:
    rule, hours = said.split(" ")
    opens, closes = hours.split("-")
    if day and rule.startswith("FREQ=WEEKLY") and "," not in rule:
        rule = f"FREQ=WEEKLY;BYDAY={day}"
    return {"rule": rule, "opens": opens, "closes": closes, "location": None, "starts": None, "ends": None}


def _location(town: str, geography: Geography, chance: Random, *, hidden: bool) -> Facts:
    hall = f"{town} {chance.choice(HALLS)}"
    return {
        "name": "" if hidden else hall,
        "line_1": f"{chance.randint(1, 90)} {chance.choice(STREETS)}",
        "town": town,
        "county": "Marlshire",
        "postcode": chance.choice(geography.postcodes_of(town)),
        "hidden": hidden,
        "access": chance.choice(ACCESS),
    }


def _contacts(runner: Invented, chance: Random) -> list[Facts]:
    """Telephone numbers from the block that Ofcom keeps for drama; addresses of a domain that cannot exist (RFC 2606)."""
    name = "".join(letter for letter in runner.name.lower().replace(" ", "-") if letter.isalnum() or letter == "-")
    phone = {"kind": "phone", "value": f"01632 960{chance.randrange(100, 1000)}", "publish": "yes"}
    email = {
        "kind": "email",
        "value": f"hello@{name[:40].strip('-')}.example",
        "publish": chance.choice(("yes", "yes", "no", "unknown")),
    }
    return [phone, email]
