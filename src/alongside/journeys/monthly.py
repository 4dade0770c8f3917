"""The monthly mail: all that an organisation should look at and that is not urgent, on one page behind one link."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.journeys import links, mails, policy
from alongside.kit import clock
from alongside.organisations import queries, rules
from alongside.replies import confirmations
from alongside.replies import queries as replies

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person
    from alongside.replies.confirmations import Confirmation


@dataclass(frozen=True)
class Covered:
    """What somebody looks at in place of a lead who is away."""

    lead: Person
    organisation: Organisation
    number: int
    path: str


def write(organisation: Organisation) -> int:
    """A mail to each of its leads who should be reminded of something, or to who covers for them; returns how many.

    The mail names what it reminds of; its page has all that waits.
    """
    leads = queries.leads_of(organisation)
    readers = [(lead, replies.answers_for(lead, organisation)) for lead in leads]
    asked = [(lead, reader) for lead, reader in readers if reader == lead or reader not in leads]  # another lead has their own
    due = [(lead, reader, found) for lead, reader in asked if (found := _to_remind(organisation, lead))]
    for lead, reader, found in due:
        mails.monthly(organisation, lead, found, reader=reader)
    return len(due)


def _to_remind(organisation: Organisation, lead: Person) -> Sequence[Confirmation]:
    this = mail_day(clock.today())
    last = mail_day(this - dt.timedelta(days=1))
    return [one for one in confirmations.of(organisation.pk, lead) if one.is_for_mail(last, this)]


def mail_day(today: dt.date) -> dt.date:
    """The last day of the monthly mail until today. A mail that goes later, since the machine was off, is still that day's."""
    day = policy.MONTHLY_DAY()
    return (today if today.day >= day else today.replace(day=1) - dt.timedelta(days=1)).replace(day=day)


def covered_by(person: Person) -> list[Covered]:
    """What the leads for whom somebody covers today should look at, each with the page where it is said.

    Who keeps the organisation's entries in any case has the same on their own desk.
    """
    found = []
    for cover in replies.covered_by(person):
        lead, organisation = cover.away.person, cover.organisation
        if cover.away.starts > clock.today() or rules.may_edit(person, organisation):
            continue
        if lead in queries.leads_of(organisation) and replies.answers_for(lead, organisation) == person:
            number = len(confirmations.of(organisation.pk, lead))
            found += (
                [Covered(lead, organisation, number, links.monthly_path(organisation, lead, reader=person))] if number else []
            )
    return found


@transaction.atomic
def confirm(found: Collection[Confirmation], *, by: Person) -> int:
    """All of these are still true; returns of how many we may take that from a mailed link."""
    said = [one for one in found if one.may_be_mailed]
    for one in said:
        confirmations.confirm(one, by=by)
    return len(said)
