"""Single values as the standard takes them. Each is left out rather than wrong."""

import datetime as dt
import math
import re
import uuid
from urllib.parse import quote, urlsplit

from django.utils.encoding import iri_to_uri

_URI = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"\\^`{|}/?#]+[^\s<>\"\\^`{|}]*", re.I)
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


def text(value: str) -> str | None:
    """Words, or nothing."""
    return value.strip() or None


def uri(value: str) -> str | None:
    """An address in plain letters (RFC 3986), also of one that was written with others."""
    given = value.strip()
    if not given:
        return None
    try:
        parts = urlsplit(given)
        host = (parts.hostname or "").encode("idna").decode() if not (parts.hostname or "").isascii() else ""
        given = iri_to_uri(given.replace(parts.hostname or "", host, 1) if host else given)
        parts = urlsplit(given)
        _port = parts.port
    except (ValueError, UnicodeError):
        return None
    if not _URI.fullmatch(given) or "[" in given or "]" in given:
        return None
    return re.sub(
        r"%(?![0-9A-Fa-f]{2})", "%25", parts._replace(fragment=quote(parts.fragment, safe="%!$&'()*+,;=:@/?-._~")).geturl()
    )


def public(value: str) -> str | None:
    """An address on the web without anything that may be a secret; a file of ours is none."""
    found = uri(value)
    parts = urlsplit(found) if found else None
    if parts is None or parts.scheme not in ("http", "https") or parts.username or parts.query:
        return None
    return found


def email(value: str) -> str | None:
    """An address for mail in plain letters."""
    given = value.strip()
    return given if given.isascii() and _EMAIL.fullmatch(given) else None


def point(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    """A point on earth."""
    if latitude is None or longitude is None or not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def moment(at: dt.datetime) -> str:
    """A moment in UTC, to the microsecond."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def day(on: dt.date | None) -> str | None:
    return on.isoformat() if on else None


def days(values: list[str]) -> list[str]:
    """Those that are days."""
    found = []
    for value in values:
        try:
            found.append(dt.date.fromisoformat(value).isoformat())
        except (TypeError, ValueError):
            continue
    return sorted(set(found))


def own_id(of: uuid.UUID, what: str) -> str:
    """An id for a part that has none of its own: the same for the same part, wherever it is made."""
    return str(uuid.uuid5(of, what))
