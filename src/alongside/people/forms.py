"""What people fill in about themselves."""

from typing import Any

from allauth.account import forms as theirs
from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.adapter import get_adapter as second_step
from allauth.mfa.base import forms as second
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.people import actions, consent, limits, mailed, queries
from alongside.people.requests import Request


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


class Profile(forms.Form):
    """How somebody would like us to speak with them. All of it may stay empty."""

    languages = forms.CharField(
        label=_("Languages you like to speak"),
        required=False,
        max_length=300,
        help_text=_("With a comma between, such as: Polish, English, British Sign Language."),
    )
    access_needs = forms.CharField(
        label=_("What makes it easier for you"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Such as: large print, step-free rooms, a text and no call. No need to say why."),
    )
    officers_see = forms.BooleanField(
        label=consent.SPEAK_WORDING,
        required=False,
        help_text=_("They see it beside what you asked. That they looked is written down. You can untick this at any time."),
    )


class PasskeyName(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("A name for it"), help_text=_("Such as the device that it is on."), max_length=60, strip=True, **kwargs
        )


class CredentialField(forms.JSONField):
    """What the browser says of a passkey, if it has the shape of it: the library takes that for granted."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> dict[str, Any]:
        said = super().clean(value)
        if not isinstance(said, dict) or not isinstance(said.get("response"), dict):
            raise ValidationError(_("Your device did not answer. Try again, or use another way"))
        return said


class AddPasskey(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """What the browser made of our question. Always a passkey: it asks for a finger, a face or a number itself."""

    name = PasskeyName(required=False)
    credential = CredentialField()
    passwordless = None  # allauth's choice between a passkey and a mere key


class NamePasskey(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    name = PasskeyName()


class StepField(forms.CharField):
    """A code of the app, or a recovery code."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "in in--8"})
        hint = _("Six digits from your authenticator app, or one of your recovery codes.")
        super().__init__(label=_("Your code"), help_text=hint, widget=widget, max_length=20, **kwargs)


class SixDigits(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "in in--8"})
        super().__init__(label=_("The six digits that the app shows"), widget=widget, max_length=10, **kwargs)


class BeginApp(totp.ActivateTOTPForm):  # type: ignore[misc]
    """A first code shows that the app has our secret."""

    code = SixDigits()


class SecondStepCode(second.AuthenticateForm):  # type: ignore[misc]
    """The second step by a code. Tries are counted per person and network; see `limits`."""

    code = StepField()

    def clean_code(self) -> str:
        if not limits.may_try(context.request, self.user):
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not limits.is_first_use(self.user, code):
            raise second_step().validation_error("incorrect_code")
        limits.forget_tries(context.request, self.user)
        return code

    def save(self) -> None:
        super().save()
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            actions.recovery_code_used(self.user)
            left = queries.ways_of(self.user).codes_left
            get_adapter(context.request).send_notification_mail("mfa/email/recovery_code_used", self.user, {"left": left})


class ProveByCode(SecondStepCode):
    """The same for somebody who is signed in."""


class ProveByPasskey(webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The same by a passkey."""

    credential = CredentialField()


class PasskeySignIn(webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """Instead of a code by mail."""

    credential = CredentialField()


class SecondStepPasskey(webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """After a code by mail."""

    credential = CredentialField()


class ProveByMail(forms.Form):
    """For whoever has no second step: the code that we sent them."""

    code = CodeField()

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        code = self.cleaned_data.get("code")
        if code is None or mailed.accepts(self.request, code):
            return
        if mailed.is_waiting(self.request):
            self.add_error("code", get_adapter().validation_error("incorrect_code"))
        else:
            self.add_error(None, _("This code no longer works. Ask for a new one"))

    def save(self) -> None:
        """Nothing more: the session keeps that the code was right."""
