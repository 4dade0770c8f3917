"""What officers should confirm of the place itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.kit import clock
from alongside.organisations import rules
from alongside.places import policy
from alongside.places import queries as places
from alongside.replies.confirmations import Confirmation

if TYPE_CHECKING:
    from alongside.people.models import Person


def helplines(person: Person) -> Iterator[Confirmation]:
    """The numbers on "I am worried about someone", half a year after somebody last tried them."""
    checked = places.helplines_checked_on() if rules.is_officer(person) else None
    if checked is None or clock.today() < checked + policy.CHECK_HELPLINES_EVERY():
        return
    page = reverse("places:helplines")
    yield Confirmation(
        title=_("Numbers to ring"),
        url=page,
        line=_("They stand on “I am worried about someone”. Ring each of them."),
        due_on=checked + policy.CHECK_HELPLINES_EVERY(),
        otherwise=_("Somebody in need may ring a number that is dead."),
        confirm_url=reverse("places:check_helplines"),
        change_url=page,
    )
