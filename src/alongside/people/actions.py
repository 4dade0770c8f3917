"""Everything that is changed about people's accounts, each with its record."""

import datetime as dt
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alongside.kit import clock
from alongside.people import consent, mails, policy, queries
from alongside.people.models import CacheEntry, Person, Profile, Session, SignInLink
from alongside.people.sessions import digest
from alongside.record import actions as record

A_DAY = dt.timedelta(days=1)
"""Long enough to look into what went wrong with a link."""


class LinkClosed(Exception):
    """A sign-in link that is forged, too old, or already used."""


@transaction.atomic
def add(email: str, *, name: str = "", by: Person | None) -> Person:
    """An account for somebody. Their first sign-in, by a code that is mailed to them, shows that the address is theirs."""
    person = Person.objects.create(email=email.strip().lower(), name=" ".join(name.split()))
    EmailAddress.objects.create(user=person, email=person.email, primary=True)
    record.write("people.added", on=person, by=by)
    return person


@transaction.atomic
def came_from_outside(person: Person) -> Person:
    """Somebody whose council or the NHS vouched for their address has an account now."""
    record.write("people.added", on=person, by=person)
    return person


@transaction.atomic
def rename(person: Person, *, name: str, by: Person) -> Person:
    person.name = " ".join(name.split())
    person.save(update_fields=["name"])
    record.write("people.renamed", on=person, by=by)
    return person


@transaction.atomic
def tell(person: Person, *, languages: str, access_needs: str, officers_see: bool, by: Person) -> Profile | None:
    """Keep what somebody tells us about how to speak with them, and whether officers may see it.

    With nothing told, nothing is kept, and what they agreed to is withdrawn.
    """
    told = {"languages": " ".join(languages.split()), "access_needs": access_needs.strip()}
    agreed = officers_see and any(told.values())
    if agreed:
        consent.give(person, consent.SPEAK, by=by)
    else:
        consent.withdraw(person, consent.SPEAK, by=by)
    if not any(told.values()):
        if Profile.objects.filter(person=person).delete()[0]:
            record.write("people.profile_removed", on=person, by=by)
        return None
    made, _ = Profile.objects.update_or_create(person=person, defaults=told)
    record.write("people.profile_changed", on=person, by=by, facts={"officers_see": agreed})
    return made


def read_profile(person: Person | None, *, by: Person) -> Profile | None:
    """What `by`, an officer who answers them, may see of it. That they saw it is kept."""
    shown = queries.profile_of(person) if person and consent.holds(person, consent.SPEAK) else None
    if shown and person:
        record.read(person, by=by)
    return shown


def sign_in_link(person: Person, *, reusable: bool = False, by_mail: bool = False, hours: int = 24) -> str:
    """The address of a page with one button, which signs `person` in: printed in the terminal, or in a mail to them alone."""
    token = _make_link(SignInLink.Purpose.SIGN_IN, person=person, reusable=reusable, by_mail=by_mail, hours=hours)
    return settings.ADDRESS + reverse("people:link", args=[token])


@transaction.atomic
def first_officer_token(*, hours: int = 24) -> str:
    """The secret of a link by which the first officer sets up the place. Older ones stop working."""
    purpose = SignInLink.Purpose.FIRST_OFFICER
    SignInLink.objects.filter(purpose=purpose, used_at=None).delete()
    return _make_link(purpose, hours=hours)


def use_link(token: str) -> tuple[Person, str]:
    """Take the link up: whom it signs in, and to which address it was mailed ("" when it was not).

    Of two who press its button at the same moment, one is refused.
    """
    used = _take(token, purpose=SignInLink.Purpose.SIGN_IN)
    assert used.person is not None  # noqa: S101  # the database holds it
    return used.person, used.person.email if used.by_mail else ""


def use_first_officer_token(token: str) -> None:
    """Take the first officer's link up."""
    _take(token, purpose=SignInLink.Purpose.FIRST_OFFICER)


def _take(token: str, *, purpose: str) -> SignInLink:
    link = queries.open_link(token, purpose=purpose)
    if link is None or not SignInLink.objects.filter(pk=link.pk).unused().update(used_at=clock.now()):
        raise LinkClosed
    return link


@transaction.atomic
def signed_in(person: Person) -> None:
    record.write("people.signed_in", on=person, by=person)


