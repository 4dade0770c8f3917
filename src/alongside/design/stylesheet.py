"""The style sheet: written as several files by subject, served as one.

There is no build step: the static files finder joins `style/*.css` when it is asked, so that a change is seen on reload
and `collectstatic` finds one file to fingerprint and compress.
"""

import os
import re
import threading
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

NAME = "design/alongside.css"
PARTS = Path(__file__).parent / "style"


def text() -> str:
    """The whole style sheet without comments and spare whitespace."""
    return _squeezed(tuple((part, part.stat().st_mtime_ns) for part in sorted(PARTS.glob("*.css"))))


@lru_cache(maxsize=1)
def _squeezed(parts: tuple[tuple[Path, int], ...]) -> str:
    css = "\n".join(part.read_text() for part, _ in parts)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};]) ?", r"\1", css).replace(";}", "}").strip() + "\n"


def tokens() -> dict[str, tuple[str, str]]:
    """Every colour that has a name, by day and by night."""
    light, dark = (PARTS / "01-tokens.css").read_text().split("@media")
    day, night = _named(light), _named(dark)
    return {name: (_six(colour), _six(night.get(name, colour))) for name, colour in day.items()}


def _named(css: str) -> dict[str, str]:
    return {found[1]: found[2] for found in re.finditer(r"--([\w-]+): (#[0-9a-f]{3,6});", css)}


def _six(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


class Finder(BaseFinder):
    """Offers the joined style sheet to `collectstatic` and to the web server like any other static file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "built")

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002  # as Django calls it
        if path != NAME:
            return []
        found = self._written()
        return [found] if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        self._written()
        return [(NAME, self.storage)]

    def _written(self) -> str:
        """Write the file if it changed; whole or not at all, since several processes and threads may do so at once."""
        path, css = Path(self.storage.path(NAME)), text()
        if not path.exists() or path.read_text() != css:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
            draft.write_text(css)
            draft.replace(path)
        return str(path)


class Storage(CompressedManifestStaticFilesStorage):
    """Names with a fingerprint once `collectstatic` has run, plain names before that."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name
