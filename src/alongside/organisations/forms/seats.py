"""What people fill in about seats."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import Hinted
from alongside.organisations.models import Seat

ROLES = (
    (Seat.Role.LEAD, Hinted(_("Lead"), _("Speaks for the organisation, signs, and says who else has a seat"))),
    (Seat.Role.EDITOR, Hinted(_("Editor"), _("Keeps its pages true and answers people"))),
    (Seat.Role.HELPER, Hinted(_("Helper"), _("Sees what waits for the organisation, and helps"))),
)


class NewInvitation(forms.Form):
    """Somebody who is to have a seat. Only the roles that the reader may give are offered."""

    name = forms.CharField(label=_("Their name"), max_length=200)
    email = forms.EmailField(label=_("Their e-mail address"), help_text=_("The invitation is for this address alone."))
    role = forms.ChoiceField(label=_("What may they do?"), choices=ROLES, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("What are they called there?"),
        required=False,
        max_length=200,
        help_text=_("For example: chair, secretary, link worker"),
    )

    def __init__(self, data: QueryDict | None = None, *, gives: Collection[str]) -> None:
        super().__init__(data, initial={"role": Seat.Role.EDITOR})
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(role, label) for role, label in ROLES if role in gives]


class Role(forms.Form):
    """What a seat may do."""

    role = forms.ChoiceField(label=_("What may they do?"), choices=ROLES, widget=forms.RadioSelect)


class HandOver(forms.Form):
    """Who leads next, and what becomes of who led until now."""

    to = forms.ChoiceField(label=_("Who leads from now on?"), widget=forms.RadioSelect)
    then = forms.ChoiceField(
        label=_("And you?"),
        choices=(
            (Seat.Role.EDITOR, Hinted(_("I stay as editor"), _("You keep its pages true and answer people"))),
            (Seat.Role.HELPER, Hinted(_("I stay as helper"), _("You see what waits, and help"))),
            ("leave", Hinted(_("I leave"), _("You no longer act for it"))),
        ),
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None = None, *, seats: Sequence[Seat]) -> None:
        super().__init__(data)
        self.seats = {str(seat.pk): seat for seat in seats}
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(key, Hinted(str(seat.person), seat.get_role_display())) for key, seat in self.seats.items()]

    def chosen(self) -> Seat:
        return self.seats[self.cleaned_data["to"]]


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
