"""All that is written in a plan."""

from alongside.plan.actions.planning import (
    add_action,
    add_priority,
    add_role,
    add_stream,
    begin,
    change_action,
    change_stream,
    close,
    hand_over,
    publish,
    publish_action,
)
from alongside.plan.actions.reporting import bring, report, take_back, verify, witness

__all__ = [
    "add_action",
    "add_priority",
    "add_role",
    "add_stream",
    "begin",
    "bring",
    "change_action",
    "change_stream",
    "close",
    "hand_over",
    "publish",
    "publish_action",
    "report",
    "take_back",
    "verify",
    "witness",
]
