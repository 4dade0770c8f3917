"""Secrets that must be read again, such as the one an authenticator app shares with us: kept under lock in the database.

The key is made from the secret of the installation, so a copy of the database alone opens nothing.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class Unreadable(Exception):
    """What was locked with another key, or changed since."""


def lock(text: str) -> str:
    """`text`, so that only this installation can read it."""
    return _box().encrypt(text.encode()).decode()


def unlock(locked: str) -> str:
    """What `lock` was given."""
    try:
        return _box().decrypt(locked.encode()).decode()
    except InvalidToken as reason:
        raise Unreadable from reason


def _box() -> Fernet:
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"alongside.vault").digest()
    return Fernet(base64.urlsafe_b64encode(key))
