"""People for tests. Their address is confirmed, as it is for everybody who has signed in once."""

import time
from typing import Any

import factory
from allauth.account.internal.flows import login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from alongside.people.models import Person
from tests.people.devices import Device


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @factory.post_generation
    def confirmed(self: Any, create: bool, extracted: bool | None, **kwargs: object) -> None:
        verified = True if extracted is None else extracted
        EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=verified)


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What the authenticator app of a test shares with us."""


def an_app(person: Person) -> Authenticator:
    """An authenticator app for `person`, with recovery codes."""
    RecoveryCodes.activate(person)
    app: Authenticator = totp.TOTP.activate(person, SECRET).instance
    return app


def proven(client: Client, person: Person) -> Client:
    """`client`, in which `person` has just shown that it is they."""
    session = client.session
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session.save()
    return client


def a_passkey(person: Person, name: str = "Telephone", device: Device | None = None) -> Authenticator:
    """A passkey of `person`, on `device`."""
    return (device or Device()).kept_for(person, name)


def app_code(*, later: int = 0, secret: str = SECRET) -> str:
    """What the app of `an_app` shows now, or so many half minutes later."""
    moment = int(time.time()) // 30 + later
    return str(totp.format_hotp_value(totp.hotp_value(secret, moment)))
