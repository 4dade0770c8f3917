"""The monthly mail: all that an organisation should look at and that is not urgent, on one page behind one link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.journeys import mails
from alongside.organisations import queries
from alongside.replies import confirmations

if TYPE_CHECKING:
    from collections.abc import Collection

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person
    from alongside.replies.confirmations import Confirmation


def write(organisation: Organisation) -> int:
    """A mail to each of its leads for whom there is something to look at; returns how many."""
    asked = [(lead, confirmations.of(organisation.pk, lead)) for lead in queries.leads_of(organisation)]
    due = [(lead, found) for lead, found in asked if found]
    for lead, found in due:
        mails.monthly(organisation, lead, found)
    return len(due)


@transaction.atomic
def confirm(found: Collection[Confirmation], *, by: Person) -> int:
    """All of these are still true; returns of how many we may take that from a mailed link."""
    said = [one for one in found if one.may_be_mailed]
    for one in said:
        confirmations.confirm(one, by=by)
    return len(said)
