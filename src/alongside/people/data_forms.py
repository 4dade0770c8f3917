"""What is filled in about one's data, and by officers about holds."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alongside.design.forms import Hinted
from alongside.kit import clock
from alongside.people import consent, mentions, policy, queries
from alongside.people.models import Consent, Person


class Forget(forms.Form):
    sure = forms.BooleanField(label=_("Yes, forget me"))


class Leave(Forget):
    """For who has an account: with a few days to change their mind, or at once."""

    when = forms.ChoiceField(label=_("When?"), widget=forms.RadioSelect, initial="later")
    field_order = ("when", "sure")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        later = ngettext("In %(days)s day", "In %(days)s days", policy.FORGET_AFTER.days) % {"days": policy.FORGET_AFTER.days}
        self.fields["when"].choices = (  # type: ignore[attr-defined]
            ("later", Hinted(later, _t("Until then one button undoes it, here and in a mail. Signing in again does, too"))),
            ("now", Hinted(_t("Now"), _t("It cannot be undone. You are signed out on every device"))),
        )


class Named(forms.Form):
    """Whom an officer looks for in what others wrote."""

    q = forms.CharField(
        label=_("Which name?"),
        min_length=mentions.SHORTEST,
        max_length=100,
        help_text=_("As it would stand in a sentence: “Ruth Weir”, or “Mrs Weir”."),
        error_messages={"min_length": _("Type at least three letters, or too much would be found")},
    )


class Address(forms.Form):
    """Whose data it is: a link goes there, so that only they see it."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("A link goes there, so that nobody else can look."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"]
        return address.lower()


class PlaceHold(forms.Form):
    """Whom it is about, why, and until when."""

    email = forms.EmailField(label=_("E-mail address of the person"))
    why = forms.CharField(
        label=_("Why it must be kept"),
        help_text=_("The person may read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
    until = forms.DateField(
        label=_("Until when"),
        help_text=_("Leave it empty if you do not know yet. You can end it at any time."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until and until < clock.today():
            raise forms.ValidationError(_("This day is over. Choose one that comes"))
        return until

    @property
    def person(self) -> Person | None:
        """The person with this address; without one, the hold is on the bare address."""
        return queries.by_email(self.cleaned_data["email"])


class WriteDownConsent(forms.Form):
    """What somebody agreed to, or withdrew, by telephone or on paper. An officer writes it down, and a mail tells them."""

    email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("A mail goes there with the exact words, and a link by which they withdraw."),
    )
    purpose = forms.ChoiceField(
        label=_("The words that you read out to them, or that they signed"), widget=forms.RadioSelect, choices=()
    )
    said = forms.ChoiceField(
        label=_("What they said"),
        widget=forms.RadioSelect,
        choices=(("give", _("They agree")), ("withdraw", _("They no longer agree"))),
    )
    how = forms.ChoiceField(
        label=_("How they said it"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (Consent.How.PHONE, Consent.How.PAPER)],
    )
    on = forms.DateField(
        label=_("On which day"),
        help_text=_("Leave it empty for today."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [(one, consent.wording(one)) for one in consent.purposes()]  # type: ignore[attr-defined]

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on and on > clock.today():
            raise forms.ValidationError(_("This day has not come yet. Choose today or one before"))
        return on

    def save(self, *, by: Person) -> bool:
        """Whether anything changed."""
        said = self.cleaned_data
        whom = queries.by_email(said["email"]) or said["email"]
        if said["said"] == "withdraw":
            return consent.withdraw(whom, said["purpose"], how=said["how"], by=by)
        at = dt.datetime.combine(said["on"], dt.time(12), clock.LONDON) if said["on"] and said["on"] < clock.today() else None
        return bool(consent.give(whom, said["purpose"], how=said["how"], on=at, by=by))
