"""Makes clean values of what people and programs write into fields. Each says nothing rather than guess."""

import datetime as dt
import re
import uuid
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.html import strip_tags

from alongside.kit import prose

NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        ".",
        "?",
        "n/a",
        "na",
        "nil",
        "none",
        "null",
        "nan",
        "unknown",
        "not known",
        "not applicable",
        "not available",
        "no description",
        "no description available",
        "no description given",
        "no information",
        "no information available",
        "tbc",
        "tba",
        "to be confirmed",
        "test",
        "undefined",
    }
)
"""What programs write where nobody said anything."""
EMPTY_HOSTS = frozenset({"example.com", "www.example.com", "example.org", "www.example.org", "localhost"})
YES = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "agreed", "given"})
NO = frozenset({"no", "n", "false", "0", "refused", "declined"})

_MARKS = (
    (re.compile(r"(?m)^#{1,6}[ \t]+(.*?)[ \t#]*$"), r"\1"),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\((?:mailto:)?([^)\s]+)[^)]*\)"), r"\1 (\2)"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?m)^[ \t]*\*[ \t]+"), "- "),
)
_PLAIN = re.compile(r"[^\W_](?:[ -]?(?:[^\W_]|[.,;:/@+()?!'£%]))*")
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#\d+);", re.I)
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:[/?#]\S*)?", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_UUID = re.compile(r"\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?", re.I)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_is_url = URLValidator(schemes=["http", "https"])


def text(value: object) -> str:
    """Plain text of HTML, of text with a few marks of Markdown, or of plain text; nothing where only a filler stands."""
    if not value:
        return ""
    given = str(value).replace("\0", "")
    if _PLAIN.fullmatch(given):
        clean = given
    elif _TAG.search(given):
        clean = prose.from_html(given)
    else:
        for pattern, into in _MARKS:
            given = pattern.sub(into, given)
        clean = prose.tidy(given)
    return "" if _is_nothing(clean) else clean


def unmarked(words: str) -> str:
    """Words without the marks of Markdown inside them: pictures, links, emphasis."""
    for pattern, into in _MARKS[1:4]:
        words = pattern.sub(into, words)
    return words.strip()


def line(value: object) -> str:
    """The same on one line."""
    return " ".join(text(value).split()) if value else ""


def _is_nothing(clean: str) -> bool:
    return " ".join(clean.split()).rstrip(".!").casefold() in NOTHING


def first_words(words: str, most: int = 280) -> str:
    """The first whole sentences of a text, on one line: what a list says of a service."""
    flat = " ".join(re.sub(r"(?m)^- ", "", words).split())
    if len(flat) <= most:
        return flat
    kept = ""
    for sentence in _SENTENCE.split(flat):
        if len(kept) + len(sentence) + 1 > most:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or flat[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def url(value: object) -> tuple[str, str]:
    """An address that opens, and what was done to it: "", "completed" (its beginning was missing) or "dropped"."""
    given = "".join(str(value or "").replace("\0", "").split())
    if not given or _is_nothing(given):
        return "", ""
    done = ""
    if not _SCHEME.match(given) and _DOMAIN.fullmatch(given):
        given, done = f"https://{given}", "completed"
    scheme, separator, rest = given.partition("://")
    given = f"{scheme.lower()}{separator}{rest}"
    try:
        _is_url(given)
        host = urlsplit(given).hostname or ""
    except (ValidationError, ValueError):
        return "", "dropped"
    if host.casefold() in EMPTY_HOSTS:
        return "", ""
    return (given, done) if len(given) <= 500 else ("", "dropped")


def email(value: object) -> str:
    given = line(value).removeprefix("mailto:").strip(" <>.,;")
    try:
        validate_email(given)
    except ValidationError:
        return ""
    return given if len(given) <= 254 else ""


def phone(value: object) -> str:
    """A telephone number as it was written, or nothing where there are too few digits."""
    given = line(strip_tags(str(value or "")))[:40]
    digits = sum(letter.isdigit() for letter in given)
    return given if 3 <= digits <= 15 and re.fullmatch(r"[\d\s()+./#-]+(?:\s*(?:ext|x)\.?\s*\d+)?", given, re.I) else ""


def yes_or_no(value: object) -> bool | None:
    given = line(value).casefold()
    return True if given in YES else False if given in NO else None


def date(value: object) -> dt.date | None:
    """A date as 2026-11-02, with or without a time, or as 02/11/2026, the English way round."""
    given = line(value)
    if found := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", given):
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", given):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def time(value: object) -> dt.time | None:
    """A time of day: 10:00, 10.30, 10am, 6:30 pm, noon."""
    given = line(value).casefold().replace(" ", "")
    if given in {"noon", "12noon", "midday"}:
        return dt.time(12)
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2})?(am|pm|a\.m\.|p\.m\.)?(?:[+-]\d{2}:?\d{2}|z)?", given)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def number(value: object) -> int | None:
    given = line(value)
    return int(given) if re.fullmatch(r"\d{1,6}", given) else None


def pence(value: object) -> int | None:
    """A price that says nothing but its amount."""
    found = re.fullmatch(r"£?\s*(\d{1,5})(?:\.(\d{1,2}))?\s*(?:p\b)?", line(value))
    if not found:
        return None
    if line(value).endswith("p"):
        return int(found[1])
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def identifier(value: object) -> uuid.UUID | None:
    """Any identifier in the shape of a UUID, also of versions that no standard knows."""
    given = line(value)
    return uuid.UUID(given) if _UUID.fullmatch(given) else None


def name_key(name: str) -> str:
    """The same for names that differ in capitals, dots or spaces only."""
    return re.sub(r"[^\w&]+", " ", name.replace("'", "").replace("’", "")).casefold().strip()
