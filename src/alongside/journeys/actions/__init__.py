"""What is changed in two or more rooms at once."""

from alongside.journeys.actions.claiming import (
    ask_back,
    claim,
    decline,
    grant,
    hand_to_people,
    object_to,
    place,
    propose,
    prove,
    tell,
    withdraw,
)
from alongside.journeys.actions.complaining import NobodyAnswers, complain
from alongside.journeys.actions.leaving import leave

__all__ = [
    "NobodyAnswers",
    "ask_back",
    "claim",
    "complain",
    "decline",
    "grant",
    "hand_to_people",
    "leave",
    "object_to",
    "place",
    "propose",
    "prove",
    "tell",
    "withdraw",
]
