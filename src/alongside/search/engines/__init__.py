"""The text index of each database: how it is made, and how it is asked. Nothing else in search knows which one it is."""

from django.db import connection

from alongside.search.engines.interface import Engine, Row
from alongside.search.engines.postgres import PostgreSQL
from alongside.search.engines.sqlite import SQLite

__all__ = ["Engine", "Row", "engine"]


def engine() -> Engine:
    """The engine of the database in use."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
