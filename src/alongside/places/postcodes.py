"""Reading a postcode as people type it: "ta1 1qt", "TA11QT", "TAI 1QT", or only its first half."""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

OUTWARD = r"[A-Z]{1,2}[0-9][0-9A-Z]?"
INWARD = r"[0-9][A-Z]{2}"
FIRST = re.compile(OUTWARD)
FULL = re.compile(rf"({OUTWARD})({INWARD})")
INSIDE = re.compile(rf"\b({OUTWARD})\s*({INWARD})\b")
UNFINISHED = re.compile(rf"({OUTWARD})\s+([0-9][A-Z]?)|({OUTWARD})([0-9][A-Z])")
DIGITS = str.maketrans("OIL", "011")
LETTERS = str.maketrans("01", "OI")


@lru_cache(maxsize=20_000)
def key(text: str) -> str | None:
    """A full postcode as we keep it (capitals, no space), or None when `text` is not one."""
    bare = re.sub(r"[\s.\-]+", "", text).upper()
    if not 5 <= len(bare) <= 7 or not bare.isascii():
        return None
    return _first_that_fits(FULL, _readings(bare[:-3], bare[-3:]))


def inside(text: str) -> str | None:
    """The first full postcode within a longer text, such as an address."""
    found = INSIDE.search(text.upper())
    return found[1] + found[2] if found else None


def outward(text: str) -> str | None:
    """The outward code of a postcode that is whole, unfinished or only its first half."""
    bare = " ".join(text.upper().split())
    if full := key(bare):
        return full[:-3]
    if half := UNFINISHED.fullmatch(bare):
        return half[1] or half[3]
    whole = bare.replace(" ", "")
    return _first_that_fits(FIRST, _first_readings(whole))


def said(code: str) -> str:
    """A postcode as people write it, with its space."""
    full = key(code)
    return f"{full[:-3]} {full[-3:]}" if full else code.strip().upper()


def fault(text: str) -> str:
    """What is wrong with `text` as a full postcode, in plain words; empty when nothing is."""
    if key(text):
        return ""
    typed = " ".join(text.upper().split())
    if half := UNFINISHED.fullmatch(typed):
        return _unfinished(typed, half[1] or half[3], half[2] or half[4])
    if outward(typed) == typed:
        return _("%(typed)s is only the first half of a postcode. A full one looks like %(example)s") % {
            "typed": typed,
            "example": f"{typed} 2QT",
        }
    if key(typed[:-1]):
        return _("%(typed)s is one letter too long. A full one looks like %(example)s") % {
            "typed": typed,
            "example": said(typed[:-1]),
        }
    return _("%(typed)s is not a postcode that we know how to read. A full one looks like TA1 1QT") % {"typed": typed[:20]}


def validate(text: str) -> None:
    """For form and model fields: refuse what is not a full postcode, and say why."""
    if wrong := fault(text):
        raise ValidationError(wrong, code="postcode")


def _unfinished(typed: str, first: str, rest: str) -> str:
    facts = {"typed": typed, "example": f"{first} {rest}{'QT'[len(rest) - 1 :]}"}
    if len(rest) == 2:
        return _("%(typed)s is one letter short. A full one looks like %(example)s") % facts
    return _("%(typed)s is two letters short. A full one looks like %(example)s") % facts


def _readings(first: str, rest: str) -> tuple[str, ...]:
    """The same characters with 0 and O, 1 and I or L read as what the position asks for."""
    rest = rest[:1].translate(DIGITS) + rest[1:].translate(LETTERS)
    return tuple(reading + rest for reading in _first_readings(first))


def _first_readings(first: str) -> tuple[str, ...]:
    return (
        first,
        first[:1] + first[1:].translate(DIGITS),
        first[:2] + first[2:].translate(DIGITS),
        first[:2].translate(LETTERS) + first[2:],
    )


def _first_that_fits(shape: re.Pattern[str], readings: tuple[str, ...]) -> str | None:
    return next((r for r in readings if shape.fullmatch(r)), None)
