"""What people fill in around signing."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.agreements import facts
from alongside.agreements.actions.signing import Said
from alongside.design.forms import DayField
from alongside.kit import clock

LARGEST = 25_000_000
WIDE = forms.TextInput(attrs={"class": "in--20", "autocomplete": "off"})


class _Mandated(forms.Form):
    """Who signs, in what capacity, by which decision."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"class": "in--20", "autocomplete": "name"})
    )
    capacity = forms.CharField(
        label=_("In what capacity"),
        max_length=200,
        help_text=_("For example: chair, chief executive, leader of the council."),
        widget=WIDE,
    )
    mandate_body = forms.CharField(
        label=_("Who decided that you sign"), max_length=200, required=False, widget=WIDE,
        help_text=_("For example: trustees, cabinet, board, members’ meeting. Leave it empty if nobody had to."),
    )  # fmt: skip
    mandate_on = DayField(label=_("When they decided"), required=False)
    mandate_reference = forms.CharField(
        label=_("Where that is written"), max_length=200, required=False, widget=WIDE, help_text=_("For example: minute 14.")
    )

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_mandate_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["mandate_on"]
        if day and day > clock.today():
            raise forms.ValidationError(_("This day is still to come. Give the day on which it was decided"))
        return day

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if (told.get("mandate_on") or told.get("mandate_reference")) and not told.get("mandate_body"):
            self.add_error("mandate_body", _("Say who decided it"))
        return told

    def said(self) -> Said:
        """The same for the action."""
        told = self.cleaned_data
        on = told["mandate_on"].isoformat() if told["mandate_on"] else ""
        mandate = facts.Mandate(body=told["mandate_body"], on=on, reference=told["mandate_reference"])
        return Said(name=told["name"], capacity=told["capacity"], mandate=mandate)


class Sign(_Mandated):
    """Signing by typing one's name. `seen` is the fingerprint of what stood on the page."""

    intend = forms.BooleanField(
        label=_("I have read the text, and I mean my typed name to be my signature"),
        error_messages={"required": _("Tick the box, if you mean your typed name to be your signature")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    field_order = ("name", "capacity", "mandate_body", "mandate_on", "mandate_reference", "intend", "seen")

    def __init__(self, *args: Any, consent: str = "", seen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("Type your full name. This is your signature.")
        self.fields["intend"].help_text = consent
        self.initial["seen"] = seen


class OnPaper(_Mandated):
    """A signature on paper, entered by an officer."""

    signed_on = DayField(label=_("The day on the paper"))
    scan = forms.FileField(
        label=_("A scan or a photo of the paper"), help_text=_("PDF, JPEG or PNG, at most 25 MB. Only officers open it; the register names its fingerprint."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Who signed, as it stands on the paper")
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["mandate_body"].label = _("Who decided that they sign")

    def clean_signed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["signed_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day is still to come"))
        return day


class Why(forms.Form):
    """A reason, in one's own words."""

    why = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = label or _("Why")
        self.fields["why"].help_text = help_text


class Somebody(forms.Form):
    """Who is asked to sign."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=WIDE)
    email = forms.EmailField(label=_("Mail address"), max_length=254)
    capacity = forms.CharField(
        label=_("In what capacity they sign"),
        max_length=200,
        widget=WIDE,
        help_text=_("For example: chair, chief executive, leader of the council."),
    )


class PassOn(Somebody):
    """A colleague who signs instead."""

    why = forms.CharField(
        label=_("A word to them and to the register’s keepers (not published)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class Code(forms.Form):
    """The code on somebody's card in the room."""

    code = forms.CharField(
        label=_("The code on your card"), max_length=20, help_text=_("Eight letters and numbers, for example K7QM-3XPA."),
        widget=forms.TextInput(attrs={"class": "in--12", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class Resend(forms.Form):
    """The address at which somebody was asked."""

    email = forms.EmailField(label=_("The mail address at which you were asked"), max_length=254)


class Joins(forms.Form):
    """The name of an organisation here that joins."""

    organisation = forms.CharField(
        label=_("Which organisation joins"), max_length=300, help_text=_("Its name as it is listed here."), widget=WIDE
    )


class Check(forms.Form):
    """A copy, or a fingerprint, to be checked."""

    file = forms.FileField(
        label=_("PDF or bundle of the agreement"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.zip"})
    )
    fingerprint = forms.CharField(
        label=_("Or a fingerprint, 64 letters and numbers"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_fingerprint(self) -> str:
        typed = re.sub(r"\s", "", str(self.cleaned_data["fingerprint"])).lower()
        if typed and not re.fullmatch(r"(\d{1,9}:)?[0-9a-f]{64}", typed):
            raise forms.ValidationError(_("A fingerprint has 64 digits from 0 to 9 and a to f. A part of it may be missing"))
        return typed

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 25 MB, so it is no copy of an agreement"))
        return file

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and not told.get("file") and not told.get("fingerprint"):
            self.add_error("file", _("Choose a file, or paste a fingerprint"))
        return told
