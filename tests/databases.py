"""A database per test process: a copy of one migrated template, so that nobody waits for migrations twice.

The template's name says what it was made of (the migrations and the locked versions): a change makes another.
"""

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections

from alongside.config import house

FOLDER = house.ROOT / "var" / "tests"


@cache
def fingerprint() -> str:
    """What the template is made of. Looked at once, so that a file which changes meanwhile takes no database away."""
    digest = hashlib.sha256((house.ROOT / "requirements-dev.lock").read_bytes())
    for file in sorted((house.ROOT / "src").glob("alongside/*/migrations/*.py")):
        digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def make() -> None:
    """This process's database, as the template is."""
    with _one_at_a_time():
        _sqlite_template() if connection.vendor == "sqlite" else _postgres_template()
    renew()


def renew() -> None:
    """The database as the template is, whatever a test left in it."""
    connections.close_all()
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(sqlite_file())) as source,
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as copy,
        ):
            source.backup(copy)
        return
    with connection._nodb_cursor() as cursor:
        name = connection.settings_dict["NAME"]
        cursor.execute(f'drop database if exists "{name}" with (force)')
        cursor.execute(f'create database "{name}" template "{_postgres_name()}" strategy file_copy')


def drop() -> None:
    """Leave nothing behind on a server that others use too; a file goes with its folder."""
    connections.close_all()
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'drop database if exists "{connection.settings_dict["NAME"]}" with (force)')


def sqlite_file() -> Path:
    """Where the template is."""
    return FOLDER / f"{fingerprint()}.sqlite3"


def _sqlite_template() -> None:
    file = sqlite_file()
    if file.exists():
        return
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink()
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("pragma wal_checkpoint(truncate)")
    connections.close_all()
    fresh = file.with_suffix(".making")
    shutil.copyfile(connection.settings_dict["NAME"], fresh)
    fresh.rename(file)


def _postgres_name() -> str:
    return f"alongside_template_{fingerprint()}"


def _postgres_template() -> None:
    name, own = _postgres_name(), connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute("select 1 from pg_database where datname = %s", [name])
        if cursor.fetchone():
            return
        cursor.execute(f'drop database if exists "{own}" with (force)')
        cursor.execute(f'create database "{own}"')
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'alter database "{own}" rename to "{name}"')


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / ".making").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
