"""Signing: asking somebody to, signing online, in the room or on paper, saying no, passing it on, leaving, joining later."""

from alongside.agreements.actions.signing.answering import decline, pass_on
from alongside.agreements.actions.signing.asking import ask, ask_again, ask_everybody, take_back
from alongside.agreements.actions.signing.papers import prepare, seal_again, whole_bundle
from alongside.agreements.actions.signing.parties import accede, left, withdraw
from alongside.agreements.actions.signing.signing import Said, on_paper, sign
from alongside.agreements.actions.signing.wrong import NotNow

__all__ = [
    "NotNow",
    "Said",
    "accede",
    "ask",
    "ask_again",
    "ask_everybody",
    "decline",
    "left",
    "on_paper",
    "pass_on",
    "prepare",
    "seal_again",
    "sign",
    "take_back",
    "whole_bundle",
    "withdraw",
]
