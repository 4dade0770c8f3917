"""Where the house stands on this machine, and how it stops with words instead of a traceback."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_source = Path(__file__).resolve().parents[3]

ROOT = _source if (_source / "pyproject.toml").is_file() else Path.cwd()
"""The folder of the repository; where the package was installed without one, the folder that one stands in."""

DEMO_DIR = ROOT / "var" / "demo"
"""Where the demonstration is kept unless ALONGSIDE_DATA_DIR says otherwise."""


class CannotGoOn(Exception):
    """A command cannot do what it was asked; its message says why and what to do."""


def data_dir() -> Path:
    """The folder of the database, the files and the secret. Settings read it from here too."""
    return Path(os.environ.get("ALONGSIDE_DATA_DIR") or ROOT / "var" / "place").absolute()


@contextmanager
def hold(file: Path, *, or_else: str = "") -> Iterator[None]:
    """Held by one process of this machine, and let go of when it ends in whatever way.

    A second one waits; where `or_else` is given, it stops with that.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (fcntl.LOCK_NB if or_else else 0))
        except BlockingIOError:
            raise CannotGoOn(or_else) from None
        yield
