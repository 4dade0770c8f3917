"""All writes of the directory."""

from alongside.directory.actions.changes import Proposed, approve, decline, propose, send_in, take_back
from alongside.directory.actions.errors import BadFacts, DirectoryError, StaleEdit, WrongMove
from alongside.directory.actions.importing import SourceError, import_services
from alongside.directory.actions.importing.asked import bring_in, try_out
from alongside.directory.actions.saying import NobodyToAsk, ask_a_person, correct
from alongside.directory.actions.services import add, change, confirm, discard, pause, publish, withdraw

__all__ = [
    "BadFacts",
    "DirectoryError",
    "NobodyToAsk",
    "Proposed",
    "SourceError",
    "StaleEdit",
    "WrongMove",
    "add",
    "approve",
    "ask_a_person",
    "bring_in",
    "change",
    "confirm",
    "correct",
    "decline",
    "discard",
    "import_services",
    "pause",
    "propose",
    "publish",
    "send_in",
    "take_back",
    "try_out",
    "withdraw",
]
