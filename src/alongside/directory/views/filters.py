"""The filters of the results page: each value with its exact count and the address that presses or lifts it."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from alongside.directory.queries.asking import MILES, Asked
from alongside.directory.queries.find import Answer

TITLES: dict[str, Promise] = {
    "day": lazy("Which day"),
    "part": lazy("What time"),
    "cost": lazy("Cost"),
    "access": lazy("Access"),
    "age": lazy("Age"),
    "room": lazy("Room for new people"),
    "confirmed": lazy("How sure we are"),
}
LABELS: dict[str, dict[str, Promise]] = {
    "day": {
        "mon": lazy("Mondays"),
        "tue": lazy("Tuesdays"),
        "wed": lazy("Wednesdays"),
        "thu": lazy("Thursdays"),
        "fri": lazy("Fridays"),
        "sat": lazy("Saturdays"),
        "sun": lazy("Sundays"),
    },
    "part": {"morning": lazy("Mornings"), "afternoon": lazy("Afternoons"), "evening": lazy("Evenings")},
    "cost": {"free": lazy("Free"), "gift": lazy("A gift, if you like"), "fee": lazy("A price")},
    "access": {
        "step_free": lazy("Step-free"),
        "toilet": lazy("Toilet for wheelchair users"),
        "loop": lazy("Hearing loop"),
        "parking": lazy("Blue badge parking"),
        "home": lazy("Comes to your home"),
        "phone": lazy("By phone"),
        "online": lazy("Online"),
    },
    "age": {
        "child": lazy("Children"),
        "teen": lazy("Teenagers"),
        "adult": lazy("Adults"),
        "older": lazy("Older people"),
    },
    "room": {"open": lazy("Has room now")},
    "confirmed": {"recent": lazy("Confirmed lately")},
}

LOST = frozenset(TITLES)
"""The filters whose loss has words of its own."""


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    count: int
    on: bool = False


@dataclass(frozen=True)
class Group:
    title: str
    links: list[Link]


def groups(answer: Answer) -> list[Group]:
    """The filters that would leave something but not everything, and those that are pressed."""
    asked = answer.asked
    far = {str(miles): miles for miles in MILES} if asked.where else {}
    near = [_far(asked, far[miles], count) for miles, count in _useful(answer, "within", far, (str(asked.within),))]
    made = [Group(_("How far"), near)] if near else []
    for name, labels in LABELS.items():
        useful = _useful(answer, name, labels, asked.values.get(name, ()))
        if links := [_link(asked, name, value, str(labels[value]), count) for value, count in useful]:
            made.append(Group(str(TITLES[name]), links))
    return made


def _useful(answer: Answer, name: str, values: Iterable[str], pressed: Collection[str]) -> list[tuple[str, int]]:
    """Which of the values of a filter are worth a link, each with its count."""
    counts = answer.counts.get(name, {})
    most = math.inf if any(value in pressed for value in values) else answer.total
    return [(value, counts.get(value, 0)) for value in values if value in pressed or 0 < counts.get(value, 0) < most]


def chips(asked: Asked) -> list[Link]:
    """The filters in force, each with the address that lifts it."""
    made = [Link(within(asked.within), "?" + asked.address(within=None), 0)] if asked.within and asked.where else []
    for name, values in asked.values.items():
        label = " / ".join(str(LABELS[name][value]) for value in values)
        made.append(Link(label, "?" + asked.without(name).address(), 0))
    return made


def lost(name: str, count: int) -> str:
    """How many there are when one filter is let go."""
    return {
        "day": ngettext(
            "There is %(count)s on other days, or with no day given",
            "There are %(count)s on other days, or with no day given",
            count,
        ),
        "part": ngettext(
            "There is %(count)s at other times, or with no time given",
            "There are %(count)s at other times, or with no time given",
            count,
        ),
        "cost": ngettext(
            "There is %(count)s at another cost, or with no cost given",
            "There are %(count)s at another cost, or with no cost given",
            count,
        ),
        "access": ngettext(
            "There is %(count)s where we do not know that", "There are %(count)s where we do not know that", count
        ),
        "room": ngettext(
            "There is %(count)s that did not say that it has room",
            "There are %(count)s that did not say that they have room",
            count,
        ),
        "age": ngettext("There is %(count)s for other ages", "There are %(count)s for other ages", count),
        "confirmed": ngettext(
            "There is %(count)s that nobody confirmed lately", "There are %(count)s that nobody confirmed lately", count
        ),
    }[name]


def within(miles: int) -> str:
    return ngettext("Within %(miles)s mile", "Within %(miles)s miles", miles) % {"miles": miles}


def _far(asked: Asked, miles: int, count: int) -> Link:
    on = asked.within == miles
    label = ngettext("%(miles)s mile", "%(miles)s miles", miles) % {"miles": miles}
    return Link(label, "?" + asked.address(within=None if on else miles), count, on)


def _link(asked: Asked, name: str, value: str, label: str, count: int) -> Link:
    on = value in asked.values.get(name, ())
    url = asked.without(name).address() if on else asked.address(**{name: value})
    return Link(label, "?" + url, count, on)
