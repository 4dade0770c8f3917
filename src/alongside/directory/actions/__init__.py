"""All writes of the directory."""

from alongside.directory.actions.errors import BadFacts, DirectoryError, StaleEdit, WrongMove
from alongside.directory.actions.services import add, change, confirm, discard, pause, publish, withdraw

__all__ = [
    "BadFacts",
    "DirectoryError",
    "StaleEdit",
    "WrongMove",
    "add",
    "change",
    "confirm",
    "discard",
    "pause",
    "publish",
    "withdraw",
]
