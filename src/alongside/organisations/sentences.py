"""How the record speaks of organisations and seats."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.kit.words import joined
from alongside.organisations.models import Seat, Standing
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
    "legal_name": gettext_lazy("legal name"),
    "client_groups": gettext_lazy("whom it helps"),
    "opening": gettext_lazy("opening hours"),
    "staff": gettext_lazy("number of staff"),
    "trustees": gettext_lazy("number of trustees"),
    "volunteers": gettext_lazy("number of volunteers"),
    "counted_on": gettext_lazy("day of counting"),
    "logo": gettext_lazy("logo"),
    "areas": gettext_lazy("areas"),
    "patches": gettext_lazy("patches"),
    "identifiers": gettext_lazy("registered numbers"),
}


def _changed(event: Event) -> str:
    named = [str(FIELDS.get(field, field)) for field in event.facts["fields"]]
    return _("Entry changed: %(fields)s") % {"fields": joined(named)}


def _role(event: Event) -> str:
    return str(Seat.Role(event.facts["role"]).label).lower()


def _standing(event: Event) -> str:
    return str(Standing.Kind(event.facts["kind"]).label).lower()


def _shown(event: Event) -> str:
    shown = event.facts["publish"] == Publish.YES
    return _("shown to all") if shown else _("not shown")


def _imported(event: Event) -> str:
    facts = {key: event.facts.get(key, 0) for key in ("new", "updated", "left_out")}
    return _("Brought a list in: %(new)s new, %(updated)s changed, %(left_out)s left out") % facts


def _taken_back(event: Event) -> str:
    return _("Took a list back: %(rows)s rows, of which %(stays)s stay") % {k: event.facts.get(k, 0) for k in ("rows", "stays")}


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
    "organisations.address_changed": lambda event: _("Address changed, %(shown)s") % {"shown": _shown(event)},
    "organisations.address_removed": lambda event: _("Address removed"),
    "organisations.logged": lambda event: _("A talk written down in the contact log"),
    "organisations.log_changed": lambda event: _("Contact log changed"),
    "organisations.log_removed": lambda event: _("An entry of the contact log removed"),
    "organisations.step_done": lambda event: _("A next step done"),
    "organisations.took_in": lambda event: _("Another entry made part of this one"),
    "organisations.merged": lambda event: _("Made part of another entry, and closed"),
    "organisations.parted": lambda event: _("Made two entries again"),
    "organisations.import_sent": lambda event: _("A list was sent in"),
    "organisations.imported": _imported,
    "organisations.import_undone": _taken_back,
    "organisations.seat_ended": lambda event: _("Seat ended, as %(role)s") % {"role": _role(event)},
    "organisations.seat_given_back": lambda event: _("Seat given back, as %(role)s") % {"role": _role(event)},
    "organisations.invited": lambda event: _("Somebody invited, as %(role)s") % {"role": _role(event)},
    "organisations.invited_again": lambda event: _("Invitation sent anew, as %(role)s") % {"role": _role(event)},
    "organisations.invitation_accepted": lambda event: _("Invitation accepted, as %(role)s") % {"role": _role(event)},
    "organisations.invitation_declined": lambda event: _("Invitation declined, as %(role)s") % {"role": _role(event)},
    "organisations.invitation_withdrawn": lambda event: _("Invitation withdrawn, as %(role)s") % {"role": _role(event)},
    "organisations.standing_given": lambda event: _("Standing given: %(kind)s") % {"kind": _standing(event)},
    "organisations.standing_ended": lambda event: _("Standing ended: %(kind)s") % {"kind": _standing(event)},
    "organisations.member_kind_set": lambda event: _("A kind of membership set"),
    "organisations.membership_asked": lambda event: _("Asked to be a member"),
    "organisations.membership_granted": lambda event: _("Became a member"),
    "organisations.membership_declined": lambda event: _("Membership declined"),
    "organisations.membership_withdrawn": lambda event: _("Wish to be a member taken back"),
    "organisations.membership_renewed": lambda event: _("Membership renewed for a year"),
    "organisations.membership_reminded": lambda event: _("Reminded to renew the membership"),
    "organisations.membership_invoiced": lambda event: _("Invoice of the membership noted"),
    "organisations.membership_paid": lambda event: _("Payment of the membership noted"),
    "organisations.membership_left": lambda event: _("Left as a member"),
    "organisations.membership_again": lambda event: _("Membership stands again as it was, or the wish for it"),
    "organisations.membership_lapsed": lambda event: _("Membership lapsed, since nobody renewed it"),
    "organisations.member_joined": lambda event: _("A member of this network added"),
    "organisations.member_left": lambda event: _("A member of this network went"),
    "organisations.network_joined": lambda event: _("Joined a network"),
    "organisations.network_left": lambda event: _("Left a network"),
    "organisations.representative_named": lambda event: _("Somebody speaks for it on a body"),
    "organisations.representative_changed": lambda event: _("Who speaks for it put right"),
    "organisations.representative_ended": lambda event: _("Somebody speaks for it no longer"),
    "organisations.reported_back": lambda event: _("Who speaks for it on a body reported back"),
    "organisations.term_ending_told": lambda event: _("Its leads reminded that a term ends soon"),
    "organisations.representation_given_up": lambda event: _("It needs no voice on a body any longer"),
    "organisations.claimed": lambda event: _("Claimed"),
    "organisations.claim_waits": lambda event: _("Claim given to a person to answer"),
    "organisations.claim_noted": lambda event: _("Something said about the claim"),
    "organisations.claim_placed": lambda event: _("Found to be one that is listed already"),
    "organisations.claim_granted": lambda event: _("Claim accepted, as %(role)s") % {"role": _role(event)},
    "organisations.claim_declined": lambda event: _("Claim declined"),
    "organisations.claim_withdrawn": lambda event: _("Claim taken back"),
}


def register() -> None:
    """Called once, when the house starts."""
    for kind, say in SAID.items():
        sentences.register(kind, say)
