"""How the record speaks of organisations and seats."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.words import joined
from alongside.organisations.models import Seat
from alongside.people.consent import Publish
from alongside.record import sentences

if TYPE_CHECKING:
    from alongside.record.models import Event

FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("name"),
    "other_names": gettext_lazy("other names"),
    "sector": gettext_lazy("sector"),
    "kind": gettext_lazy("kind"),
    "size": gettext_lazy("income"),
    "about": gettext_lazy("what it says of itself"),
    "url": gettext_lazy("website"),
    "areas": gettext_lazy("areas"),
    "patches": gettext_lazy("patches"),
    "identifiers": gettext_lazy("registered numbers"),
}


def _changed(event: Event) -> str:
    named = [str(FIELDS.get(field, field)) for field in event.facts["fields"]]
    return _("Entry changed: %(fields)s") % {"fields": joined(named)}


def _role(event: Event) -> str:
    return str(Seat.Role(event.facts["role"]).label).lower()


def _shown(event: Event) -> str:
    shown = event.facts["publish"] == Publish.YES
    return _("shown to all") if shown else _("not shown")


SAID: dict[str, Callable[[Event], str]] = {
    "organisations.added": lambda event: _("Put on the list"),
    "organisations.changed": _changed,
    "organisations.closed": lambda event: _("Closed"),
    "organisations.reopened": lambda event: _("Opened again"),
    "organisations.contact_added": lambda event: _("Contact added, %(shown)s") % {"shown": _shown(event)},
    "organisations.contact_changed": lambda event: _("Contact changed, %(shown)s") % {"shown": _shown(event)},
    "organisations.contact_removed": lambda event: _("Contact removed"),
    "organisations.seated": lambda event: _("Seat given, as %(role)s") % {"role": _role(event)},
    "organisations.role_changed": lambda event: _("Seat changed, now %(role)s") % {"role": _role(event)},
    "organisations.seat_ended": lambda event: _("Seat ended, as %(role)s") % {"role": _role(event)},
}


def register() -> None:
    """Called once, when the house starts."""
    for kind, say in SAID.items():
        sentences.register(kind, say)
