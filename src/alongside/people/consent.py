"""Consent: what somebody agreed to, in which exact words, when and how; withdrawn as easily as it was given.

A room says with `register` what it asks people to agree to. It may do so while `holds` says so, and no longer.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock, signing
from alongside.people import mails, policy
from alongside.people.models import Consent, Person
from alongside.record import actions as record

if TYPE_CHECKING:
    from django.utils.functional import Promise

Whom = Person | str
"""Somebody with an account, or an address that was shown to be theirs."""

LINK = "people.consent.withdraw"
SPEAK = "people.speak"
SPEAK_WORDING = _("Officers who answer me may see how to speak with me")

_purposes: dict[str, str | Promise] = {}


class Publish(models.TextChoices):
    """Whether a contact may be shown. Unknown is not shown: consent is never invented."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Reworded(Exception):
    """The words have changed since they were shown, so nobody has agreed to the new ones."""


@dataclass(frozen=True)
class Asked:
    """One thing that people are asked to agree to: its words of today, and what this person agreed to."""

    purpose: str
    wording: str
    consent: Consent | None

    @property
    def sha256(self) -> str:
        return digest(self.wording)

    @property
    def is_held(self) -> bool:
        return bool(self.consent and is_current(self.consent))


def register(purpose: str, wording: str | Promise) -> None:
    """A room asks people to agree to this. Other words later are another question: it is asked anew."""
    _purposes[purpose] = wording


def wording(purpose: str) -> str:
    """The words of today; nothing for what nobody asks."""
    return str(_purposes.get(purpose, ""))


def purposes() -> list[str]:
    """Everything that people are asked to agree to."""
    return list(_purposes)


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def is_current(consent: Consent) -> bool:
    """Whether they agreed to the words of today."""
    return consent.sha256 == digest(wording(consent.purpose))


def of(whom: Whom) -> models.QuerySet[Consent]:
    """All that somebody ever agreed to, the latest first."""
    if isinstance(whom, str):
        return Consent.objects.filter(person=None, email=whom.strip().lower())
    confirmed = EmailAddress.objects.filter(user=whom, verified=True).values("email")
    return Consent.objects.filter(models.Q(person=whom) | models.Q(person=None, email__in=confirmed))


def held(whom: Whom, purpose: str) -> Consent | None:
    """What somebody agreed to for this and has not withdrawn, be it to the words of today or to older ones."""
    return of(whom).filter(purpose=purpose, withdrawn_at=None).first()


def holds(whom: Whom, purpose: str) -> bool:
    """Whether somebody agrees to this, in the words of today."""
    return of(whom).filter(purpose=purpose, withdrawn_at=None, sha256=digest(wording(purpose))).exists()


def asked_of(person: Person) -> list[Asked]:
    """Everything that this person is asked to agree to, or still agrees to."""
    open_ones = {one.purpose: one for one in of(person).filter(withdrawn_at=None)}
    return [Asked(one, wording(one), open_ones.get(one)) for one in dict.fromkeys([*_purposes, *open_ones])]


@transaction.atomic
def give(
    whom: Whom,
    purpose: str,
    *,
    by: Person,
    how: str = Consent.How.PAGE,
    shown: str | None = None,
    on: dt.datetime | None = None,
) -> Consent:
    """Somebody agrees. `shown` is the digest of the words they saw; `on` is for what was said or signed before today.

    Who agreed to the same words before keeps that day. A mail says what they agreed to, with a link that withdraws it.
    """
    words = wording(purpose)
    if not words or shown not in {None, digest(words)}:
        raise Reworded
    if isinstance(whom, Person):
        Person.objects.select_for_update().get(pk=whom.pk)
    before = held(whom, purpose)
    if before and is_current(before):
        return before
    _end(of(whom).filter(purpose=purpose), how=Consent.How.REPLACED, to=None)
    person, email = (whom, "") if isinstance(whom, Person) else (None, whom.strip().lower())
    try:
        with transaction.atomic():
            made = Consent.objects.create(
                person=person,
                email=email,
                purpose=purpose,
                wording=words,
                sha256=digest(words),
                given_at=on or clock.now(),
                given_how=how,
                given_to=_writer(person, by),
            )
    except IntegrityError:  # a bare address has no row to hold: it agreed at the same moment, to the same words
        if same := held(whom, purpose):
            return same
        raise
    record.write("people.consent_given", on=person or made, by=by, facts={"consent": str(made.pk), "how": how})
    mails.to_address(person.email if person else email, "consent_given", consent=made, url=withdraw_url(made))
    return made


@transaction.atomic
def withdraw(whom: Whom, purpose: str, *, by: Person | None, how: str = Consent.How.PAGE) -> bool:
    """Somebody no longer agrees. They are told, and whether there was anything to withdraw."""
    person, email = (whom, whom.email) if isinstance(whom, Person) else (None, whom.strip().lower())
    ended = _end(of(whom).filter(purpose=purpose), how=how, to=_writer(person, by))
    for one in ended:
        record.write("people.consent_withdrawn", on=person or one, by=by, facts={"consent": str(one.pk), "how": how})
        mails.to_address(email, "consent_withdrawn", consent=one)
    return bool(ended)


def withdraw_by_link(consent: Consent) -> bool:
    """The same by the button behind the link in a mail, without signing in."""
    return withdraw(consent.person or consent.email, consent.purpose, by=None, how=Consent.How.LINK)


def withdraw_url(consent: Consent) -> str:
    """Where it is withdrawn without signing in."""
    return settings.ADDRESS + reverse("people:no_longer", args=[signing.seal(LINK, {"consent": str(consent.pk)})])


def unsealed(token: str) -> Consent | None:
    """What a link in a mail withdraws, or has withdrawn. It goes on working for what they agreed to again since."""
    try:
        facts = signing.unseal(LINK, token, policy.CONSENT_LINK_FOR)
    except signing.BadSeal:
        return None
    found = Consent.objects.filter(pk=facts["consent"]).select_related("person").first()
    return found and (held(found.person or found.email, found.purpose) or found)


def _end(rows: models.QuerySet[Consent], *, how: str, to: uuid.UUID | None) -> list[Consent]:
    ended = list(rows.filter(withdrawn_at=None).select_for_update(of=("self",)))
    Consent.objects.filter(pk__in=[one.pk for one in ended]).update(withdrawn_at=clock.now(), withdrawn_how=how, withdrawn_to=to)
    return ended


def _writer(person: Person | None, by: Person | None) -> uuid.UUID | None:
    """The officer who wrote it down for them; nobody where they did it themselves."""
    return by.pk if by and by != person else None
