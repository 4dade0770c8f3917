"""How Django's forms look here: label, hint, error, field, in this order, without a word in the template.

`{{ form }}` renders the fields, `{{ form.name.as_field_group }}` one of them, `{% summary form %}` the list of what to put right.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WIDEST_IN_COLUMNS = 40
WIDTHS = {"time": "in--8", "date": "in--8", "number": "in--8", "tel": "in--20"}


@dataclass(frozen=True, slots=True)
class Hinted:
    """The label of a choice with a line below it: `("gift", Hinted(_("A gift, if you like"), _("Nobody is asked at the door")))`."""

    label: str | Promise
    hint: str | Promise = ""

    def __str__(self) -> str:
        return str(self.label)


PLAIN: dict[tuple[type[forms.Field], str], Promise] = {
    (forms.Field, "required"): _("Fill this in"),
    (forms.ChoiceField, "required"): _("Choose one"),
    (forms.MultipleChoiceField, "required"): _("Choose at least one"),
    (forms.BooleanField, "required"): _("Tick this to go on"),
    (forms.FileField, "required"): _("Choose a file"),
    (forms.ChoiceField, "invalid_choice"): _("Choose one of the list"),
    (forms.DateField, "invalid"): _("Give a date like 14 10 2026"),
    (forms.TimeField, "invalid"): _("Give a time like 14:30"),
    (forms.IntegerField, "invalid"): _("Give a whole number"),
    (forms.DecimalField, "invalid"): _("Give a number like 2.50"),
    (forms.URLField, "invalid"): _("Give a web address like https://example.org"),
}
"""What we say in place of Django's own words, unless a field brings its own."""


class HouseField(BoundField):
    """A field that knows its classes, and by which words a screen reader describes it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        for code, words in _plain_words(type(field)):
            if field.error_messages.get(code) == _django_says(type(field), code):
                field.error_messages[code] = words  # type: ignore[assignment]  # lazy, as all of Django’s own are

    @property
    def shape(self) -> str:
        """Which of three shapes the field template draws."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "tick"
        return "choices" if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) else "box"

    @property
    def short_choices(self) -> bool:
        """Choices of a word or less stand in a row, such as the days of the week."""
        labels = [str(subwidget.choice_label) for subwidget in self.subwidgets]
        return len(labels) > 2 and max(map(len, labels)) <= 4

    @property
    def many_choices(self) -> bool:
        """More choices than one sees at a glance stand in columns, unless they are sentences."""
        return len(self.subwidgets) > 8 and max(len(str(one.choice_label)) for one in self.subwidgets) <= WIDEST_IN_COLUMNS

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint" if self.help_text else ""

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error" if self.errors else ""

    @property
    def aria_describedby(self) -> str:
        return " ".join(filter(None, (self.hint_id, self.error_id)))

    @property
    def first_id(self) -> str:
        """Where the error summary leads: the box, or the first of the choices."""
        return self.subwidgets[0].id_for_label if self.shape == "choices" and len(self) else self.id_for_label

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("aria-describedby", None)
        if widget.is_hidden:
            return attrs
        if self.shape == "box":
            asked = widget.attrs.get("class", WIDTHS.get(getattr(widget, "input_type", "") or "", ""))
            attrs["class"] = f"in {asked}".strip()
        if self.aria_describedby and not self.use_fieldset:
            attrs["aria-describedby"] = self.aria_describedby
        if self.errors and self.shape != "choices":
            attrs["aria-invalid"] = "true"
        return attrs


def _plain_words(kind: type[forms.Field]) -> list[tuple[str, Promise]]:
    """What we say of each fault of this kind of field; the nearest kind has the word."""
    return list({code: words for of in reversed(kind.__mro__) for (whose, code), words in PLAIN.items() if whose is of}.items())


def _django_says(kind: type[forms.Field], code: str) -> object:
    """What Django would say of it."""
    found = (
        of.__dict__.get("default_error_messages", {}).get(code) for of in kind.__mro__ if of.__module__.startswith("django.")
    )
    return next(filter(None, found), None)


class Renderer(TemplatesSetting):
    """Field and form templates of the house, for every form."""

    form_template_name = "design/forms/form.html"
    formset_template_name = "design/forms/formset.html"
    field_template_name = "design/forms/field.html"
    bound_field_class = HouseField


class DayField(forms.DateField):
    """A day as people write it: 14 10 2026, 14/10/2026, 14 October 2026, 14th Oct 2026."""

    widget = forms.DateInput(format="%d %m %Y", attrs={"class": "in--12", "inputmode": "text", "autocomplete": "off"})
    input_formats = ("%d %m %Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%d %m %y", "%d/%m/%y")
    default_error_messages: ClassVar = {"invalid": _("Give a date like 14 10 2026")}

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, str):
            value = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", value.replace(",", " "), flags=re.I)
            value = " ".join(value.split())
        return super().to_python(value)


class TimeInput(forms.TimeInput):
    """The browser's own box for a time of day."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One line of the error summary."""

    label: str
    message: str
    anchor: str

    def __str__(self) -> str:
        if not self.label:
            return self.message
        return f"{self.label} {self.message}" if self.label[-1] in "?!.:" else f"{self.label}: {self.message}"


def wrongs(form: forms.BaseForm) -> list[Wrong]:
    """What to put right, in the order of the fields; what concerns the whole form comes first."""
    found = [Wrong("", message, "") for message in _messages(form.non_field_errors())]
    for field in form.visible_fields():
        found += [Wrong(str(field.label), message, field.first_id) for message in _messages(field.errors)]  # type: ignore[attr-defined]
    return found


def _messages(errors: ErrorList) -> list[str]:
    return [str(message) for message in errors]
