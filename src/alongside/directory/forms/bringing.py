"""What an officer fills in to bring services in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.directory.forms.base import Line
from alongside.directory.models import Source

MOST = 60_000_000
ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".zip", ".json")


class Bring(forms.Form):
    """A file or an address, and which source it is."""

    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_("A spreadsheet (.xlsx or .csv), several of them in a .zip, or a feed saved as .json. At most 60 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    address = forms.URLField(
        label=_("Or the address of an Open Referral UK feed"), required=False, max_length=1000, assume_scheme="https"
    )
    known = forms.ModelChoiceField(
        label=_("Has it come before?"),
        queryset=Source.objects.none(),
        required=False,
        empty_label=_("No, it is new"),
        help_text=_("Choose its name if you bring in a newer copy, so that nothing comes twice."),
    )
    name = Line(
        label=_("If it is new: whose list is it?"),
        required=False,
        max_length=200,
        help_text=_("Such as: the council's directory."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known"].queryset = Source.objects.order_by("name", "id")  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file: Any = self.cleaned_data["file"]
        if file is None:
            return None
        if not str(file.name).casefold().endswith(ENDINGS):
            raise forms.ValidationError(_("Send a file that ends in .xlsx, .csv, .zip or .json"))
        if (file.size or 0) > MOST:
            raise forms.ValidationError(_("This file is larger than 60 MB. Split it into smaller ones"))
        return file

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and bool(said.get("file")) == bool(said.get("address")):
            self.add_error("file", _("Give a file or an address, one of the two"))
        return said

    @property
    def source_name(self) -> str:
        """What the source is called, where that was said."""
        known: Source | None = self.cleaned_data["known"]
        return known.name if known else str(self.cleaned_data["name"])
