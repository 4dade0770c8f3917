"""What is read about people and their sign-ins."""

from django.contrib.sessions.backends.base import SessionBase
from django.db import models

from alongside.people.models import Person, Session, SignInLink
from alongside.people.sessions import digest


def by_email(email: str) -> Person | None:
    """The person with this address, whatever its case."""
    return Person.objects.filter(email=email.strip().lower()).first()


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
