"""What this room writes to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from alongside.organisations.models import Seat
from alongside.people import actions as people

if TYPE_CHECKING:
    from alongside.people.models import Person

A_WEEK = 24 * 7


def invited(seat: Seat, *, by: Person) -> None:
    """Somebody was given a seat: who gave it, where, what it may do, and how to get in."""
    link = people.sign_in_link(seat.person, hours=A_WEEK)
    said = {"seat": seat, "organisation": seat.organisation, "by": by, "link": link}
    subject = _("You have a seat at %(organisation)s") % {"organisation": seat.organisation.name}
    mail = EmailMultiAlternatives(subject, render_to_string("organisations/mail/invited.txt", said), to=[seat.person.email])
    mail.attach_alternative(render_to_string("organisations/mail/invited.html", said), "text/html")
    transaction.on_commit(mail.send)
