"""What is read about people and their sign-ins."""

import datetime as dt
import functools
import operator
from dataclasses import dataclass

from allauth.mfa.app_settings import RECOVERY_CODE_COUNT
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.base import SessionBase
from django.db import models

from alongside.people.models import Person, Profile, Session, SignInLink
from alongside.people.sessions import digest

STEPS = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
"""What counts as a second step. Recovery codes are only there for the day when it is lost."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What somebody has beside their mailbox."""

    passkeys: list[Authenticator]
    app: Authenticator | None
    codes: Authenticator | None

    @property
    def steps(self) -> int:
        """How many devices can do the second step."""
        return len(self.passkeys) + bool(self.app)

    @property
    def second_step(self) -> bool:
        """Whether a code by mail alone is no longer enough."""
        return self.steps > 0

    @property
    def codes_left(self) -> int:
        return RECOVERY_CODE_COUNT - int(self.codes.data["used_mask"]).bit_count() if self.codes else 0


def signed_in(person_id: str) -> Person | None:
    """The person of a session, with whether they have a second step: one question for every page."""
    steps = Authenticator.objects.filter(user=models.OuterRef("pk"), type__in=STEPS)
    return Person.objects.filter(pk=person_id, is_active=True).annotate(second_step=models.Exists(steps)).first()


def has_second_step(person: Person) -> bool:
    """Whether a code by mail alone does not let this person in."""
    known: bool | None = getattr(person, "second_step", None)
    return Authenticator.objects.filter(user=person, type__in=STEPS).exists() if known is None else known


def ways_of(person: Person) -> Ways:
    """How `person` can sign in, beside a code by mail."""
    found = list(Authenticator.objects.filter(user=person).order_by("created_at", "pk")[:60])
    return Ways(
        passkeys=[one for one in found if one.type == Authenticator.Type.WEBAUTHN],
        app=next((one for one in found if one.type == Authenticator.Type.TOTP), None),
        codes=next((one for one in found if one.type == Authenticator.Type.RECOVERY_CODES), None),
    )


def by_email(email: str) -> Person | None:
    """The person with this address, whatever its case."""
    return Person.objects.filter(email=email.strip().lower()).first()


def profile_of(person: Person) -> Profile | None:
    """What somebody told us about how to speak with them."""
    return Profile.objects.filter(person=person).first()


def never_confirmed(since: dt.datetime) -> models.QuerySet[Person]:
    """Accounts begun before `since` whose address nobody confirmed.

    Who holds a link, or whom anything in the house points to, may still come: they were invited.
    """
    ties = [tie.field for tie in Person._meta.related_objects if tie.field.model._meta.app_label not in {"people", "account"}]
    held = [models.Exists(models.QuerySet(field.model).filter(**{field.name: models.OuterRef("pk")})) for field in ties]
    begun = Person.objects.filter(joined_at__lt=since, last_login=None, links=None, holds=None).exclude(
        emailaddress__verified=True
    )
    return begun.exclude(functools.reduce(operator.or_, held)) if held else begun


def may_begin(token: str) -> bool:
    """Whether `token` is the first officer's, and still works."""
    return open_link(token, purpose=SignInLink.Purpose.FIRST_OFFICER) is not None


def open_link(token: str, *, purpose: str = SignInLink.Purpose.SIGN_IN) -> SignInLink | None:
    """The link that `token` opens, if it still does."""
    links = SignInLink.objects.still_open().filter(purpose=purpose).select_related("person")
    return links.filter(digest=digest(token)).first()


def kept_key(session: SessionBase) -> str:
    """What is kept of this session's cookie."""
    return digest(session.session_key or "")


def sessions_of(person: Person) -> models.QuerySet[Session]:
    """Where `person` is signed in, the latest first."""
    return Session.objects.current().filter(person=person)


def accounts(words: str = "", *, second_step: bool | None = None) -> models.QuerySet[Person]:
    """Everybody with an account, by name, with whether they have a second step and the day they were last seen on a device."""
    steps = Authenticator.objects.filter(user=models.OuterRef("pk"), type__in=STEPS)
    seen = Session.objects.filter(person=models.OuterRef("pk")).exclude(seen_on=None).order_by("-seen_on")
    found = Person.objects.annotate(second_step=models.Exists(steps), seen_on=models.Subquery(seen.values("seen_on")[:1]))
    for word in words.split()[:6]:
        found = found.filter(models.Q(name__icontains=word) | models.Q(email__icontains=word))
    if second_step is not None:
        found = found.filter(second_step=second_step)
    return found.order_by("name", "email", "id")
