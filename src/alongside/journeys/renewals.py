"""Memberships that end soon, on the desks of those who may renew them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.kit import words
from alongside.organisations.queries import members
from alongside.replies import confirmations

if TYPE_CHECKING:
    from alongside.people.models import Person


def register() -> None:
    """Called once, when the house starts."""
    confirmations.register(_ask)


def _ask(person: Person) -> Iterable[confirmations.Confirmation]:
    for one in members.renewable_by(person):
        organisation = one.organisation
        assert organisation is not None and one.until is not None  # noqa: S101  # a member has both
        yield confirmations.Confirmation(
            title=_("Membership of %(name)s") % {"name": organisation.name},
            url=reverse("organisations:membership", args=[organisation.slug]),
            line=_("%(kind)s, %(price)s for a year.") % {"kind": one.kind.name, "price": words.pounds(one.kind.pence)},
            due_on=one.until,
            otherwise=_("Then it lapses"),
            confirm_url=reverse("organisations:renew", args=[organisation.slug]),
            confirm_label=_("Renew"),
            organisation_id=organisation.pk,
        )
