"""Where allauth asks what we want: which accounts may be made, and what happens at sign-in."""

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock, limits
from alongside.people import actions, device
from alongside.people.models import Person

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
        super().login(request, user)
        today = clock.today().isoformat()
        agent = request.headers.get("User-Agent", "")
        request.session.update({"device": device.described(agent), "seen_on": today, "signed_in_on": today})
        if isinstance(user, Person):
            actions.signed_in(user)

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


def address_of(url_name: str) -> str:
    """A full address for a mail: from settings, since the Host of a request is what its sender says."""
    return settings.ADDRESS + reverse(url_name)
