"""What a record may hold: ids, states and counts. Whatever could be a name, an address or somebody's words is refused."""

import datetime as dt
import enum
import re
import uuid
from typing import Any

_CODE = re.compile(r"[\w.:/+#-]{0,200}")


class NotAFact(ValueError):
    """This could be about a person, or it would not read the same on every database."""


def plain(value: Any, at: str = "facts") -> Any:
    """`value` as the record keeps it, through and through; ids and dates become text."""
    match value:
        case dict():
            told = sorted(value.items(), key=lambda item: str(item[0]))  # as it is hashed: to look at it again is then quick
            return {plain(str(key), at): plain(part, f"{at}.{key}") for key, part in told}
        case set() | frozenset():
            return plain(sorted(value, key=str), at)
        case list() | tuple():
            return [plain(part, at) for part in value]
    return _one(value, at)


def _one(value: Any, at: str) -> Any:
    match value:
        case enum.Enum():
            return _one(value.value, at)
        case uuid.UUID():
            return str(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case None | bool() | int():
            return value
        case str() if _CODE.fullmatch(value):
            return value
    raise NotAFact(f"{at} holds a {type(value).__name__} that is no id, state or count. Records keep no words and no names.")
