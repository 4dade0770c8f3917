"""What the rows of services need beyond the cleaning that every sheet needs: postcodes, ages."""

import re
import uuid

from alongside.kit.cleaning import (
    date,
    email,
    first_words,
    identifier,
    line,
    name_key,
    number,
    pence,
    phone,
    text,
    time,
    url,
    yes_or_no,
)
from alongside.places import postcodes

__all__ = [
    "NAMESPACE",
    "ages",
    "date",
    "email",
    "first_words",
    "identifier",
    "line",
    "name_key",
    "number",
    "pence",
    "phone",
    "postcode",
    "text",
    "time",
    "url",
    "yes_or_no",
]
NAMESPACE = uuid.UUID("6f0d3f9e-5d55-5a5e-9a4f-8f7a0c1de0a1")


def postcode(value: object) -> str:
    """A postcode as people write it; what is none is kept as it is, for a person to mend, at most ten letters of it."""
    given = line(value).upper()
    return postcodes.said(given) if postcodes.key(given) else given[:10]


_AGE_RANGE = re.compile(r"(\d{1,3})\s*(?:years?|yrs?)?\s*(?:-|–|—|to)\s*(\d{1,3})\s*(?:years?(?: olds?)?|yrs?)?", re.I)
_AGE_FROM = re.compile(
    r"(?:from|over|aged|age|aged over)?\s*(\d{1,3})\s*(?:years?(?: olds?)?|yrs?|s)?\s*(?:\+|and (?:over|above|up|older)|upwards?|plus|or over)"
    r"|(?:from)\s+(\d{1,3})\s*(?:years?|yrs?)?(?:\s+upwards?)?"
    r"|(?:over|over the age of)\s+(\d{1,3})s?(?:\s*years?(?: olds?)?)?",
    re.I,
)
_AGE_TO = re.compile(r"(?:under|up to|below|under the age of)\s+(\d{1,3})s?(?:\s*(?:years?(?: olds?)?|yrs?))?", re.I)


def ages(value: object) -> tuple[int | None, int | None] | None:
    """The lowest and highest age of "6 years - 14 years", "11+", "under 5s"; (None, None) for all; None when not understood."""
    given = line(value).strip(" .").removeprefix("Ages ").removeprefix("ages ")
    if given.casefold() in {"", "all ages", "any age", "all", "everyone", "any"}:
        return None, None
    if found := _AGE_RANGE.fullmatch(given):
        return int(found[1]), int(found[2])
    if found := _AGE_FROM.fullmatch(given):
        return int(next(filter(None, found.groups()))), None
    if found := _AGE_TO.fullmatch(given):
        most = int(found[1])
        return None, most - 1 if given.casefold().startswith(("under", "below")) else most
    return None
