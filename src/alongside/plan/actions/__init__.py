"""All that is written in a plan."""

from alongside.plan.actions.action import add_action, change_action, publish_action
from alongside.plan.actions.planning import (
    add_priority,
    add_role,
    add_stream,
    begin,
    change,
    change_priority,
    change_stream,
    hand_over,
    publish,
    rename_role,
)
from alongside.plan.actions.removing import remove_action, remove_plan, remove_priority, remove_role, remove_stream
from alongside.plan.actions.reporting import bring, report, take_back, verify, witness
from alongside.plan.actions.years import carry_on, close, open_again

__all__ = [
    "add_action",
    "add_priority",
    "add_role",
    "add_stream",
    "begin",
    "bring",
    "carry_on",
    "change",
    "change_action",
    "change_priority",
    "change_stream",
    "close",
    "hand_over",
    "open_again",
    "publish",
    "publish_action",
    "remove_action",
    "remove_plan",
    "remove_priority",
    "remove_role",
    "remove_stream",
    "rename_role",
    "report",
    "take_back",
    "verify",
    "witness",
]
