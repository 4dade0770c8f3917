"""The installation's own secret: made at first run, readable by its owner alone."""

import os
import secrets
from pathlib import Path


def key(folder: Path) -> str:
    """The secret key kept in `folder`, made (mode 600) when there is none.

    Two processes may start at once: the file is linked into place whole, so both read the same key.
    """
    file = folder / "secret"
    try:
        return file.read_text()
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".secret-{os.getpid()}"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(secrets.token_urlsafe(50))
    try:
        os.link(fresh, file)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return file.read_text()
