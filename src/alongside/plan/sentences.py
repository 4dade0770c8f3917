"""What happened to plans, actions and roles, as a person would say it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit import words
from alongside.plan.models import Status, Witness
from alongside.record import sentences

if TYPE_CHECKING:
    from alongside.record.models import Event

PLAIN = {
    "plan.begun": gettext_lazy("Began the plan"),
    "plan.published": gettext_lazy("Published the plan"),
    "plan.changed": gettext_lazy("Changed its name, its horizons or who reads the draft"),
    "plan.removed": gettext_lazy("Removed the draft"),
    "plan.closed": gettext_lazy("Closed the plan"),
    "plan.opened_again": gettext_lazy("Opened the plan again"),
    "plan.carried_on": gettext_lazy("Began the next plan from this one"),
    "plan.priority_added": gettext_lazy("Added a priority"),
    "plan.priority_changed": gettext_lazy("Said a priority otherwise"),
    "plan.priority_removed": gettext_lazy("Removed a priority; its actions stay"),
    "plan.stream_added": gettext_lazy("Added a workstream"),
    "plan.stream_changed": gettext_lazy("Changed a workstream"),
    "plan.stream_removed": gettext_lazy("Removed a workstream without an action"),
    "plan.role_renamed": gettext_lazy("Called this role otherwise"),
    "plan.role_removed": gettext_lazy("Removed a role that answered for nothing"),
    "plan.action_removed": gettext_lazy("Removed a draft of an action"),
    "plan.role_added": gettext_lazy("Added this role"),
    "plan.handed_over": gettext_lazy("Said who holds this role"),
    "plan.action_added": gettext_lazy("Added as a draft"),
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
    sentences.register("plan.action_changed", _changed)
    sentences.register("plan.reported", _reported)
    sentences.register("plan.witnessed", _witnessed)


FIELDS = {
    "title": gettext_lazy("its words"),
    "about": gettext_lazy("its words"),
    "priority": gettext_lazy("its priority"),
    "horizon": gettext_lazy("when it helps"),
    "kind": gettext_lazy("what kind of help it is"),
    "lead": gettext_lazy("who leads it"),
    "owner": gettext_lazy("which role answers for it"),
    "proposed_by": gettext_lazy("who proposed it"),
    "resource_pence": gettext_lazy("what is promised for it"),
    "resource": gettext_lazy("what is promised for it"),
    "measure": gettext_lazy("what is counted"),
    "baseline": gettext_lazy("what is counted"),
    "target": gettext_lazy("what is counted"),
    "starts": gettext_lazy("when it begins"),
    "due_on": gettext_lazy("when it is due"),
    "readers": gettext_lazy("who reads the draft"),
}


def _changed(event: Event) -> str:
    """What was changed, by its name; a day that was put off, from when to when."""
    facts = event.facts
    told = list(
        dict.fromkeys(
            str(FIELDS[name]) for name in FIELDS if name in facts.get("fields", ()) and (name != "due_on" or "due" not in facts)
        )
    )
    said = _("Changed %(what)s") % {"what": ", ".join(told)} if told else _("Changed what it is")
    if "due" not in facts:
        return said
    moved = _("Due %(day)s, was %(before)s") % {"day": _day(facts["due"]), "before": _day(facts["was_due"])}
    return f"{moved}. {said}" if told else moved


def _day(iso: str) -> str:
    return words.date(dt.date.fromisoformat(iso))


def _reported(event: Event) -> str:
    return _("Reported: %(status)s") % {"status": Status(event.facts["status"]).label}


def _witnessed(event: Event) -> str:
    return str(Witness.Says(event.facts["says"]).label)
