"""What is filled in about one's data, and by officers about holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.kit import clock
from alongside.people import queries
from alongside.people.models import Person


class Forget(forms.Form):
    sure = forms.BooleanField(label=_("Yes, forget me"))


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
