"""All writes of the directory."""

from alongside.directory.actions.capacity import say as say_capacity
from alongside.directory.actions.changes import Proposed, approve, decline, propose, send_in, take_back
from alongside.directory.actions.errors import BadFacts, DirectoryError, StaleEdit, WrongMove
from alongside.directory.actions.importing import SourceError, import_services
from alongside.directory.actions.importing.asked import bring_in, try_out
from alongside.directory.actions.saying import NobodyToAsk, ask_a_person, correct, tell_change
from alongside.directory.actions.services import add, change, confirm, confirm_all, discard, pause, publish, withdraw

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
    "confirm_all",
    "correct",
    "decline",
    "discard",
    "import_services",
    "pause",
    "propose",
    "publish",
    "say_capacity",
    "send_in",
    "take_back",
    "tell_change",
    "try_out",
    "withdraw",
]
