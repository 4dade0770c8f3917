"""The installation's own secret: made at first run, readable by its owner alone."""

import secrets
from pathlib import Path

from alongside.kit import keyfile


def key(folder: Path) -> str:
    """The secret key kept in `folder`."""
    return keyfile.kept(folder / "secret", lambda: secrets.token_urlsafe(50).encode()).decode()
