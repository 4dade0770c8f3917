"""What people fill in about themselves."""

from typing import Any

from allauth.account import forms as theirs
from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.people import queries


class AddressField(forms.EmailField):
    """An e-mail address, in one spelling."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        return address.lower()


class AskForCode(theirs.RequestLoginCodeForm):  # type: ignore[misc]
    """The first step of signing in.

    How often is counted per address *and* network: so nobody can lock another person out by asking in their name.
    """

    email = AddressField(label=_("Your e-mail address"), help_text=_("We send you a code. There is no password."))

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        adapter = get_adapter()
        key = f"{adapter.get_client_ip(context.request)} {email}"
        if not ratelimit.consume(context.request, action="request_login_code", key=key):
            raise adapter.validation_error("too_many_login_attempts")
        found = queries.by_email(email)
        self._user = found if found and found.is_active else None
        return email


class MakeAccount(theirs.SignupForm):  # type: ignore[misc]
    """The first step of making an account: `sign_up.SignUp` and an address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("We send a code there, to see that it is yours.")
        self.fields["email"] = AddressField(label=_("Your e-mail address"), help_text=hint)


class CodeField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "in in--8"})
        super().__init__(
            label=_("Your code"), help_text=_("Eight digits. Spaces and dashes do not matter."), widget=widget, **kwargs
        )


class ConfirmCode(theirs.ConfirmLoginCodeForm):  # type: ignore[misc]
    code = CodeField()


class ConfirmAddress(theirs.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    code = CodeField()


class NewAddress(theirs.AddEmailForm):  # type: ignore[misc]
    email = AddressField(label=_("Your new e-mail address"), help_text=_("We send a code there. The old one works until then."))


class Name(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
