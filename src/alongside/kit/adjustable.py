"""Rules that a place may set otherwise, within limits. Each room declares its own in `policy.py` and asks one by calling it.

What a place has set is read once for each request or piece of work, however many rules are asked: `look_again` begins anew.
"""

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import ngettext, pgettext

T = TypeVar("T", int, dt.timedelta)


def _nothing_set() -> Mapping[str, int]:
    return {}


_source: Callable[[], Mapping[str, int]] = _nothing_set
_held = threading.local()
_rules: dict[str, "Number | Days"] = {}
_titles: dict[str, str | Promise] = {}


@dataclass(frozen=True)
class Rule(Generic[T]):
    """One rule: its name ("replies.DAYS"), what it says in plain words, how it comes, and how far it may be moved."""

    name: str
    words: str | Promise
    default: int
    at_least: int
    at_most: int
    unit: ClassVar[str] = ""
    is_switch: ClassVar[bool] = False
    do_not_call_in_templates: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if not self.at_least <= self.default <= self.at_most:
            raise ValueError(f"{self.name} comes outside its own limits")
        _rules[self.name] = self  # type: ignore[assignment]

    @property
    def room(self) -> str:
        """The room that keeps it."""
        return self.name.partition(".")[0]

    def said(self, number: int) -> str:
        """A number as this rule means it."""
        return ngettext("%(number)s day", "%(number)s days", number) % {"number": number} if self.unit else str(number)

    @property
    def number(self) -> int:
        """What holds in this place, as a number; what lies outside the limits counts for nothing."""
        found = _values().get(self.name, self.default)
        return found if self.at_least <= found <= self.at_most else self.default


class Number(Rule[int]):
    """A rule that is a number: of working days, times or people."""

    def __call__(self) -> int:
        """What holds in this place."""
        return self.number


class Days(Rule[dt.timedelta]):
    """A rule that is a number of days."""

    unit = "days"

    def __call__(self) -> dt.timedelta:
        """What holds in this place."""
        return dt.timedelta(days=self.number)


class Switch(Number):
    """A rule that is on or off."""

    is_switch: ClassVar[bool] = True

    def __init__(self, name: str, words: str | Promise, *, default: int) -> None:
        super().__init__(name, words, default=default, at_least=0, at_most=1)

    def said(self, number: int) -> str:
        """Whether it is on, in a word."""
        return pgettext("a rule", "On") if number else pgettext("a rule", "Off")


def room(name: str, title: str | Promise) -> None:
    """What the rules of a room are about, as people read it above them."""
    _titles[name] = title


def title(name: str) -> str:
    """The heading of a room's rules."""
    return str(_titles[name])


def every() -> "list[Number | Days]":
    """All rules of the house, room by room, in the order in which each declares its own."""
    return sorted(_rules.values(), key=lambda rule: rule.room)


def named(name: str) -> "Number | Days | None":
    """The rule of this name."""
    return _rules.get(name)


def read_from(source: Callable[[], Mapping[str, int]]) -> None:
    """Say where it stands what a place has set. One room does this, in its AppConfig.ready()."""
    global _source
    _source = source


def look_again() -> None:
    """Forget what was read: the next rule that is asked reads anew."""
    _held.__dict__.pop("values", None)


def _values() -> Mapping[str, int]:
    if "values" not in _held.__dict__:
        _held.values = _source()
    held: Mapping[str, int] = _held.values
    return held


class Middleware:
    """Every request reads the rules anew, when it asks for one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        look_again()
        return self.get_response(request)
