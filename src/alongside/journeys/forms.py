"""What people fill in on the way through these flows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import Hinted
from alongside.organisations import queries
from alongside.places import postcodes

LONGEST = 3_000
ROLES = (
    ("lead", Hinted(_("Lead"), _("Speaks for it, signs, and says who else has a seat"))),
    ("editor", Hinted(_("Editor"), _("Keeps its pages true and answers people"))),
    ("helper", Hinted(_("Helper"), _("Sees what waits for it, and helps"))),
)


class Claiming(forms.Form):
    """Who asks, what they are there, and how somebody can find out that it is so."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("An address at its own website name is the quickest: we mail you a link, and that is all."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    title = forms.CharField(
        label=_("What are you there?"), max_length=200, help_text=_("For example: chair, treasurer, manager, volunteer")
    )
    how = forms.CharField(
        label=_("How can we check?"),
        max_length=LONGEST,
        help_text=_("For example: a page that names you, or a number where somebody knows you"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: QueryDict | None = None, *, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if signed_in:
            del self.fields["name"], self.fields["email"]

    def said(self) -> dict[str, str]:
        """What the action wants to hear, for a visitor and for somebody signed in."""
        return {key: self.cleaned_data.get(key, "") for key in ("name", "email", "title", "how")}


class Changed(forms.Form):
    """Who keeps something here says what has changed."""

    what = forms.CharField(
        label=_("What is different now?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Such as: from January it is on Thursdays, and the hall is the Library."),
    )


class Looked(forms.Form):
    """What a group is called, to find it before it is added."""

    called = forms.CharField(label=_("What is your group called?"), max_length=300)
    number = forms.CharField(
        label=_("Its charity or company number"), required=False, max_length=40, widget=forms.TextInput(attrs={"class": "in--8"})
    )
    postcode = forms.CharField(
        label=_("Its postcode"), required=False, max_length=10, widget=forms.TextInput(attrs={"class": "in--8"})
    )


class New(Claiming):
    """A group that is not listed, and who says so."""

    called = forms.CharField(label=_("What is it called?"), max_length=300)
    what = forms.ChoiceField(label=_("What is it?"), choices=queries.WHAT, widget=forms.RadioSelect)
    about = forms.CharField(
        label=_("What does it do?"),
        max_length=LONGEST,
        help_text=_("Two or three sentences. The first one stands in lists."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    url = forms.URLField(label=_("Its website"), required=False, max_length=500, assume_scheme="https")
    postcode = forms.CharField(
        label=_("Its postcode"),
        required=False,
        max_length=10,
        help_text=_("Where its post goes. It may be somebody's home, so we do not show it."),
        widget=forms.TextInput(attrs={"class": "in--8"}),
    )
    scheme = forms.ChoiceField(
        label=_("Is it in a public register?"), required=False, widget=forms.Select(attrs={"class": "in--20"})
    )
    number = forms.CharField(
        label=_("Its number there"), required=False, max_length=40, widget=forms.TextInput(attrs={"class": "in--8"})
    )
    field_order = ("called", "what", "about", "url", "postcode", "scheme", "number", "name", "email", "title", "how")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scheme"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("No, or I do not know")), *queries.registers()]
        if "email" in self.fields:
            self.fields["email"].help_text = _("Here you hear what comes of it.")

    def clean_postcode(self) -> str:
        given = str(self.cleaned_data["postcode"])
        if given and (fault := postcodes.fault(given)):
            raise forms.ValidationError(fault)
        return postcodes.said(given) if given else ""

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("number"):
            try:
                self.pair = queries.number_in(given.get("scheme", ""), given["number"])
            except ValueError as wrong:
                self.add_error("number", str(wrong))
        return given

    pair: tuple[str, str] | None = None

    def facts(self) -> dict[str, Any]:
        """The organisation as it would be, in plain values that can be kept."""
        sector, kind = self.cleaned_data["what"].split(":")
        plain = {"name": " ".join(self.cleaned_data["called"].split()), "sector": sector, "kind": kind}
        more = {key: self.cleaned_data[key] for key in ("about", "url", "postcode")}
        return {**plain, **more, "identifiers": [self.pair] if self.pair else []}


class Yes(forms.Form):
    """They belong there: as what, and a word to them."""

    role = forms.ChoiceField(label=_("As what?"), choices=ROLES, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("A word to them"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class Words(forms.Form):
    """A question, an answer to it, a reason: in one box."""

    text = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: Any, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, hint


class Own(forms.Form):
    """Which of my own organisations; or another."""

    own = forms.ChoiceField(label=_("Which organisation joins?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        _offer(self, "own", [*choices, ("other", _("Another one"))])


class Called(forms.Form):
    """What it is called, to find it before it is added."""

    called = forms.CharField(label=_("What is your group called?"), max_length=300)


class Which(forms.Form):
    """One of those that are here already, or another."""

    which = forms.ChoiceField(label=_("Is it one of these?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        _offer(self, "which", [*choices, ("new", _("No, ours is another one"))])


class What(forms.Form):
    """What it is."""

    what = forms.ChoiceField(label=_("What is it?"), choices=queries.WHAT, widget=forms.RadioSelect)


class About(forms.Form):
    """What it does."""

    about = forms.CharField(
        label=_("What does it do?"),
        max_length=LONGEST,
        help_text=_("Two or three sentences. The first one stands in lists."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Kind(forms.Form):
    """As what kind of member."""

    kind = forms.ChoiceField(label=_("As what do you join?"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        _offer(self, "kind", choices)


class You(forms.Form):
    """Who asks."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Here you hear what comes of it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class There(forms.Form):
    """What somebody is there, and how we can find out that it is so."""

    title = forms.CharField(
        label=_("What are you there?"), max_length=200, help_text=_("For example: chair, treasurer, manager, volunteer")
    )
    how = forms.CharField(
        label=_("How can we check?"),
        max_length=LONGEST,
        help_text=_("For example: a page that names you, or a number where somebody knows you"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = choices


class Leaving(forms.Form):
    """Giving up a seat. Who is the only lead says openly that nobody leads then."""

    nobody_leads = forms.BooleanField(label=_("I know that nobody leads it then. The people who run this place are told."))

    def __init__(self, data: QueryDict | None = None, *, is_last: bool) -> None:
        super().__init__(data)
        if not is_last:
            del self.fields["nobody_leads"]


class ReportingBack(forms.Form):
    """What somebody who speaks for a network tells it."""

    text = forms.CharField(
        label=_("What was said, and what came of it?"),
        help_text=_("Also what you said for the network. A few sentences will do. Name nobody who would not want it."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": _("Write something, if only that there was no meeting")},
    )
