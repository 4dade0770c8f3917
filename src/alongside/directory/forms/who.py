"""For whom a service is, what it costs, how to start, and who can be reached."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import Hinted
from alongside.directory.forms.base import Line, Part, Row, Text, rows
from alongside.directory.models import Contact, Service
from alongside.directory.queries.facts import Facts
from alongside.people.consent import Publish

COSTS = (
    (Service.Cost.FREE, _("Nothing")),
    (Service.Cost.GIFT, Hinted(_("A gift, if you like"), _("Nobody is asked at the door"))),
    (Service.Cost.FEE, _("A price")),
    (Service.Cost.UNKNOWN, _("Not sure yet")),
)
STARTS = (
    (Service.Start.JUST_COME, _("Just come")),
    (Service.Start.RING, _("Ring or write first")),
    (Service.Start.FORM, _("Fill in a form")),
    (Service.Start.REFERRAL, Hinted(_("A professional refers them"), _("Such as a doctor or a social worker"))),
    (Service.Start.UNKNOWN, _("Not sure yet")),
)
AGREED = (
    (Publish.YES, _("Yes, they agreed")),
    (Publish.NO, _("No, only people who keep this directory may see it")),
    (Publish.UNKNOWN, Hinted(_("Not sure yet"), _("We keep it hidden until you say"))),
)


class Who(Part):
    """The third part. Contacts are rows of their own."""

    eligibility = Text(label=_("Who is it for?"), rows=3, max_length=5_000, help_text=_("Such as: carers of any age."))
    minimum_age = forms.IntegerField(
        label=_("From which age?"), required=False, min_value=0, max_value=120, help_text=_("Leave it empty when it is for all.")
    )
    maximum_age = forms.IntegerField(label=_("Up to which age?"), required=False, min_value=0, max_value=120)
    cost = forms.ChoiceField(label=_("What does it cost?"), choices=COSTS, widget=forms.RadioSelect)
    price = forms.DecimalField(
        label=_("The price in pounds"),
        required=False,
        min_value=Decimal("0.01"),
        max_value=Decimal(100_000),
        decimal_places=2,
        help_text=_("Such as 2.50. Only when it is always the same."),
    )
    cost_text = Line(label=_("More about the price"), required=False, max_length=300)
    start = forms.ChoiceField(label=_("How do people start?"), choices=STARTS, widget=forms.RadioSelect)
    start_text = Text(label=_("More about how to start"), rows=3, max_length=2_000)
    expect = Text(label=_("What can they expect the first time?"), rows=4, max_length=5_000)
    bring = Text(label=_("What should they bring?"), rows=2, max_length=2_000)
    languages = Line(
        label=_("Languages spoken there"), required=False, max_length=300, help_text=_("With a comma between: English, Polish.")
    )

    @classmethod
    def initial_of(cls, facts: Facts) -> dict[str, Any]:
        pence = facts.get("cost_pence")
        return super().initial_of(facts) | {
            "price": Decimal(pence) / 100 if pence else None,
            "languages": ", ".join(facts.get("languages") or []),
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        low, high = said.get("minimum_age"), said.get("maximum_age")
        if low is not None and high is not None and high < low:
            self.add_error("maximum_age", _("Give an age that is not below the first"))
        return said

    def facts(self) -> Facts:
        said = dict(self.cleaned_data)
        price = said.pop("price")
        languages = [part.strip() for part in said["languages"].split(",") if part.strip()]
        pence = int(price * 100) if price and said["cost"] == Service.Cost.FEE else None
        return said | {"cost_pence": pence, "languages": languages}


class Reach(Row):
    """One number or address by which it can be reached."""

    meaningful: ClassVar = ("value",)

    kind = forms.ChoiceField(label=_("What is it?"), choices=Contact.Kind.choices, widget=forms.Select(attrs={"class": "in--20"}))
    value = Line(label=_("The number or address"), max_length=254)
    label = Line(
        label=_("Whose it is"), required=False, max_length=120, help_text=_("A role such as “the office”, rather than a name.")
    )
    publish = forms.ChoiceField(
        label=_("May we show it?"),
        choices=AGREED,
        error_messages={"required": _("Choose yes, no or not sure yet")},
        widget=forms.RadioSelect,
        help_text=_("Ask first. They can change their mind at any time."),
    )

    @classmethod
    def initial_of(cls, facts: Facts) -> dict[str, Any]:
        """How the row stands for a contact."""
        return {key: facts.get(key) for key in ("kind", "value", "label", "publish")} | {"row_id": facts.get("id")}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        value = said.get("value", "")
        if value and said.get("kind") == Contact.Kind.EMAIL:
            self._check_email(value)
        elif value and sum(letter.isdigit() for letter in value) < 3:
            self.add_error("value", _("This does not look like a telephone number"))
        return said

    def _check_email(self, value: str) -> None:
        try:
            validate_email(value)
        except forms.ValidationError:
            self.add_error("value", _("Give an e-mail address like name@example.org"))

    def facts(self) -> Facts:
        said = self.cleaned_data
        return {"id": said["row_id"], **{key: said[key] for key in ("kind", "value", "label", "publish")}}


Reaches = rows(Reach)
