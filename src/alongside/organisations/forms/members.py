"""What officers and members fill in about membership."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import DayField
from alongside.kit import clock
from alongside.organisations import queries
from alongside.organisations.models import MemberKind, Membership, Organisation
from alongside.organisations.queries import members

DEAREST = Decimal(100_000)
LONGEST = 3_000


class Kind(forms.Form):
    """One kind of membership."""

    name = forms.CharField(label=_("What is it called?"), max_length=80, help_text=_("For example: Small group"))
    about = forms.CharField(
        label=_("For whom is it, in a line?"), max_length=300, required=False, help_text=_("It stands beside the price.")
    )
    price = forms.DecimalField(
        label=_("Price for a year, in pounds"),
        min_value=Decimal(0),
        max_value=DEAREST,
        decimal_places=2,
        help_text=_("0 where it is free. Whoever is a member pays a new price from their next year."),
        widget=forms.TextInput(attrs={"class": "in--8", "inputmode": "decimal"}),
    )
    for_what = forms.MultipleChoiceField(
        label=_("Who may take it?"),
        required=False,
        choices=queries.WHAT,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick nothing, and everybody may."),
    )
    for_sizes = forms.MultipleChoiceField(
        label=_("With which income in a year?"),
        required=False,
        choices=[choice for choice in Organisation.Size.choices if choice[0] != Organisation.Size.UNKNOWN],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick nothing, and it does not matter. Who has not said is not kept out."),
    )
    is_offered = forms.BooleanField(label=_("It is offered to those who join"), required=False, initial=True)

    def __init__(self, *args: Any, kind: MemberKind | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind:
            start = {key: getattr(kind, key) for key in ("name", "about", "for_what", "for_sizes", "is_offered")}
            self.initial = start | {"price": f"{Decimal(kind.pence) / 100:.2f}"}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        same = MemberKind.objects.filter(name__iexact=name)
        if (same.exclude(pk=self.kind.pk) if self.kind else same).exists():
            raise forms.ValidationError(_t("Another kind is called so already"))
        return name

    def facts(self) -> dict[str, Any]:
        """What was filled in, in the words of the action: money in pence."""
        given = dict(self.cleaned_data)
        return {**given, "pence": int(given.pop("price") * 100)}


class Payment(forms.Form):
    """The invoice of a year, and when it was paid. The money itself goes another way."""

    invoice = forms.CharField(
        label=_("Invoice number"), max_length=60, required=False, widget=forms.TextInput(attrs={"class": "in--20"})
    )
    paid_on = DayField(label=_("Paid on"), required=False, help_text=_("Leave it empty until the money is there."))

    def clean_paid_on(self) -> Any:
        day = self.cleaned_data["paid_on"]
        if day and day > clock.today():
            raise forms.ValidationError(_t("This day is still to come"))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("paid_on") and not given.get("invoice"):
            self.add_error("invoice", _t("Say by which invoice it was paid"))
        return given


class Leaving(forms.Form):
    """Why a member leaves."""

    why = forms.ChoiceField(label=_("Why do you leave?"), choices=Membership.Why.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What should we know?"),
        required=False,
        max_length=LONGEST,
        help_text=_("The people who run this place read it, and nobody else."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Entering(forms.Form):
    """A member that an officer knows of, such as from the old list."""

    kind = forms.ChoiceField(label=_("Which kind?"), widget=forms.RadioSelect)
    starts = DayField(
        label=_("When did the current year begin?"), help_text=_("It ends a year later. Their reminders come by that day.")
    )

    def __init__(self, *args: Any, kinds: Sequence[MemberKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {str(kind.pk): kind for kind in kinds}
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = members.priced(kinds)

    def clean_starts(self) -> Any:
        day = self.cleaned_data["starts"]
        if day > clock.today():
            raise forms.ValidationError(_t("This day is still to come"))
        if (clock.today() - day).days > 366:
            raise forms.ValidationError(_t("That is more than a year ago. Give the day on which the latest year began"))
        return day

    def facts(self) -> dict[str, Any]:
        """What was filled in, in the words of the action."""
        return {"kind": self.kinds[self.cleaned_data["kind"]], "starts": self.cleaned_data["starts"]}
