"""Showing that an address is one's own, for somebody without an account: a link goes there, with one button behind it.

Somebody with an account is led to sign in instead, so that a second step is never gone around. Who asks learns neither.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alongside.kit import signing, vault
from alongside.people import mails, queries
from alongside.people.models import Person

PURPOSE = "people.your_data"
GOOD_FOR = dt.timedelta(days=2)
SHOWN_FOR = dt.timedelta(hours=1)
"""How long a browser shows what is kept at an address after its link was pressed."""


@transaction.atomic
def invite(email: str, *, by: Person | None) -> None:
    """Mail the link there. An officer may do it for somebody who wrote or rang: `by`."""
    email = email.strip().lower()
    if queries.by_email(email):
        mails.to_address(email, "your_data_account", url=settings.ADDRESS + reverse("people:yours"))
    else:
        url = settings.ADDRESS + reverse("people:your_data_link", args=[signing.seal(PURPOSE, {"at": vault.lock(email)})])
        mails.to_address(email, "your_data", url=url)


def unsealed(token: str) -> str:
    """The address that a link shows to be theirs; nothing when it is forged or old."""
    try:
        email = vault.unlock(signing.unseal(PURPOSE, token, GOOD_FOR)["at"])
    except (signing.BadSeal, vault.Unreadable):
        return ""
    return "" if queries.by_email(email) else email
