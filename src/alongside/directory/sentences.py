"""What happened to services, changes and imports, as a person would say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.record import sentences

if TYPE_CHECKING:
    from alongside.record.models import Event


def register() -> None:
    """Called once, when the house starts."""
    plain = {
        "service.added": lambda event: _("Added as a draft"),
        "service.changed": _changed,
        "service.waiting": lambda event: _("Sent in"),
        "service.draft": lambda event: _("Made a draft again"),
        "service.published": lambda event: _("Put on the site"),
        "service.paused": lambda event: _("Marked as closed for a while"),
        "service.moved": lambda event: _("Moved to another organisation"),
        "service.withdrawn": lambda event: _("Withdrawn"),
        "service.confirmed": lambda event: _("Confirmed as still true"),
        "service.capacity": lambda event: _("Said how full it is"),
        "service.discarded": lambda event: _("Thrown away as a draft"),
        "service.corrected": lambda event: _("Somebody said that something is wrong"),
        "source.added": lambda event: _("Added a feed"),
        "source.changed": lambda event: _("Changed what is said of a feed"),
        "source.started": lambda event: _("Let a feed be read by itself"),
        "source.paused": lambda event: _("Paused a feed"),
        "difference.taken": lambda event: _("Took what the feed says"),
        "difference.kept": lambda event: _("Kept what was corrected here"),
        "service.took_in": lambda event: _("Another entry of it was made part of this one"),
        "service.merged": lambda event: _("Made part of another entry"),
        "service.parted": lambda event: _("Made two entries again"),
        "pair.not_same": lambda event: _("Said that two services are not the same"),
        "pair.merged": lambda event: _("Made two services one"),
        "pair.open": lambda event: _("Put two services on the desk again"),
        "shortlist.saved": lambda event: _("A list of services was saved"),
        "shortlist.mailed": lambda event: _("The address of a list of services was sent"),
        "shortlist.deleted": lambda event: _("A list of services was deleted"),
        "enquiry.made": lambda event: _("Somebody asked a person for help"),
        "change.proposed": lambda event: _("Proposed a change"),
        "change.approved": lambda event: _("Approved"),
        "change.declined": lambda event: _("Not taken"),
        "import.tried": lambda event: _("Tried what an import would do"),
        "import.cut_off": lambda event: _("An import was cut off"),
        "import.done": _imported,
    }
    for kind, presenter in plain.items():
        sentences.register(kind, presenter)


def _changed(event: Event) -> str:
    count = len(event.facts.get("fields", ()))
    return ngettext("Changed in %(count)s place", "Changed in %(count)s places", count) % {"count": count}


def _imported(event: Event) -> str:
    facts = {key: event.facts.get(key, 0) for key in ("created", "updated", "quarantined")}
    return _("Brought services in: %(created)s new, %(updated)s changed, %(quarantined)s left out") % facts
