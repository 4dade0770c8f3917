"""The ground that every command stands on: settings read, Django started, the data folder there and migrated."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django


def ready() -> None:
    """Start Django on the data folder, which is made and migrated when that is needed. Quick when it is not."""
    start()
    from django.conf import settings

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(settings.DATA_DIR / ".migrating"):
        if _missing():
            _migrate()


def start() -> None:
    """Start Django, and nothing else."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    django.setup()


def _missing() -> set[tuple[str, str]]:
    """The migrations that the code has and the database has not. One query and a look at file names."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    applied = set(MigrationRecorder(connection).applied_migrations())
    return {
        (app.label, file.stem) for app in apps.get_app_configs() for file in Path(app.path, "migrations").glob("[0-9]*.py")
    } - applied


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _one_at_a_time(file: Path) -> Iterator[None]:
    """Held by one process of this machine, and let go of when that process ends in whatever way."""
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
