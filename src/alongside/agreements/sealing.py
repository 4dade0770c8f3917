"""The seal of this installation: one key, made when it is first needed."""

from functools import cache
from pathlib import Path

from django.conf import settings

from alongside.agreements import seal
from alongside.kit import clock


def key() -> seal.Key:
    """The key in the data folder."""
    return _key(Path(settings.SEAL_FILE))


def fingerprint() -> str:
    """By what outsiders know our seal."""
    return key().fingerprint


@cache
def _key(file: Path) -> seal.Key:
    return seal.key(file, since=clock.now())
