"""What an officer fills in to bring a list of organisations in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import Hinted
from alongside.organisations import policy
from alongside.organisations.actions.importing.columns import LABELS, Columns

if TYPE_CHECKING:
    from django.http import QueryDict

    from alongside.organisations.models import Import

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".json", ".zip")
_ROW = re.compile(r"row_(\d{1,7})")


class Send(forms.Form):
    """A list of organisations, or an extract of the charity register."""

    file = forms.FileField(
        label=_("A file"),
        help_text=_(
            "A list (.xlsx or .csv) with one organisation on each line, or an extract of the charity register (.json, .txt or "
            ".zip). At most 20 MB for a list and 100 MB for the register."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> Any:
        file: Any = self.cleaned_data["file"]
        name = str(file.name).casefold()
        if not name.endswith(ENDINGS):
            raise forms.ValidationError(_("Send a file that ends in .xlsx, .csv, .json, .txt or .zip"))
        most = policy.LARGEST_LIST if name.endswith((".xlsx", ".xlsm", ".csv", ".tsv")) else policy.LARGEST_REGISTER
        if (file.size or 0) > most:
            raise forms.ValidationError(
                _t("This file is larger than %(most)s MB. Split it into smaller ones") % {"most": most // 1_000_000}
            )
        return file


class Meanings(forms.Form):
    """What each column of a list means."""

    takes_file_ = forms.ChoiceField(
        label=_("Where the list and our entry differ"),
        choices=(
            ("", Hinted(_("Keep ours"), _("What stands empty is filled. You can still take the list's word, row by row"))),
            ("file", Hinted(_("Take the list's"), _("Good where the list is newer than what stands here"))),
        ),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None = None, *, run: Import, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.headings = {f"column_{at}": heading for at, heading in enumerate(run.report.get("examples", run.columns))}
        self.examples = run.report.get("examples", {})
        guess = {heading: field for field, heading in run.columns.items()}
        choices = [("", _("Leave it out")), *LABELS.items()]
        for name, heading in self.headings.items():
            select = forms.Select(
                attrs={"class": "in--20", "aria-label": _t("What does %(heading)s mean?") % {"heading": heading}}
            )
            self.fields[name] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=guess.get(heading, ""), widget=select
            )

    @classmethod
    def of(cls, run: Import, data: QueryDict | None = None) -> Meanings:
        """The form for this list, as its columns were understood."""
        return cls(data, run=run, initial={"takes_file_": "file" if run.takes_file else ""})

    def asked(self) -> list[tuple[str, list[str], BoundField]]:
        """Each heading with some of its values, and the question what it means."""
        return [(heading, self.examples.get(heading, []), self[name]) for name, heading in self.headings.items()]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        seen: dict[str, str] = {}
        for name, heading in self.headings.items():
            field = said.get(name, "")
            if field and field in seen:
                self.add_error(name, _t("“%(other)s” means this already. Choose one of the two") % {"other": seen[field]})
            seen.setdefault(field, heading)
        if not self.errors and "name" not in seen:
            self.add_error(None, _t("Say which column holds the name of the organisation"))
        return said

    @property
    def columns(self) -> Columns:
        return {self.cleaned_data[name]: heading for name, heading in self.headings.items() if self.cleaned_data[name]}

    @property
    def takes_file(self) -> bool:
        return bool(self.cleaned_data["takes_file_"] == "file")


def decisions(data: QueryDict) -> tuple[Mapping[int, str], Mapping[int, list[str]]]:
    """What an officer said on one page: of possible duplicates, and whose word is taken where the list differs."""
    said = {int(found[1]): str(data[name]) for name in data if (found := _ROW.fullmatch(name))}
    shown = [int(number) for number in data.getlist("differing") if number.isascii() and number.isdigit()]
    return said, {number: data.getlist(f"take_{number}") for number in shown}
