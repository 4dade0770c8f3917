"""What people fill in about organisations and seats."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import Hinted
from alongside.organisations.models import Seat


class Acting(forms.Form):
    """Which of my seats I act from."""

    seat = forms.ChoiceField(label=_("Your seats"), widget=forms.RadioSelect, error_messages={"required": _("Choose one")})
    next = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        field = self.fields["seat"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(key, _named(seat)) for key, seat in self.seats.items()]

    def chosen(self) -> Seat:
        return self.seats[self.cleaned_data["seat"]]


def _named(seat: Seat) -> Hinted:
    return Hinted(seat.organisation.name, _t("as %(role)s") % {"role": seat.get_role_display().lower()})
