"""What is typed about a shortlist: its name, a line about each service, and to whom its address goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.directory.forms.base import Line


class ListName(forms.Form):
    """What a list is called."""

    name = Line(
        label=_("What shall the list be called?"),
        max_length=120,
        help_text=_("Such as: company in Ottersford. Never write for whom it is: whoever has the address can read it."),
    )


class SendList(forms.Form):
    """To whom the address of a list goes."""

    email = forms.EmailField(
        label=_("To which e-mail address?"),
        help_text=_("We send the address of this list in our own words, once. None of yours go along."),
    )
