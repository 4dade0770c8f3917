"""What people fill in about organisations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import Hinted
from alongside.organisations import identifiers, queries
from alongside.organisations.models import Contact, Organisation
from alongside.people.consent import Publish
from alongside.places import queries as places
from alongside.terms import queries as terms

Pair = tuple[str, str]
MOST_NUMBERS = 12


GROUPS = (
    (_("What it is"), ("name", "legal_name", "other_names", "what", "about", "url", "opening")),
    (_("Where and for whom"), ("patches", "client_groups")),
    (_("How large it is"), ("size", "staff", "trustees", "volunteers")),
)


class Entry(forms.Form):
    """What an organisation is."""

    name = forms.CharField(label=_("Name"), max_length=300)
    legal_name = forms.CharField(
        label=_("Legal name"), required=False, max_length=300, help_text=_("As registers write it, if that is another one.")
    )
    other_names = forms.CharField(
        label=_("Other names"),
        required=False,
        help_text=_("What else people call it, such as initials or an old name. One on each line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    what = forms.ChoiceField(label=_("What is it?"), choices=queries.WHAT, widget=forms.RadioSelect)
    about = forms.CharField(
        label=_("About"),
        required=False,
        help_text=_("Who it is and what it does, in a few sentences. The first one stands in lists."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    url = forms.URLField(label=_("Website"), required=False, max_length=500, assume_scheme="https")
    opening = forms.CharField(
        label=_("When is it open?"),
        required=False,
        help_text=_("The hours of the office, as you would say them. Services have times of their own."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    size = forms.ChoiceField(
        label=_("Income in a year"),
        choices=Organisation.Size.choices,
        help_text=_("Not shown. It lets us count small and large groups fairly."),
        widget=forms.Select(attrs={"class": "in--20"}),
    )
    staff = forms.IntegerField(label=_("How many paid staff?"), required=False, min_value=0, max_value=1_000_000)
    trustees = forms.IntegerField(
        label=_("How many trustees or committee members?"), required=False, min_value=0, max_value=100_000
    )
    volunteers = forms.IntegerField(
        label=_("How many volunteers?"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("Not shown. We keep the day on which it was counted."),
    )
    patches = forms.MultipleChoiceField(
        label=_("Which parts of the county does it serve?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    client_groups = forms.MultipleChoiceField(
        label=_("Whom does it help, or with what?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict | None = None, *, numbers: Sequence[Pair] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offered = {str(patch.pk): patch for patch in places.patches()}
        field = self.fields["patches"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = [(key, patch.name) for key, patch in self.offered.items()]
        if not self.offered:
            del self.fields["patches"]
        self.needs = {str(term.pk): term for term in terms.needs()}
        helped = self.fields["client_groups"]
        assert isinstance(helped, forms.MultipleChoiceField)  # noqa: S101
        helped.choices = [(key, term.name) for key, term in self.needs.items()]
        if not self.needs:
            del self.fields["client_groups"]
        self.main = list(self.fields)
        self.rows = sum(key.startswith("number_") for key in data) if data else len(numbers) + 2
        for at in range(min(self.rows, MOST_NUMBERS)):
            self._add_row(at, numbers[at] if at < len(numbers) else ("", ""))

    def _add_row(self, at: int, pair: Pair) -> None:
        known = [(code, scheme.label) for code, scheme in identifiers.SCHEMES.items()]
        more = [(pair[0], pair[0])] if pair[0] and pair[0] not in identifiers.SCHEMES else []
        select, text = forms.Select(attrs={"class": "in--20"}), forms.TextInput(attrs={"class": "in--8"})
        register = forms.ChoiceField(label=_("Register"), choices=[*known, *more], required=False, initial=pair[0], widget=select)
        number = forms.CharField(label=_("Number"), required=False, max_length=40, initial=pair[1], widget=text)
        self.fields |= {f"scheme_{at}": register, f"number_{at}": number}

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """What is asked about it but for its numbers, by what belongs together."""
        return [(str(label), [self[name] for name in names if name in self.main]) for label, names in GROUPS]

    def numbers_asked(self) -> list[tuple[BoundField, BoundField]]:
        """Its numbers: the register, and the number in it."""
        return [(self[name.replace("number", "scheme")], self[name]) for name in self.fields if name.startswith("number_")]

    def clean_other_names(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["other_names"].splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def clean_patches(self) -> list[Any]:
        return [self.offered[key] for key in self.cleaned_data["patches"]]

    def clean_client_groups(self) -> list[Any]:
        return [self.needs[key] for key in self.cleaned_data["client_groups"]]

    def clean(self) -> dict[str, Any]:
        for name in [name for name in self.fields if name.startswith("number_")]:
            scheme, number = self.cleaned_data.get(name.replace("number", "scheme"), ""), self.cleaned_data.get(name, "")
            try:
                if number:
                    identifiers.clean(scheme, number)
            except identifiers.WrongNumber as wrong:
                self.add_error(name, str(wrong))
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        """What was filled in, in the words of the actions. A number that was emptied is no longer kept."""
        given = {name: self.cleaned_data[name] for name in self.main}
        given["sector"], given["kind"] = given.pop("what").split(":")
        pairs = [(scheme.data, number.data) for scheme, number in self.numbers_asked()]
        return given | {"identifiers": [(scheme, number) for scheme, number in pairs if number and number.strip()]}

    @staticmethod
    def initial_of(organisation: Organisation) -> dict[str, Any]:
        """The form as it stands for this organisation."""
        plain = ("name", "legal_name", "about", "url", "opening", "size", "staff", "trustees", "volunteers")
        return {key: getattr(organisation, key) for key in plain} | {
            "what": f"{organisation.sector}:{organisation.kind}",
            "other_names": "\n".join(organisation.other_names),
            "client_groups": [str(pk) for pk in organisation.client_groups.order_by("name").values_list("pk", flat=True)],
            "patches": [str(pk) for pk in organisation.patches.order_by("name").values_list("pk", flat=True)],
        }


class ContactEntry(forms.Form):
    """One way to reach an organisation, and whether it may be shown."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Contact.Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Whom does one reach there?"), required=False, max_length=200)
    value = forms.CharField(label=_("The number or address"), max_length=254, widget=forms.TextInput(attrs={"class": "in--20"}))
    label = forms.CharField(
        label=_("What is it for?"), required=False, max_length=120, help_text=_("For example: office, bookings, out of hours")
    )
    publish = forms.ChoiceField(
        label=_("May we show it to everybody?"),
        choices=(
            (Publish.YES, _("Yes, they agreed")),
            (Publish.NO, _("No")),
            (Publish.UNKNOWN, Hinted(_("Not sure yet"), _("We keep it hidden until you say"))),
        ),
        widget=forms.RadioSelect,
    )
    said_by = forms.CharField(
        label=_("Who said so?"), required=False, max_length=200, help_text=_("The person whose number or address it is")
    )
    said_how = forms.CharField(
        label=_("How?"), required=False, max_length=200, help_text=_("For example: by phone, by e-mail, on the membership form")
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("kind") == Contact.Kind.EMAIL and given.get("value"):
            self._check_address(given["value"])
        if given.get("publish") == Publish.YES:
            for name in ("said_by", "said_how"):
                if not given.get(name):
                    self.add_error(name, _t("Say this too: without it we may not show it"))
        return given

    def _check_address(self, value: str) -> None:
        try:
            forms.EmailField().clean(value)
        except forms.ValidationError:
            self.add_error("value", _t("Give an address like name@example.org"))


class Beginning(forms.Form):
    """What the first officer says of the place and of themselves."""

    place = forms.CharField(
        label=_("Which place is this for?"), max_length=120, help_text=_("The county or area, as people there call it")
    )
    charity = forms.CharField(label=_("Which charity runs it?"), max_length=300)
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Next time you sign in with a code that we send there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
