"""How full a service is, as it is said on a page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.directory.models import Service


class Capacity(forms.Form):
    """Room, a waiting list, full, or paused. The weeks and the day may be left open."""

    capacity = forms.ChoiceField(label=_("How full is it today?"), choices=Service.Capacity.choices, widget=forms.RadioSelect)
    weeks = forms.IntegerField(
        label=_("About how many weeks is the wait?"),
        required=False,
        help_text=_("Only for a waiting list. Leave it empty if you cannot say."),
        widget=forms.NumberInput(attrs={"class": "in--4"}),
    )
    until = forms.DateField(
        label=_("Paused until which day?"),
        required=False,
        help_text=_("Only when it is paused. Leave it empty if you cannot say."),
        widget=forms.DateInput(attrs={"type": "date", "class": "in--12"}, format="%Y-%m-%d"),
    )

    def refuse(self, reasons: dict[str, str]) -> None:
        """What the directory does not take of it, beside its field."""
        for name, reason in reasons.items():
            self.add_error(name, reason)

    @classmethod
    def of(cls, service: Service) -> "Capacity":
        """As it stands."""
        said: dict[str, Any] = {"capacity": service.capacity, "weeks": service.capacity_weeks, "until": service.capacity_until}
        return cls(initial=said)
