"""The ground that every command stands on: settings read, Django started, the data folder there and migrated."""

import os
from pathlib import Path

import django

from alongside.config import house, served


def ready(**facts: object) -> None:
    """Start Django on the data folder, which is made and migrated when that is needed. Quick when it is not.

    `facts` are what the folder shall remember of how it is served.
    """
    folder = house.data_dir()
    with house.hold(folder / ".preparing"):
        if facts:
            served.remember(folder, **facts)
        start()
        if missing := _missing():
            _migrate()
        if missing or _is_bare():
            _furnish()
        _forget_again()


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
    files = ((app.label, file) for app in apps.get_app_configs() for file in Path(app.path, "migrations").glob("[0-9]*.py"))
    return {(label, file.stem) for label, file in files} - applied


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _forget_again() -> None:
    """An older copy of the database may have been brought back, with people in it who have been forgotten since."""
    from alongside.people import forgetting

    forgetting.forget_again()


def _is_bare() -> bool:
    """Whether an earlier start was ended between the two."""
    from alongside.terms import queries as terms

    return not terms.taxonomies().exists()


def _furnish() -> None:
    """Bring in what a place starts with and what a newer version of the software has learnt."""
    from alongside.jobs import actions as jobs
    from alongside.terms import actions as terms

    terms.load_needs()
    jobs.put("openreferral.rebuild")
