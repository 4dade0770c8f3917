"""The databases of a place, as the environment names them, and which of them a query goes to."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.db import DEFAULT_DB_ALIAS

from alongside.config.house import CannotGoOn
from alongside.kit import replicas

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456; "
    "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;",
}
GIVE_UP_SOON = {"connect_timeout": 2, "tcp_user_timeout": 5_000}
"""A replica on a machine that is gone must not keep readers waiting: the primary can answer."""


def read(url: str, replica_urls: list[str], folder: Path) -> dict[str, dict[str, Any]]:
    """The primary, which is SQLite in the data folder unless `url` says otherwise, and its replicas."""
    primary = _parsed(url or f"sqlite:///{folder / 'alongside.sqlite3'}")
    copies = [_parsed(one, **GIVE_UP_SOON) for one in replica_urls]
    if any(not one["ENGINE"].endswith("postgresql") for one in (primary, *copies)) and copies:
        raise CannotGoOn("DATABASE_REPLICA_URLS needs PostgreSQL there and in DATABASE_URL. See docs/howto/postgresql.md")
    return {DEFAULT_DB_ALIAS: primary} | {f"replica_{number}": one for number, one in enumerate(copies, 1)}


def _parsed(url: str, **options: Any) -> dict[str, Any]:
    found: dict[str, Any] = {**dj_database_url.parse(url), "CONN_MAX_AGE": None}
    if found["ENGINE"].endswith("sqlite3"):
        return found | {"OPTIONS": SQLITE}
    # A transaction pooler may stand in front, so nothing is left open on the server between two statements.
    return found | {"DISABLE_SERVER_SIDE_CURSORS": True, "OPTIONS": options | found.get("OPTIONS", {})}


class Router:
    """Reads go where this request reads, every write goes to the primary. A replica is the same rows, and migrates with it."""

    def db_for_read(self, model: object, **hints: object) -> str:
        return replicas.database()

    def db_for_write(self, model: object, **hints: object) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: object, other: object, **hints: object) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == DEFAULT_DB_ALIAS
