"""Reads days and times as people write them into a cell: "Tuesdays 10am to noon", "Mon-Fri 9:00-17:00"."""

import datetime as dt
import re

from alongside.directory.actions.importing import cleaning
from alongside.directory.queries.facts import Facts
from alongside.directory.queries.times import CODES

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_DAY = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_TIME = r"(?:12\s*noon|\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?|noon|midday)"
_SPLIT = re.compile(r"\s*(?:;|\n|\.\s+)\s*")
_PART = re.compile(
    rf"(?:on\s+)?(?:every\s+)?(?:the\s+)?(?:(?P<nth>{'|'.join(_NTH)})\s+)?"
    rf"(?P<days>{_DAY}(?:\s*(?:,|&|and|-|–|to)\s*{_DAY})*|every day|daily|weekdays)"
    rf"(?P<month>\s+(?:of|in)\s+(?:the|each|every)\s+month)?\s*[:,]?\s*(?:from\s+)?"
    rf"(?P<opens>{_TIME})\s*(?:-|–|to|until|till)\s*(?P<closes>{_TIME})",
    re.I,
)


def times(said: str, *, days: str = "", opens: str = "", closes: str = "") -> Facts:
    """The times in a cell, or in cells for the day, the start and the end. What is not understood stays in its own words."""
    whole = cleaning.text(said)
    if not whole and days:
        whole = (
            f"{cleaning.line(days)} {cleaning.line(opens)} - {cleaning.line(closes)}" if opens and closes else cleaning.line(days)
        )
    elif whole and days and not re.search(_DAY, whole, re.I):
        whole = f"{cleaning.line(days)} {whole}"
    parts = [part.strip(" .") for part in _SPLIT.split(whole) if part.strip(" .")]
    read = [_part(part) for part in parts]
    if any(one is None for one in read):
        return {"times": [], "times_text": " ".join(whole.split())[:300]}
    return {"times": [one for one in read if one], "times_text": ""}


def _part(part: str) -> Facts | None:
    found = _PART.fullmatch(part)
    if not found or (bool(found["nth"]) and "," in found["days"]):
        return None
    days = _days(found["days"])
    hours = _hours(found["opens"], found["closes"])
    if not days or hours is None:
        return None
    nth = _NTH[found["nth"].casefold()] if found["nth"] else ""
    rule = f"FREQ={'MONTHLY' if nth else 'WEEKLY'};BYDAY={','.join(f'{nth}{CODES[day]}' for day in days)}"
    return {"rule": rule, "opens": hours[0], "closes": hours[1], "starts": None, "ends": None, "location": None}


def _days(said: str) -> list[int]:
    if said.casefold() in ("every day", "daily"):
        return list(range(7))
    if said.casefold() == "weekdays":
        return list(range(5))
    run = re.fullmatch(rf"({_DAY})\s*(?:-|–|to)\s*({_DAY})", said, re.I)
    if run:
        first, last = _day(run[1]), _day(run[2])
        return list(range(first, last + 1)) if first <= last else [*range(first, 7), *range(last + 1)]
    if re.search(r"-|–|\bto\b", said):
        return []
    return sorted({_day(day) for day in re.findall(_DAY, said, re.I)})


def _day(word: str) -> int:
    plain = word.casefold().removesuffix("s") if word.casefold().endswith("days") else word.casefold()
    return _NAMES.index(plain) if plain in _NAMES else _SHORT.get(plain, _SHORT.get(plain.rstrip("s"), 0))


def _hours(opens: str, closes: str) -> tuple[str, str] | None:
    """Both ends. "2 - 4 pm" is in the afternoon; "10 - 12" needs no half of the day; a doubt is nothing."""
    first, last = cleaning.time(opens), cleaning.time(closes)
    half = re.search(r"am|pm", closes, re.I)
    if half and not re.search(r"am|pm|noon|midday", opens, re.I):
        same = cleaning.time(opens + half[0])
        first = same if same and last and same < last else first
    if not half and not re.search(r"am|pm|noon|midday|:|\.", opens + closes, re.I) and first and first < dt.time(8):
        return None
    if first is None or last is None or last <= first:
        return None
    return first.isoformat("minutes"), last.isoformat("minutes")
