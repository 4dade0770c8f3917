"""Links that carry their own permission: sealed for one purpose, good until a day.

Whoever holds the link can read its facts, so they are ids and states, never names or words.
"""

import datetime as dt
from typing import Any

from django.core import signing

from alongside.kit import clock


class BadSeal(Exception):
    """The token is not one of ours for this purpose, or was changed on its way."""


class Expired(BadSeal):
    """The token is ours, but its time is over."""


def seal(purpose: str, facts: dict[str, Any]) -> str:
    """A token for a URL that `unseal` with the same purpose turns back into `facts`."""
    return signing.dumps({"at": int(clock.now().timestamp()), "facts": facts}, salt=_salt(purpose), compress=True)


def unseal(purpose: str, token: str, max_age: dt.timedelta) -> dict[str, Any]:
    """The facts sealed into `token` for `purpose`, if that is no longer ago than `max_age`."""
    try:
        sealed = signing.loads(token, salt=_salt(purpose))
    except signing.BadSignature as reason:
        raise BadSeal from reason
    if clock.now().timestamp() - sealed["at"] > max_age.total_seconds():
        raise Expired
    facts: dict[str, Any] = sealed["facts"]
    return facts


def _salt(purpose: str) -> str:
    return f"alongside.seal.{purpose}"
