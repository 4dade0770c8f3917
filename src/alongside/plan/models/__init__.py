"""What the plan is made of."""

from alongside.plan.models.action import Action, ActionQuerySet, Keeps, Need
from alongside.plan.models.plan import Plan, PlanQuerySet, Priority, Readers, Role, StreamPartner, Workstream
from alongside.plan.models.progress import Digested, Evidence, Progress, Status, Witness

__all__ = [
    "Action",
    "ActionQuerySet",
    "Digested",
    "Evidence",
    "Keeps",
    "Need",
    "Plan",
    "PlanQuerySet",
    "Priority",
    "Progress",
    "Readers",
    "Role",
    "Status",
    "StreamPartner",
    "Witness",
    "Workstream",
]
