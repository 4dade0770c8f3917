"""What we ask besides the address when somebody makes an account.

Apart from the other forms, since allauth builds its own on top of this one.
"""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alongside.people.models import Person


class SignUp(forms.Form):
    """Named as ACCOUNT_SIGNUP_FORM_CLASS in settings; allauth calls `signup`."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ("name", "email")

    def signup(self, request: HttpRequest, user: Person) -> None:
        user.name = " ".join(self.cleaned_data["name"].split())
        user.save(update_fields=["name"])
