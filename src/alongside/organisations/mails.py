"""What this room writes to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.notices import actions as notices
from alongside.organisations.models import Seat
from alongside.people import actions as people

if TYPE_CHECKING:
    from alongside.people.models import Person

A_WEEK = 24 * 7


def invited(seat: Seat, *, by: Person) -> None:
    """Somebody was given a seat: who gave it, where, what it may do, and how to get in."""
    notices.send(
        "organisations.invited",
        to=seat.person,
        subject=_("You have a seat at %(organisation)s") % {"organisation": seat.organisation.name},
        template="organisations/mail/invited",
        context={
            "seat": seat,
            "organisation": seat.organisation,
            "by": by,
            "link": people.sign_in_link(seat.person, hours=A_WEEK),
        },
        by_reply_to=by.email,
    )
