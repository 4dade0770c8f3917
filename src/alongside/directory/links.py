"""The link by which a lead looks after all services of an organisation without an account. Nothing happens before a button."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from alongside.kit import signing
from alongside.organisations import queries as organisations
from alongside.replies import queries as replies

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

KEPT = "directory.kept"
LASTS = dt.timedelta(days=45)
"""As long as the link of a monthly mail, in which it comes."""


def kept_url(organisation: Organisation, lead: Person, *, reader: Person) -> str:
    """Where this lead, or who covers for them, sees all services of the organisation, and says what is so."""
    facts = {"organisation": str(organisation.pk), "lead": str(lead.pk), "reader": str(reader.pk)}
    return settings.ADDRESS + reverse("directory:kept", args=[signing.seal(KEPT, facts)])


def kept(token: str) -> tuple[Organisation, Person] | None:
    """Which organisation it is about and who reads it: one of its leads while they lead it, or who covers for them while they do."""
    try:
        facts = signing.unseal(KEPT, token, LASTS)
    except signing.BadSeal:
        return None
    organisation = organisations.led().filter(pk=facts["organisation"]).first()
    leads = organisations.leads_of(organisation) if organisation else []
    lead = next((one for one in leads if str(one.pk) == facts["lead"]), None)
    if organisation is None or lead is None:
        return None
    reader = lead if facts["reader"] == facts["lead"] else replies.answers_for(lead, organisation)
    return (organisation, reader) if str(reader.pk) == facts["reader"] else None
