"""What officers fill in about the place and its patches."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design import accent
from alongside.design.forms import DayField
from alongside.kit import clock
from alongside.kit.adjustable import Days, Number
from alongside.places.models import Area, Patch, PatchVersion, Place

NUMBER_AT_ICO = re.compile(r"Z[0-9A-Z]{7}")
POSTCODE_AREA = re.compile(r"[A-Z]{1,2}")
KINDS = {
    Area.Kind.DISTRICT: _("Districts"),
    Area.Kind.TOWN: _("Towns"),
    Area.Kind.PARISH: _("Parishes"),
    Area.Kind.WARD: _("Wards"),
    Area.Kind.COUNTY: _("The whole county"),
}


class Description(forms.Form):
    """What the place is called, who runs these pages, and how to reach them."""

    name = forms.CharField(
        label=_("What is the place called?"), max_length=120, help_text=_("As people say it: Marlshire, not the county council.")
    )
    coordinator_name = forms.CharField(label=_("Which charity runs these pages?"), max_length=200)
    phone = forms.CharField(
        label=_("Phone number for people who are stuck"),
        required=False,
        max_length=40,
        help_text=_("It stands at the foot of every page. Leave it empty if nobody answers it."),
        widget=forms.TextInput(attrs={"type": "tel", "class": "in--20", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Answers to our mails go there, so somebody must read it."),
        widget=forms.EmailInput(attrs={"class": "in--20", "autocomplete": "email"}),
    )
    accent = forms.CharField(
        label=_("Your colour"),
        max_length=7,
        help_text=_("Six digits, like #74204f. It colours links and the main button, so it must be dark enough to read."),
        widget=forms.TextInput(attrs={"class": "in--8", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and sum(character.isdigit() for character in phone) < 3:
            raise ValidationError(_t("Give a number that people can ring, like 01632 960100"))
        return phone

    def clean_accent(self) -> str:
        colour: str = self.cleaned_data["accent"].lower()
        if refused := accent.refusal(colour):
            raise ValidationError(refused)
        return colour

    @staticmethod
    def initial_of(place: Place) -> dict[str, Any]:
        """The form as it stands for this place; empty where nothing was set up."""
        if not place.is_set_up:
            return {"accent": place.accent}
        return {name: getattr(place, name) for name in ("name", "coordinator_name", "phone", "email", "accent")}


class Logo(forms.Form):
    """The picture at the head of every page."""

    file = forms.FileField(
        label=_("A picture"),
        help_text=_("A .png, .jpg, .gif or .webp of at most 60 KB, since everybody loads it. It is shown 40 pixels high."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/gif,image/webp"}),
    )


class WhoDecides(forms.Form):
    """Who is answerable for people's data here."""

    controllers = forms.CharField(
        label=_("Who decides about people’s data here?"),
        max_length=1000,
        help_text=_("The charity that runs these pages. If others decide with you, name each on a line of its own."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    privacy_email = forms.EmailField(
        label=_("E-mail address for questions about data"),
        help_text=_("Somebody must read it at least once a week: the law gives you a month to answer."),
        widget=forms.EmailInput(attrs={"class": "in--20"}),
    )
    register_number = forms.CharField(
        label=_("Registration number at the Information Commissioner’s Office (ICO)"),
        required=False,
        max_length=12,
        help_text=_("Like ZA123456. You find it in the register on the website of the ICO."),
        widget=forms.TextInput(attrs={"class": "in--8", "autocomplete": "off", "spellcheck": "false"}),
    )
    is_exempt = forms.BooleanField(
        label=_("We need not register"),
        required=False,
        help_text=_("Some charities are exempt from the fee. The ICO has a short test for it."),
    )

    def clean_register_number(self) -> str:
        number = "".join(self.cleaned_data["register_number"].split()).upper()
        if number and not NUMBER_AT_ICO.fullmatch(number):
            raise ValidationError(_t("Give the number as the register has it, like ZA123456"))
        return number

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("is_exempt") and not given.get("register_number") and "register_number" not in self.errors:
            self.add_error("register_number", _t("Give the number, or say that you need not register"))
        return given

    @staticmethod
    def initial_of(place: Place) -> dict[str, Any]:
        """The form as it stands; the charity that runs the pages is the first guess."""
        kept = {name: getattr(place, name) for name in ("controllers", "privacy_email", "register_number", "is_exempt")}
        kept["controllers"] = kept["controllers"] or (place.coordinator_name if place.is_set_up else "")
        return kept


class Send(forms.Form):
    """A file for the map."""

    file = forms.FileField(
        label=_("A file"),
        help_text=_(
            "Postcodes: the zip file of the ONS Postcode Directory or of Code-Point Open, or a .csv. Areas: boundaries as .json or .geojson."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,.csv,.json,.geojson"}),
    )
    only = forms.CharField(
        label=_("Only these postcode areas"),
        required=False,
        max_length=120,
        help_text=_(
            "For postcodes. The letters that your postcodes begin with, like TA BA. Leave it empty to load all of Britain."
        ),
        widget=forms.TextInput(attrs={"class": "in--8", "autocomplete": "off"}),
    )

    def clean_only(self) -> str:
        areas = self.cleaned_data["only"].replace(",", " ").upper().split()
        if wrong := next((area for area in areas if not POSTCODE_AREA.fullmatch(area)), ""):
            raise ValidationError(
                _t("%(wrong)s is not how a postcode begins. Give one or two letters, like TA") % {"wrong": wrong[:20]}
            )
        return " ".join(areas)


class RuleNumber(forms.Form):
    """Another number for a rule, within its limits."""

    number = forms.IntegerField(widget=forms.NumberInput(attrs={"class": "in--8"}))

    def __init__(self, data: QueryDict | None, *, rule: Number | Days) -> None:
        super().__init__(data, initial={"number": rule.number})
        if rule.is_switch:
            self.fields["number"] = forms.TypedChoiceField(
                label=_("Is it on or off?"),
                choices=[(number, rule.said(number)) for number in (1, 0)],
                coerce=int,
                widget=forms.RadioSelect,
            )
            return
        limits = {"least": rule.said(rule.at_least), "most": rule.said(rule.at_most), "default": rule.said(rule.default)}
        self.fields["number"].label = _("How many days?") if rule.unit else _("How many?")
        self.fields["number"].help_text = _t("From %(least)s to %(most)s. It comes as %(default)s.") % limits


class PatchName(forms.Form):
    """What a patch is called."""

    name = forms.CharField(label=_("What do people call it?"), max_length=120)
    about = forms.CharField(
        label=_("About"),
        required=False,
        max_length=1000,
        help_text=_("One or two sentences: where it is and whom it brings together."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Reach(forms.Form):
    """What a patch covers, from which day on: the official areas, by kind."""

    starts = DayField(label=_("From which day?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(area.pk): area for area in Area.objects.defer("outline").order_by("name", "code")}
        for kind, label in KINDS.items():
            choices = [(key, area.name) for key, area in self.offered.items() if area.kind == kind]
            if choices:
                self.fields[f"areas_{kind}"] = forms.MultipleChoiceField(
                    label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
                )

    @property
    def chosen(self) -> list[Area]:
        """The areas that were ticked."""
        names = (name for name in self.cleaned_data if name.startswith("areas_"))
        return [self.offered[key] for name in names for key in self.cleaned_data[name]]

    def clean(self) -> dict[str, Any]:
        super().clean()
        kinds = [name for name in self.fields if name.startswith("areas_")]
        if kinds and not self.chosen:
            self.add_error(kinds[0], _t("Choose at least one area, of any kind"))
        return self.cleaned_data

    @staticmethod
    def initial_of(version: PatchVersion | None) -> dict[str, Any]:
        """The form as it stands for the last version of a patch; a change begins tomorrow unless another day is given."""
        facts: dict[str, Any] = {"starts": clock.today() + dt.timedelta(days=1 if version else 0)}
        for area in version.areas.defer("outline") if version else ():
            facts.setdefault(f"areas_{area.kind}", []).append(str(area.pk))
        return facts


class NewPatch(PatchName, Reach):
    """A patch that there was not."""

    field_order = ("name", "about", "starts")


class Ending(forms.Form):
    """From which day on a patch is no more."""

    ends = DayField(label=_("From which day on is it no more?"))


def about(patch: Patch) -> dict[str, Any]:
    """The form of a patch's name as it stands."""
    return {"name": patch.name, "about": patch.about}


class NumberToRing(forms.Form):
    """One number on "I am worried about someone"."""

    name = forms.CharField(label=_("Who answers?"), max_length=120)
    number = forms.CharField(
        label=_("Number"),
        max_length=40,
        help_text=_("Ring it now, before you keep it."),
        widget=forms.TextInput(attrs={"type": "tel", "class": "in--20", "autocomplete": "off"}),
    )
    about = forms.CharField(
        label=_("What for?"), max_length=300, help_text=_("One sentence, as you would say it to a neighbour.")
    )
    hours = forms.CharField(label=_("When do they answer?"), max_length=120, help_text=_("Such as: day and night, free."))

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if sum(character.isdigit() for character in number) < 3:
            raise ValidationError(_t("Give a number that people can ring, like 01632 960100"))
        return number
