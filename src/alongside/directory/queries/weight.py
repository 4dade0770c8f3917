"""What matters in a change: an officer reads it before it is shown. The rest is live at once."""

from typing import Any

from alongside.directory.queries.facts import ADDRESS, Facts
from alongside.people.consent import Publish

HEAVY = frozenset(
    {"name", "summary", "description", "url", "cost", "cost_pence", "cost_text", "terms", "everywhere", "areas", "patches"}
)
"""Facts that others rely on or could misuse. Times, access, what to bring and such are the provider's to change."""


def split(now: Facts, changed: Facts) -> tuple[Facts, Facts]:
    """The part of a change that is live at once, and the part that waits. What makes people safer never waits."""
    light = {key: value for key, value in changed.items() if key not in HEAVY and key not in ("locations", "contacts")}
    heavy = {key: value for key, value in changed.items() if key in HEAVY}
    if "locations" in changed:
        _place(light, heavy, "locations", _hides(now["locations"], changed["locations"]), now, changed, _moves)
    if "contacts" in changed:
        _place(light, heavy, "contacts", _silences(now["contacts"], changed["contacts"]), now, changed, _shows)
    return light, heavy


def _place(light: Facts, heavy: Facts, key: str, safer: list[Facts], now: Facts, changed: Facts, matters: Any) -> None:
    if not matters(now[key], changed[key]):
        light[key] = changed[key]
        return
    heavy[key] = changed[key]
    if safer != now[key]:
        light[key] = safer


def _moves(now: list[Facts], wanted: list[Facts]) -> bool:
    """An address is new, other than it was, or shown that was hidden."""
    here = {_address(one): one for one in now}
    return any(_address(one) not in here or (here[_address(one)]["hidden"] and not one.get("hidden")) for one in wanted)


def _address(one: Facts) -> tuple[str, ...]:
    return tuple(str(one.get(key) or "") for key in ADDRESS)


def _hides(now: list[Facts], wanted: list[Facts]) -> list[Facts]:
    """The addresses as they are, with those hidden that are to be hidden."""
    hidden = {one.get("id") for one in wanted if one.get("hidden")}
    return [{**one, "hidden": True} if one["id"] in hidden else one for one in now]


def _shows(now: list[Facts], wanted: list[Facts]) -> bool:
    """A number or address is shown that was not shown before."""
    return bool(_shown(wanted) - _shown(now))


def _shown(contacts: list[Facts]) -> set[tuple[str, str]]:
    return {(one["kind"], one["value"]) for one in contacts if one.get("publish") == Publish.YES}


def _silences(now: list[Facts], wanted: list[Facts]) -> list[Facts]:
    """The contacts as they are, without those that are to be taken away or shown no more."""
    shown = _shown(wanted)
    kept = {(one["kind"], one["value"]) for one in wanted}
    left = [one for one in now if (one["kind"], one["value"]) in kept]
    return [
        one if one["publish"] != Publish.YES or (one["kind"], one["value"]) in shown else {**one, "publish": Publish.NO.value}
        for one in left
    ]
