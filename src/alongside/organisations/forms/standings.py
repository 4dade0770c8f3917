"""What officers fill in about standing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import DayField, Hinted
from alongside.kit import clock
from alongside.organisations.models import Standing


class Giving(forms.Form):
    """What it is to the place. Who is a member is said by the membership."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=(
            (Standing.Kind.PARTNER, Hinted(_("Partner"), _("Party to the agreement"))),
            (Standing.Kind.STEERING, Hinted(_("Steering"), _("Has a place in the group that steers the work"))),
        ),
        widget=forms.RadioSelect,
    )
    starts = DayField(label=_("Since when?"), help_text=_("Today or a day before."))

    def clean_starts(self) -> Any:
        day = self.cleaned_data["starts"]
        if day > clock.today():
            raise forms.ValidationError(_t("This day is still to come"))
        return day
