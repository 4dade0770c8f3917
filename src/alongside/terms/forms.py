"""What officers fill in about words for needs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alongside.terms import queries, rings
from alongside.terms.models import Taxonomy, Term

MOST_LINES, LONGEST_LINE, LONGEST_WORDS = 60, 2000, 80
LEAST_ROWS, MOST_ROWS, A_ROW = 4, 30, 55  # a box as high as its words, within reason; so many letters fit in a row


class Words(forms.CharField):
    """Lines of everyday words, one thought on each."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        text = super().to_python(value) or ""
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n\n".join(value) if isinstance(value, list) else value

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > MOST_LINES:
            said = ngettext("Use at most %(number)d line", "Use at most %(number)d lines", MOST_LINES)
            raise ValidationError(said % {"number": MOST_LINES})
        for line in value:
            _refuse_too_long(line)


class Wording(forms.Form):
    """A term: its name and the words that lead to it."""

    name = forms.CharField(label=_("What is it called?"), max_length=200, help_text=_("In plain words, as people say it."))
    synonyms = Words(
        label=_("What do people type?"),
        required=False,
        help_text=_(
            "One thought on each line, with commas between words. After an arrow, the words by which services tell that "
            "they help: lonely, no friends -> befriending, lunch club. “This need” there stands for all that is marked with it."
        ),
    )
    alike = Words(
        label=_("Which words mean one and the same thing?"),
        required=False,
        help_text=_("One set on each line, with commas between words: food bank, foodbank, food parcel"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("synonyms", "alike"):
            lines = self.initial.get(name) or ()
            self.fields[name].widget.attrs["rows"] = min(LEAST_ROWS + sum(2 + len(line) // A_ROW for line in lines), MOST_ROWS)

    def clean_synonyms(self) -> list[str]:
        lines: list[str] = self.cleaned_data["synonyms"]
        for line in lines:
            said, _meant = rings.sides(line)
            if not said:
                raise ValidationError(_t("Put the words that people type before the arrow: %(line)s") % {"line": line[:60]})
        return [rings.written(line) for line in lines]

    def clean_alike(self) -> list[str]:
        lines: list[str] = self.cleaned_data["alike"]
        for line in lines:
            if rings.ARROW.search(line):
                raise ValidationError(_t("An arrow belongs to the lines above: %(line)s") % {"line": line[:60]})
            if len(rings.words(line)) < 2:
                raise ValidationError(_t("A set needs two words or more: %(line)s") % {"line": line[:60]})
        return [rings.written(line) for line in lines]

    @staticmethod
    def initial_of(term: Term) -> dict[str, Any]:
        """The form as it stands for this term."""
        return {"name": term.name, "synonyms": term.synonyms, "alike": term.alike}


class Merging(forms.Form):
    """Which other term shall stand for this one."""

    into = forms.ChoiceField(label=_("Which one shall stand for it?"), widget=forms.Select)

    def __init__(self, *args: Any, term: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in queries.terms_of(term.taxonomy) if one != term}
        field = self.fields["into"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _t("Choose one")), *((key, one.name) for key, one in self.offered.items())]

    def clean_into(self) -> Term:
        return self.offered[self.cleaned_data["into"]]


class Import(forms.Form):
    """A list of terms that somebody else keeps."""

    file = forms.FileField(
        label=_("The list"),
        help_text=_(
            "A table with the columns name, uri, parent and synonyms (.csv or .xlsx), or JSON: Open Eligibility or SKOS."
        ),
    )
    name = forms.CharField(
        label=_("What is the list called?"),
        max_length=200,
        help_text=_("Give the same name again to bring a list up to date."),
    )

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if slugify(name)[:50] in {"", queries.NEEDS}:
            raise ValidationError(_t("Give it a name of its own"))
        return name

    def slug(self) -> str:
        """The list of that name, or a new one."""
        name = self.cleaned_data["name"]
        there = Taxonomy.objects.filter(name__iexact=name).exclude(slug=queries.NEEDS).order_by("id").first()
        return there.slug if there else slugify(name)[:50]


def _refuse_too_long(line: str) -> None:
    if len(line) > LONGEST_LINE:
        raise ValidationError(_t("Split this line in two: %(line)s") % {"line": line[:60]})
    for word in rings.words(rings.ARROW.sub(",", line)):
        if len(word) > LONGEST_WORDS:
            raise ValidationError(_t("Put commas between the words: %(line)s") % {"line": word[:60]})
