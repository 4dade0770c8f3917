"""How the record speaks of what happened to somebody's account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.record import sentences

if TYPE_CHECKING:
    from alongside.record.models import Event

SAID: dict[str, str | Promise] = {
    "people.added": _("Account made"),
    "people.renamed": _("Name changed"),
    "people.profile_changed": _("What to know when we speak with them changed"),
    "people.profile_removed": _("What to know when we speak with them removed"),
    "people.consent_given": _("Agreed to something"),
    "people.consent_withdrawn": _("No longer agrees to something"),
    "people.signed_in": _("Signed in"),
    "people.address_confirmed": _("E-mail address confirmed"),
    "people.way_added": _("Way to sign in added"),
    "people.way_removed": _("Way to sign in removed"),
    "people.recovery_code_used": _("Recovery code used"),
    "people.never_confirmed": _("Account let go of: its address was never confirmed"),
    "people.session_ended": _("Signed out on one device"),
    "people.signed_out_everywhere": _("Signed out on every device"),
    "people.signed_out_elsewhere": _("Signed out on every other device"),
    "people.forgetting_again": _("To be forgotten again, since an older copy was brought back"),
    "people.mention_removed": _("A name taken out of a text"),
    "people.deleted": _("Account deleted"),
    "people.forgetting_asked": _("Asked to be forgotten"),
    "people.forgetting_undone": _("No longer asks to be forgotten"),
    "people.forgotten": _("Forgotten, as asked"),
    "people.copy_asked": _("Asked for a copy of what is held about them"),
    "people.complained": _("Complained about data"),
    "people.hold_placed": _("Kept for now"),
    "people.hold_lifted": _("No longer kept for now"),
    "people.retention_run": _("Let go of what was kept long enough"),
    "people.suspended": _("Account suspended"),
    "people.restored": _("Account opened again"),
    "people.second_step_forgotten": _("Second step taken away"),
}


def register() -> None:
    """Called once, when the house starts."""
    for kind in SAID:
        sentences.register(kind, _say)


def _say(event: Event) -> str:
    return str(SAID[event.kind])