@transaction.atomic
def address_confirmed(person: Person) -> None:
    """This address is theirs. Links that lie in another mailbox no longer open anything."""
    SignInLink.objects.filter(person=person, reusable=False).delete()
    record.write("people.address_confirmed", on=person, by=person)


@transaction.atomic
def way_added(person: Person, *, way: str) -> None:
    """A passkey, an authenticator app or recovery codes were added: `way` says which."""
    record.write("people.way_added", on=person, by=person, facts={"way": way})


@transaction.atomic
def way_removed(person: Person, *, way: str) -> None:
    record.write("people.way_removed", on=person, by=person, facts={"way": way})


@transaction.atomic
def recovery_code_used(person: Person) -> None:
    record.write("people.recovery_code_used", on=person, by=person)


@transaction.atomic
def end_session(person: Person, *, key: str, by: Person) -> bool:
    """Sign one device out. `key` is what is kept of its cookie."""
    ended, _ = Session.objects.filter(person=person, session_key=key).delete()
    if ended:
        record.write("people.session_ended", on=person, by=by)
    return bool(ended)


@transaction.atomic
def sign_out_everywhere(person: Person, *, by: Person) -> int:
    """End every session, and every link that could begin a new one."""
    ended = _end_all(person)
    record.write("people.signed_out_everywhere", on=person, by=by, facts={"sessions": ended})
    return ended


@transaction.atomic
def let_go_of_unconfirmed() -> int:
    """Remove the accounts that somebody began to make and never confirmed, and how many that was."""
    gone = list(queries.never_confirmed(clock.now() - policy.CONFIRM_WITHIN))
    for person in gone:
        record.write("people.never_confirmed", on=person, by=None)
        person.delete()
    return len(gone)


@transaction.atomic
def end_others(person: Person, *, here: str, by: Person) -> int:
    """End every session but the one whose key is `here`, and every link that could begin a new one."""
    SignInLink.objects.filter(person=person, reusable=False).delete()
    ended, _ = Session.objects.filter(person=person).exclude(session_key=here).delete()
    record.write("people.signed_out_elsewhere", on=person, by=by, facts={"sessions": ended})
    return ended


@transaction.atomic
def suspend(person: Person, *, by: Person) -> Person:
    """Close the account for now: nobody signs in to it, on any device, by any way. Nothing of it is lost."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    _end_all(person)
    record.write("people.suspended", on=person, by=by)
    mails.told(person, "suspended")
    return person


@transaction.atomic
def restore(person: Person, *, by: Person) -> Person:
    """Open a suspended account again."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    record.write("people.restored", on=person, by=by)
    mails.told(person, "restored")
    return person


@transaction.atomic
def end_sessions(person: Person, *, by: Person) -> int:
    """An officer signs somebody out everywhere; they may sign in again."""
    ended = _end_all(person)
    record.write("people.signed_out_everywhere", on=person, by=by, facts={"sessions": ended})
    mails.told(person, "signed_out")
    return ended


@transaction.atomic
def forget_second_step(person: Person, *, by: Person | None) -> None:
    """For somebody who has lost device and codes, when it has been seen that it is they: a code by mail is enough again."""
    Authenticator.objects.filter(user=person).delete()
    _end_all(person)
    record.write("people.second_step_forgotten", on=person, by=by)
    mails.told(person, "second_step_forgotten")


@transaction.atomic
def delete(person: Person, *, by: Person) -> None:
    """The account, every way in and every device. What else is held about them is for `forgetting`, which calls this."""
    record.write("people.deleted", on=person, by=by)
    person.delete()


@transaction.atomic
def sweep() -> None:
    """Let go of sessions, links and counts whose time is over."""
    now = clock.now()
    Session.objects.filter(expire_date__lt=now).delete()
    SignInLink.objects.filter(expires_at__lt=now - A_DAY).delete()
    SignInLink.objects.filter(reusable=False, used_at__lt=now - A_DAY).delete()
    CacheEntry.objects.filter(expires__lt=now).delete()


def _end_all(person: Person) -> int:
    SignInLink.objects.filter(person=person, reusable=False).delete()
    ended, _ = Session.objects.filter(person=person).delete()
    return ended


def _make_link(purpose: str, *, hours: int, **facts: Any) -> str:
    token = secrets.token_urlsafe(32)
    expires = clock.now() + dt.timedelta(hours=hours)
    SignInLink.objects.create(digest=digest(token), purpose=purpose, expires_at=expires, **facts)
    return token
