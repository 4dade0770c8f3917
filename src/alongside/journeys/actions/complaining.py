"""A complaint about what we do with somebody's data: kept, acknowledged at once, and owed an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.journeys import policy
from alongside.organisations import queries as organisations
from alongside.people import complaints
from alongside.replies import actions as replies

if TYPE_CHECKING:
    from alongside.people.models import Person
    from alongside.replies.models import OwedReply

KIND = "journeys.data_complaint"


class NobodyAnswers(Exception):
    """No organisation coordinates this place yet, so that nobody could answer."""


@transaction.atomic
def complain(*, about: str, what: str, wants: str, name: str, email: str, phone: str, by: Person | None) -> OwedReply:
    """Somebody complains. The coordinator answers; whoever gave an address hears at once that it arrived, and by when."""
    coordinator = organisations.coordinator()
    if coordinator is None:
        raise NobodyAnswers
    made = complaints.keep(about=about, what=what, wants=wants, name=name, email=email, phone=phone, by=by)
    return replies.open(
        KIND,
        subject=made,
        title=_("A complaint about data"),
        organisation=coordinator,
        by=by,
        asker=by,
        asker_email=email,
        days=policy.COMPLAINT_IN_DAYS(),
    )
