"""Whether an address is at an organisation's own domain, so that reading mail there shows that one belongs to it."""

from __future__ import annotations

from urllib.parse import urlsplit

from alongside.organisations import policy
from alongside.organisations.models import Contact, Organisation
from alongside.people.consent import Publish


def is_own(email: str, organisation: Organisation) -> bool:
    """Whether `email` is at the domain of its website or of an address that it shows to everybody."""
    return organisation.sector in policy.PROVEN_BY_MAIL and _domain(email) in _own(organisation)


def _own(organisation: Organisation) -> set[str]:
    shown = organisation.contacts.filter(kind=Contact.Kind.EMAIL, publish=Publish.YES).order_by("id")
    site = (urlsplit(organisation.url).hostname or "").removeprefix("www.")
    return {site, *(_domain(value) for value in shown.values_list("value", flat=True)[:20])} - policy.SHARED_DOMAINS - {""}


def _domain(email: str) -> str:
    return email.strip().rpartition("@")[2].lower()
