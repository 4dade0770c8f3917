"""Slowing down those who guess. allauth counts in the cache; the keys it counts under name addresses and networks."""

import hashlib
import hmac

from django.conf import settings


def cache_key(key: str, prefix: str, version: int) -> str:
    """A digest that only this installation can make, so that the table of counts names nobody."""
    named = f"{prefix}:{version}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), named, hashlib.sha256).hexdigest()
