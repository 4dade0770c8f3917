"""What a resident asks for, taken from one box of plain words, a place and the filters that were pressed.

"Lunch club on a Tuesday near Ottersford" says three things: what, when and where. The when and the where become
filters that the page shows and lets people take off again; the rest are the words to search for.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias
from urllib.parse import urlencode

from alongside.directory import policy
from alongside.places import queries as places
from alongside.search.shapes import Sort

METRES_IN_A_MILE = 1609.344
MILES = (1, 3, 5, 10)
SORTS: dict[str, Sort] = {"best": "best", "nearest": "nearest", "soonest": "soonest"}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST = 300

FILTERS: dict[str, tuple[str, ...]] = {
    "day": DAYS,
    "part": ("morning", "afternoon", "evening"),
    "cost": ("free", "gift", "fee"),
    "access": ("step_free", "toilet", "loop", "parking", "home", "phone", "online"),
    "age": ("child", "teen", "adult", "older"),
    "room": ("open",),
    "confirmed": ("recent",),
}
"""Which values a filter may have. Anything else in the address is left out of the question."""

Values: TypeAlias = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Asked:
    """One question to the directory. `need` and `near` are as typed; `words` is what is left to search for."""

    need: str = ""
    near: str = ""
    words: str = ""
    where: places.Located | None = None
    within: int | None = None
    chosen: Values = field(default_factory=dict)
    understood: Values = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    sort: Sort = "best"
    page: int = 1

    @property
    def values(self) -> Values:
        """Every filter in force: pressed ones win over those read from the words."""
        return {**self.understood, **self.chosen}

    @property
    def topic(self) -> str:
        """What is looked for, without the words that only say that somebody looks: "an older person"."""
        return _ASKING.sub("", self.words) or self.words

    @property
    def lost(self) -> bool:
        """A place was given that we do not know."""
        return bool(self.near) and self.where is None

    @property
    def within_m(self) -> int | None:
        return round(self.within * METRES_IN_A_MILE) if self.within and self.where else None

    def address(self, **changes: str | int | None) -> str:
        """The query string of this question with `changes`, from its first page. None takes a part away."""
        parts = self._parts | {name: urlencode({name: value}) if value else "" for name, value in changes.items()}
        return "&".join(filter(None, parts.values()))

    @cached_property
    def _parts(self) -> dict[str, str]:
        """The parts of the address, written once: a page of results links to some forty questions beside this one."""
        parts: dict[str, str | int | None] = {
            "need": self.need,
            "near": self.near,
            "within": self.within,
            **{name: values[0] for name, values in self.chosen.items()},
            "any": ",".join(self.dropped),
            "sort": self.sort if self.sort != default_sort(self.where) else None,
        }
        return {name: urlencode({name: value}) if value else "" for name, value in parts.items()}

    def without(self, *names: str) -> "Asked":
        """This question without the filters of these names, also where the words ask for them."""
        return replace(
            self,
            chosen={k: v for k, v in self.chosen.items() if k not in names},
            understood={k: v for k, v in self.understood.items() if k not in names},
            dropped=tuple(sorted({*self.dropped, *(n for n in names if n in self.understood)})),
            page=1,
        )


def default_sort(where: places.Located | None) -> Sort:
    return "nearest" if where else "best"


def understand(given: Mapping[str, str], *, today: dt.date) -> Asked:
    """The question in the parameters of an address. Never raises: what makes no sense is left out."""
    need, near = (" ".join(given.get(name, "").replace("\0", " ").split())[:LONGEST] for name in ("need", "near"))
    words, understood = _take_filters(need, today)
    if policy.ONLY_CONFIRMED():
        understood["confirmed"] = ("recent",)
    dropped = tuple(sorted(name for name in given.get("any", "").split(",") if name in understood))
    where = places.locate(near) if near else None
    if not near:
        words, where = _take_place(words)
    return Asked(
        need=need,
        near=near,
        words=_without_whom(words),
        where=where,
        within=_number(given.get("within"), MILES),
        chosen={name: (given[name],) for name, allowed in FILTERS.items() if given.get(name) in allowed},
        understood={name: values for name, values in understood.items() if name not in dropped},
        dropped=dropped,
        sort=SORTS.get(given.get("sort", ""), default_sort(where)),
        page=_number(given.get("page")) or 1,
    )


def _number(text: str | None, allowed: tuple[int, ...] | None = None) -> int | None:
    if not text or not text.isascii() or not text.isdigit() or len(text) > 6:
        return None
    return int(text) if allowed is None or int(text) in allowed else None


_LONG_DAYS = dict(zip(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), DAYS, strict=True))
_SHORT_DAYS = {"mon": "mon", "tues": "tue", "weds": "wed", "thurs": "thu", "fri": "fri"}
_ON = r"(?:\b(?:on|every|each)\s+)?(?:\b(?:a|an|the)\s+)?"
_DAY = re.compile(_ON + r"\b(" + "|".join([*_LONG_DAYS, *_SHORT_DAYS]) + r")s?\b", re.I)
_RELATIVE = re.compile(r"\b(today|tonight|tomorrow)\b", re.I)
_WEEKEND = re.compile(r"(?:\b(?:at|on|in)\s+)?(?:\bthe\s+)?\bweekends?\b", re.I)
_PART = re.compile(
    r"(?:\b(?:in|on|during)\s+)?(?:\b(?:the|an|a)\s+)?\b(morning|afternoon|evening)s?\b(?!\s+(?:class|call))", re.I
)
_FREE = re.compile(r"(?<![-\w])(?:for\s+)?free\b(?!\s*(?:school|range|from|prescription))", re.I)
_ACCESS = (
    (re.compile(r"\bstep[- ]free\b", re.I), "step_free"),
    (re.compile(r"\bwheelchair[- ](?:access(?:ible)?|friendly)\b", re.I), "step_free"),
    (re.compile(r"\bhearing loop\b", re.I), "loop"),
    (re.compile(r"\b(?:by|over the|on the) (?:tele)?phone\b", re.I), "phone"),
    (re.compile(r"\b(?:comes? to|visits? me at|in) (?:my|the|your|our) (?:own )?home\b", re.I), "home"),
)
_AGE = re.compile(r"(?:\b(?:for|my|a|an)\s+)*\b(\d{1,3})[- ]?(?:years?|yrs?|yo)[- ]?(?:olds?)?\b|\b(?:aged?)\s+(\d{1,3})\b", re.I)
_KIN = (
    r"(?:grand)?(?:sons?|daughters?|child(?:ren)?|mum|mother|dad|father|parents?)|kids?|boy|girl|baby|husband|wife|partner|brother|sister"
    r"|friend|neighbour|nan|gran|granny|grandad|aunt(?:ie)?|uncle"
)
_WHOM = (
    re.compile(rf"^my (?:{_KIN}) (?:is|are|has|have|has got|needs?|wants?)\b(?: to be)?(?: an?)?\s+(?=\S)", re.I),
    re.compile(rf"(?<=\S)\s+(?:that is |who is )?for (?:my|our) (?:{_KIN})$", re.I),
)
"""For whom it is: "my son is autistic" asks for what helps with autism, and nobody writes in an entry whose son it is for."""
_BANDS = ((12, "child"), (18, "teen"), (54, "adult"), (120, "older"))


def _take_filters(need: str, today: dt.date) -> tuple[str, Values]:
    """The words without what is said of when, cost, access and age; and those as filters."""
    taken: dict[str, list[str]] = {}

    def take(name: str, value: Callable[[re.Match[str]], tuple[str, ...]]) -> Callable[[re.Match[str]], str]:
        def swap(match: re.Match[str]) -> str:
            values = value(match)
            taken.setdefault(name, []).extend(v for v in values if v not in taken[name])
            return " " if values else match[0]

        return swap

    words = _DAY.sub(take("day", lambda m: ((_LONG_DAYS | _SHORT_DAYS)[m[1].lower()],)), need)
    words = _RELATIVE.sub(take("day", lambda m: (DAYS[(today.weekday() + (m[1].lower() == "tomorrow")) % 7],)), words)
    words = _WEEKEND.sub(take("day", lambda _: ("sat", "sun")), words)
    words = _PART.sub(take("part", lambda m: (m[1].lower(),)), words) if not _is_a_meal(words) else words
    words = _FREE.sub(take("cost", lambda _: ("free",)), words)
    for pattern, value in _ACCESS:
        words = pattern.sub(take("access", lambda _, value=value: (value,)), words)  # type: ignore[misc]
    words = _AGE.sub(take("age", _band), words)
    return " ".join(words.split()), {name: tuple(values) for name, values in taken.items() if values}


def _is_a_meal(words: str) -> bool:
    """Whether a time of day belongs to the thing: a coffee morning may be on all day."""
    return bool(re.search(r"\b(?:coffee|tea|craft|knit\w*|stay and play) (?:morning|afternoon)s?\b", words, re.I))


def _band(match: re.Match[str]) -> tuple[str, ...]:
    age = int(match[1] or match[2])
    return next(((band,) for top, band in _BANDS if age <= top), ())


def _without_whom(words: str) -> str:
    for pattern in _WHOM:
        words = pattern.sub("", words)
    return words


_ASKING = re.compile(
    r"^(?:(?:i am|i'm|we are)?\s*(?:looking for|i need|i want|need|want)\s+)?(?:(?:some|any)(?:thing|where|one|body)?|help|support)\s+(?:for|with)\s+"
    r"|^(?:i am|i'm|we are)?\s*(?:looking for|i need|i want)\s+",
    re.I,
)
_NEAR = re.compile(r"\b(?:near(?:est)?(?: to)?|close to|around|in|at|by)\s+(.{2,60})$", re.I)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?(?:\s*\d[A-Z]{2})?)\b\s*$", re.I)


def _take_place(words: str) -> tuple[str, places.Located | None]:
    """The words without a place named at their end ("… near TW3", "… in Ottersford"), and that place."""
    for pattern in (_NEAR, _POSTCODE):
        if match := pattern.search(words):
            said = re.sub(r"^(?:the|my)\s+", "", match[1], flags=re.I).strip(" .?!")
            where = places.locate(said)
            if where and _is_meant(where, said):
                return words[: match.start()].strip(), where
    return words, None


def _is_meant(where: places.Located, said: str) -> bool:
    """Words may look like a place ("in pain"): only a postcode or a name spelt right is taken from them."""
    return where.precision != "town" or where.name.casefold() == said.casefold()
