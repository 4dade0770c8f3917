"""What the forms of a service have in common: facts in, facts out, and rows that one may add without script."""

from typing import Any, ClassVar, Self, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict

from alongside.directory.queries.facts import Facts
from alongside.kit import prose

MOST_ROWS = 20


class Part(forms.Form):
    """One part of a service. `initial_of` makes it from facts; `facts` gives back what was typed."""

    @classmethod
    def initial_of(cls, facts: Facts) -> dict[str, Any]:
        """How the form stands for these facts."""
        return {name: facts.get(name) for name in cls.base_fields}

    def facts(self) -> Facts:
        """What was typed, as facts."""
        return dict(self.cleaned_data)

    def relax(self) -> Self:
        """Nothing but the name need be there yet: it is kept for later."""
        for name, field in self.fields.items():
            field.required = name == "name"
        return self


class Text(forms.CharField):
    """A longer text, kept plain."""

    def __init__(self, *, rows: int = 4, required: bool = False, **options: Any) -> None:
        super().__init__(required=required, widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        return prose.tidy(super().to_python(value) or "")


class Line(forms.CharField):
    """A short text on one line."""

    def to_python(self, value: Any) -> str:
        return " ".join(prose.tidy(super().to_python(value) or "").split())


class Row(forms.Form):
    """One of several, such as an address. A row in which nothing was typed is none, and nothing in it is required."""

    meaningful: ClassVar[tuple[str, ...]] = ()
    """The fields that make a row one, when any of them is filled."""

    row_id = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_permitted = True

    def has_changed(self) -> bool:
        """Whether something was typed here."""
        given = (
            self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name)) for name in self.meaningful
        )
        return any(given)

    def facts(self) -> Facts:
        """What was typed, as facts."""
        raise NotImplementedError


class Rows(BaseFormSet):  # type: ignore[type-arg] # not subscriptable at run time
    """Several rows of one kind."""

    def facts(self) -> list[Facts]:
        """Those in which something was typed."""
        return [row.facts() for row in self.forms if row.has_changed()]


def rows(row: type[Row]) -> type[Rows]:
    """The set of such rows."""
    made = formset_factory(row, formset=Rows, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    return cast("type[Rows]", made)


def typed(form: type[forms.Form], data: QueryDict, prefix: str = "") -> dict[str, Any]:
    """What stands in a form, unchecked, so that it can be shown again as it is."""
    start = f"{prefix}-" if prefix else ""
    return {name: field.widget.value_from_datadict(data, {}, start + name) for name, field in form.base_fields.items()}


def typed_rows(row: type[Row], data: QueryDict, prefix: str) -> list[dict[str, Any]]:
    """What stands in each row, unchecked."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    count = min(int(total), MOST_ROWS) if total.isascii() and total.isdigit() else 0
    return [typed(row, data, f"{prefix}-{number}") for number in range(count)]
