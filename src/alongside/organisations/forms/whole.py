"""What people fill in about where an organisation is, what was said with it, and its files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import DayField, Hinted
from alongside.kit import clock
from alongside.organisations.models import LogEntry
from alongside.people.consent import Publish
from alongside.places import postcodes


class AddressEntry(forms.Form):
    """Where an organisation is, and whether that may be shown."""

    line_1 = forms.CharField(label=_("First line"), required=False, max_length=200)
    line_2 = forms.CharField(label=_("Second line"), required=False, max_length=200)
    town = forms.CharField(label=_("Town or village"), required=False, max_length=120)
    county = forms.CharField(label=_("County"), required=False, max_length=120)
    postcode = forms.CharField(
        label=_("Postcode"), required=False, max_length=10, widget=forms.TextInput(attrs={"class": "in--8"})
    )
    publish = forms.ChoiceField(
        label=_("May we show it to everybody?"),
        choices=(
            (Publish.YES, _("Yes, they agreed")),
            (Publish.NO, Hinted(_("No"), _("For example because it is somebody's home"))),
            (Publish.UNKNOWN, Hinted(_("Not sure yet"), _("We keep it hidden until you say"))),
        ),
        widget=forms.RadioSelect,
    )
    said_by = forms.CharField(label=_("Who said so?"), required=False, max_length=200)
    said_how = forms.CharField(label=_("How?"), required=False, max_length=200, help_text=_("For example: by phone, by e-mail"))

    def clean_postcode(self) -> str:
        given = str(self.cleaned_data["postcode"])
        if given and (fault := postcodes.fault(given)):
            raise forms.ValidationError(fault)
        return postcodes.said(given) if given else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("publish") == Publish.YES:
            for name in ("said_by", "said_how"):
                if not given.get(name):
                    self.add_error(name, _t("Say this too: without it we may not show it"))
        return given


class Talk(forms.Form):
    """What was said with an organisation, and what comes next."""

    on = DayField(label=_("When?"))
    how = forms.ChoiceField(label=_("How?"), choices=LogEntry.How.choices, widget=forms.RadioSelect)
    spoke_with = forms.CharField(label=_("With whom?"), required=False, max_length=200)
    text = forms.CharField(
        label=_("What was said?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Write only what you would read out to them: they may ask to see it."),
    )
    next_step = forms.CharField(label=_("What comes next?"), required=False, max_length=300)
    next_on = DayField(label=_("By which day?"), required=False)
    owner = forms.ChoiceField(label=_("Who does it?"), required=False, widget=forms.Select(attrs={"class": "in--20"}))

    def __init__(self, *args: Any, officers: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = officers
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _t("I do")), *((key, str(person)) for key, person in officers.items())]

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day is still to come"))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("next_step") and not given.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", _t("Say by which day, so that it comes to your desk"))
        if given.get("next_on") and not given.get("next_step"):
            self.add_error("next_step", _t("Say what is to be done on that day"))
        return given

    def facts(self) -> dict[str, Any]:
        """What was filled in, in the words of the actions."""
        return {**self.cleaned_data, "owner": self.officers.get(self.cleaned_data["owner"])}


class Logo(forms.Form):
    """The picture that stands for an organisation."""

    file = forms.FileField(
        label=_("A picture"),
        help_text=_("A .png, .jpg, .gif or .webp of at most 2 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/gif,image/webp"}),
    )


class Paper(forms.Form):
    """A file that belongs to an organisation."""

    file = forms.FileField(
        label=_("A file"), help_text=_("Such as its constitution or accounts: .pdf, .docx, .xlsx, .csv, pictures.")
    )
