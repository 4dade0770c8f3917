"""What is filled in about one's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.people import complaints

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Complaining(forms.Form):
    """What happened, what would put it right, and how to answer. Who is signed in is not asked who they are."""

    about = forms.ChoiceField(label=_("What is it about?"), choices=complaints.ABOUT, widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your own words. Say only what you want to say."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4_000,
    )
    wants = forms.CharField(
        label=_("What would put it right?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000, required=False
    )
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You hear at once that it arrived, and later what came of it."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Your telephone number"), max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )

    def __init__(self, *args: Any, by: AbstractBaseUser | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if by:
            for name in ("name", "email", "phone"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.by:
            return {**said, "name": str(self.by), "email": "", "phone": ""}
        if not said.get("email") and not said.get("phone") and "email" not in self.errors:
            self.add_error("email", _("Give an e-mail address or a telephone number, so that we can answer"))
        return said
