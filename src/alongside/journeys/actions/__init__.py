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
from alongside.journeys.actions.joining import admit, join, refuse, take_back
from alongside.journeys.actions.leaving import leave
from alongside.journeys.actions.reporting import ask_for_report, look_after_reports, report_back

__all__ = [
    "NobodyAnswers",
    "admit",
    "ask_back",
    "ask_for_report",
    "claim",
    "complain",
    "decline",
    "grant",
    "hand_to_people",
    "join",
    "leave",
    "look_after_reports",
    "object_to",
    "place",
    "propose",
    "prove",
    "refuse",
    "report_back",
    "take_back",
    "tell",
    "withdraw",
]
