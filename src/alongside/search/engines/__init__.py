"""The text index of each database, and how it is asked."""

from django.db import connection

from alongside.search.engines.interface import Engine
from alongside.search.engines.postgres import PostgreSQL
from alongside.search.engines.sqlite import SQLite

__all__ = ["Engine", "engine"]


def engine() -> Engine:
    """The engine of the database in use."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
