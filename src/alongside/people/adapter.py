"""Where allauth asks what we want: which accounts may be made, what happens at sign-in, how a second step is kept."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock, limits, vault
from alongside.people import actions, device, forgetting, proof
from alongside.people.models import Person
from alongside.places import queries as places

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Named as ACCOUNT_ADAPTER in settings."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code we sent. Check it, or ask for a new one"),
        "too_many_login_attempts": _("You have tried too often just now. Wait some minutes, then try again"),
        "rate_limited": _("You have tried too often just now. Wait some minutes, then try again"),
        "email_taken": _("Choose another address: somebody has an account with this one"),
        "same_as_current": _("This is the address you have now"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGN_UP_OPEN

    def get_client_ip(self, request: HttpRequest) -> str:
        return limits.visitor(request)

    def login(self, request: HttpRequest, user: "AbstractBaseUser") -> None:
        if isinstance(user, Person):
            self._come_back(request, user)
        super().login(request, user)
        today = clock.today().isoformat()
        agent = request.headers.get("User-Agent", "")
        request.session.update({"device": device.described(agent), "seen_on": today, "signed_in_on": today})
        if isinstance(user, Person):
            actions.signed_in(user)

    def _come_back(self, request: HttpRequest, person: Person) -> None:
        """Whoever asked to be forgotten and signs in again stays; if they are being forgotten just now, that is said."""
        if forgetting.came_back(person):
            messages.info(
                request,
                _(
                    "You asked us to forget you, and have signed in again: so nothing is erased. "
                    "If you still want to go, ask again under “Your account”."
                ),
            )
        elif not Person.objects.filter(pk=person.pk).exists():
            raise ImmediateHttpResponse(redirect("people:gone"))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return not proof.is_fresh(self.request)

    def get_reauthentication_methods(self, user: "AbstractBaseUser") -> list[dict[str, Any]]:
        return [{"id": "prove", "description": "", "url": reverse("people:prove")}]

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            actions.address_confirmed(email_address.user)
        return confirmed

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {"sign_in_url": address_of("account_login")})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        ours = {"sign_up_open": settings.SIGN_UP_OPEN, "signup_url": address_of("account_signup")}
        super().send_mail(template_prefix, email, {**context, **ours})


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Named as MFA_ADAPTER in settings."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This did not work. Try again, or use another way"),
        "cannot_generate_recovery_codes": _(
            "Recovery codes come with a passkey or an authenticator app. Set up one of them first"
        ),
    }

    def encrypt(self, text: str) -> str:
        return vault.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return vault.unlock(encrypted_text)
        except vault.Unreadable as reason:  # an empty secret would be one that everybody knows
            raise self.validation_error("incorrect_code") from reason

    def get_totp_issuer(self) -> str:
        return f"Alongside {places.the_place().name}"

    def build_totp_svg(self, url: str) -> str:
        return segno.make(url, error="m", micro=False).svg_inline(scale=5, border=4, dark="#000", light="#fff")

    def generate_authenticator_name(self, user: Person, type: str) -> str:
        return device.described(current.request.headers.get("User-Agent", "")) or gettext("My device")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        # From settings and not from the request: a passkey belongs to the address that people know.
        return {"id": urlsplit(settings.ADDRESS).hostname or "localhost", "name": f"Alongside {places.the_place().name}"}


def address_of(url_name: str) -> str:
    """A full address for a mail: from settings, since the Host of a request is what its sender says."""
    return settings.ADDRESS + reverse(url_name)
