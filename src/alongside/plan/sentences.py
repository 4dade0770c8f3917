"""What happened to plans, actions and roles, as a person would say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.plan.models import Status, Witness
from alongside.record import sentences

if TYPE_CHECKING:
    from alongside.record.models import Event

PLAIN = {
    "plan.begun": gettext_lazy("Began the plan"),
    "plan.published": gettext_lazy("Published the plan"),
    "plan.closed": gettext_lazy("Closed the plan"),
    "plan.priority_added": gettext_lazy("Added a priority"),
    "plan.stream_added": gettext_lazy("Added a workstream"),
    "plan.stream_changed": gettext_lazy("Changed a workstream"),
    "plan.role_added": gettext_lazy("Added this role"),
    "plan.handed_over": gettext_lazy("Said who holds this role"),
    "plan.action_added": gettext_lazy("Added as a draft"),
    "plan.action_changed": gettext_lazy("Changed what it is"),
    "plan.action_published": gettext_lazy("Put into the plan"),
    "plan.action_moved": gettext_lazy("Went over to another organisation, of which the former is a part now"),
    "plan.needs_set": gettext_lazy("Said what comes first"),
    "plan.evidence_brought": gettext_lazy("Brought evidence"),
    "plan.evidence_verified": gettext_lazy("Verified evidence"),
    "plan.evidence_taken_back": gettext_lazy("Took evidence back"),
}


def register() -> None:
    """Called once, when the house starts."""
    for kind in PLAIN:
        sentences.register(kind, lambda event: str(PLAIN[event.kind]))
    sentences.register("plan.reported", _reported)
    sentences.register("plan.witnessed", _witnessed)


def _reported(event: Event) -> str:
    return _("Reported: %(status)s") % {"status": Status(event.facts["status"]).label}


def _witnessed(event: Event) -> str:
    return str(Witness.Says(event.facts["says"]).label)
