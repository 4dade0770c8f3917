"""What a service is: its name, what happens, what it helps with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.directory.forms.base import Line, Part, Text
from alongside.directory.queries.facts import Facts
from alongside.organisations import queries as organisations
from alongside.organisations.names import plain
from alongside.terms import queries as terms


class What(Part):
    """The first part."""

    name = Line(
        label=_("What do people call it?"), max_length=300, help_text=_("The name on the poster. Not the name of your group.")
    )
    summary = Text(
        label=_("What happens there?"),
        required=True,
        rows=3,
        max_length=400,
        help_text=_("Two or three short sentences, as you would say it to a neighbour. At most 400 letters."),
    )
    description = Text(
        label=_("What else should people know?"),
        rows=8,
        max_length=20_000,
        help_text=_("Leave a line empty for a new paragraph. Begin a line with - for a list."),
    )
    url = forms.URLField(label=_("Web page about it"), required=False, max_length=500, assume_scheme="https")
    terms = forms.MultipleChoiceField(
        label=_("What does it help with?"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Tick all that fit.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["terms"]
        field.choices = [(term.slug, term.name) for term in terms.needs()]  # type: ignore[attr-defined]
        if not field.choices:  # type: ignore[attr-defined]
            del self.fields["terms"]

    def clean_summary(self) -> str:
        return " ".join(self.cleaned_data["summary"].split())

    def facts(self) -> Facts:
        return {key: value for key, value in self.cleaned_data.items() if key != "runner"}


class WhatAndWho(What):
    """The same for somebody who may add a service of any organisation."""

    runner = Line(label=_("Which organisation runs it?"), max_length=300, help_text=_("Its name as it stands in our list."))
    field_order = ("runner",)

    def clean_runner(self) -> Any:
        """The organisation of that name; where none is, those that are called nearly so."""
        name = self.cleaned_data["runner"]
        near = organisations.by_name(name)
        same = [one for one in near if plain(one.name) == plain(name)]
        if same:
            return same[0]
        if near:
            names = ", ".join(one.name for one in near)
            raise forms.ValidationError(_("We do not know it by this name. Did you mean %(names)s?"), params={"names": names})
        raise forms.ValidationError(_("We do not know it by this name. Add the organisation first."))
