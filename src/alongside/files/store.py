"""Where the content of files lies: outside everything that is served as it is, under its own fingerprint."""

import datetime as dt
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings


class TooLarge(Exception):
    """More came than was allowed."""


@dataclass(frozen=True)
class Draft:
    """Content that has arrived, and is not yet kept."""

    path: Path
    sha256: str
    size: int


def path_of(sha256: str) -> Path:
    """Where content with this fingerprint lies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def take(parts: Iterable[bytes], most: int) -> Draft:
    """Write content to a draft while it comes in, and stop when it is too much."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".draft-", dir=folder)  # mode 600
    try:
        with os.fdopen(handle, "wb") as out:
            sha256, size = _poured(parts, out, most)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        Path(name).unlink()
        raise
    return Draft(Path(name), sha256, size)


def _poured(parts: Iterable[bytes], out: IO[bytes], most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for part in parts:
        size += len(part)
        if size > most:
            raise TooLarge
        digest.update(part)
        out.write(part)
    return digest.hexdigest(), size


def keep(draft: Draft) -> Path:
    """Put a draft in its place, whole or not at all. The same content twice is kept once, and is young again."""
    place = path_of(draft.sha256)
    place.parent.mkdir(exist_ok=True)
    draft.path.replace(place)
    return place


def drop(draft: Draft) -> None:
    """Throw a draft away."""
    with suppress(FileNotFoundError):
        draft.path.unlink()


def everything() -> list[Path]:
    """All content, and drafts that nobody finished."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def remove(path: Path, *, older_than: dt.timedelta) -> None:
    """Remove content, unless it was put there lately: the same may have just been sent again."""
    with suppress(FileNotFoundError):
        if time.time() - path.stat().st_mtime > older_than.total_seconds():
            path.unlink()
