"""Slowing down those who guess. allauth counts in the cache; the keys it counts under name addresses and networks."""

import hashlib
import hmac

from allauth.core import ratelimit
from allauth.core.internal.cryptokit import normalize_user_code
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from alongside.kit import limits
from alongside.people.models import Person

A_CODE_LIVES = 90
"""Seconds: its own half minute, and the one before and after that we allow for a clock that is off."""


def cache_key(key: str, prefix: str, version: int) -> str:
    """A digest that only this installation can make, so that the table of counts names nobody."""
    named = f"{prefix}:{version}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), named, hashlib.sha256).hexdigest()


def may_try(request: HttpRequest, person: Person) -> bool:
    """Whether another code of an app, or recovery code, may be tried for `person` from here.

    Nobody comes so far who has not shown a first proof; so a stranger can use up nothing here. A second, wide count over
    all networks stops whoever reads the person's mail and changes networks; a passkey still lets the person in.
    """
    here: bool = ratelimit.consume(request, action="second_step", key=_key(request, person))
    anywhere: bool = here and ratelimit.consume(request, action="second_step_anywhere", key=str(person.pk))
    return anywhere


def forget_tries(request: HttpRequest, person: Person) -> None:
    """It was them: the wrong tries before do not count."""
    ratelimit.clear(request, action="second_step", key=_key(request, person))


def is_first_use(person: Person, code: str) -> bool:
    """Whether this code of an app has not signed anybody in yet. allauth itself forgets it while it still works."""
    return cache.add(f"people.app_code {person.pk} {normalize_user_code(code)}", "used", timeout=A_CODE_LIVES)


def _key(request: HttpRequest, person: Person) -> str:
    return f"{limits.visitor(request)} {person.pk}"
