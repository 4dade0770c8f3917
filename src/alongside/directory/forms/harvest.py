"""What an officer fills in for a feed that is read by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.directory.forms.base import Line


class Feed(forms.Form):
    """How a feed is called, its licence, and how often it is read."""

    name = Line(label=_("Whose list is it?"), max_length=200, help_text=_("Shown with every service that comes from it."))
    licence = Line(
        label=_("Its licence"),
        required=False,
        max_length=200,
        help_text=_("Such as: Open Government Licence 3.0. Leave it empty where the feed says so itself."),
    )
    every_days = forms.TypedChoiceField(
        label=_("How often is it read?"),
        coerce=int,
        choices=[(1, _("Every day")), (7, _("Every week")), (28, _("Every four weeks"))],
        initial=1,
    )


class NewFeed(Feed):
    """The same with the address."""

    address = forms.URLField(
        label=_("The address of the feed"),
        max_length=900,
        assume_scheme="https",
        help_text=_("Open Referral UK 1.0 or 3.0. The base is enough, such as https://council.example/openreferral"),
        widget=forms.URLInput(attrs={"class": "in"}),
    )
    field_order = ("address", "name", "licence", "every_days")

    def clean_address(self) -> Any:
        return str(self.cleaned_data["address"]).strip()
