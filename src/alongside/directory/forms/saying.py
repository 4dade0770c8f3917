"""What visitors fill in: something is wrong, or I need a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.directory.forms.base import Line, Text


class Wrong(forms.Form):
    """Something about a service is wrong."""

    what = Text(
        label=_("What is wrong?"),
        required=True,
        rows=4,
        max_length=4_000,
        help_text=_("Such as: it starts at 10:30 now. Please leave out anything private about you or others."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), required=False, help_text=_("If you want to hear back. We only use it for that.")
    )


class Changed(forms.Form):
    """Who keeps a service says what has changed."""

    what = Text(
        label=_("What is different now?"),
        required=True,
        rows=5,
        max_length=4_000,
        help_text=_("Such as: from January it is on Thursdays, and the hall is the Library."),
    )


class Ask(forms.Form):
    """Somebody asks a person."""

    need = Text(
        label=_("What would help?"),
        required=True,
        rows=5,
        max_length=4_000,
        help_text=_("In your own words. Say only what you want to say."),
    )
    near = Line(label=_("Near which postcode or town?"), required=False, max_length=120)
    name = Line(label=_("Your name"), required=False, max_length=200)
    email = forms.EmailField(label=_("Your e-mail address"), required=False)
    phone = Line(label=_("Your telephone number"), required=False, max_length=40)
    when_to_ring = Line(label=_("When is a good time to ring?"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("email") and not said.get("phone") and "email" not in self.errors:
            self.add_error("email", _("Give an e-mail address or a telephone number, so that we can answer"))
        return said


class Telephone(Ask):
    """The same, filled in by an officer for somebody who rings. They may want to ring again rather than be rung."""

    def clean(self) -> dict[str, Any]:
        return forms.Form.clean(self) or {}


class Sure(forms.Form):
    """The tick before a service is sent in."""

    true = forms.BooleanField(error_messages={"required": _("Tick it if it is true, or change what is not")})

    def __init__(self, *args: Any, organisation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _t("This is true as far as %(organisation)s knows. We may be asked again later.")
        self.fields["true"].label = said % {"organisation": organisation}


class Reason(forms.Form):
    """Why a change is not taken."""

    reason = Text(
        label=_("Why not?"), required=True, rows=3, max_length=2_000, help_text=_("They read this. Say what would make it right.")
    )
