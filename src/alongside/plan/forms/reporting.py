"""Forms for those who report, for those who say whether it is so, and for what shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import DayField, Hinted
from alongside.kit import clock, prose
from alongside.plan.models import Evidence, Status, Witness
from alongside.plan.models.progress import MOVES

if TYPE_CHECKING:
    from alongside.plan.models import Action


class Report(forms.Form):
    """How an action goes, and why."""

    status = forms.ChoiceField(label=_("How does it go?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody reads it. Say what holds it up as plainly as what went well."),
    )  # fmt: skip
    reached = forms.CharField(
        label=_("Where does the measure stand?"), max_length=120, required=False, help_text=_("For example: 12 of 40")
    )
    review_on = DayField(label=_("When will you report again?"))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [(one.value, one.label) for one in Status if one in MOVES[action.status]]  # type: ignore[attr-defined]
        if action.measure:
            self.fields["reached"].label = _t("Where does it stand: %(measure)s?") % {"measure": action.measure}

    def clean_reason(self) -> str:
        return prose.tidy(self.cleaned_data["reason"])


class Say(forms.Form):
    """Whether another sector sees it too."""

    says = forms.ChoiceField(label=_("Do you see it too?"), choices=Witness.Says.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your own words"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed if you see it differently. Nobody changes your words."),
    )  # fmt: skip
    report = forms.UUIDField(widget=forms.HiddenInput)

    def clean_words(self) -> str:
        return prose.tidy(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("says") == Witness.Says.DISPUTES and not given.get("words", "").strip():
            self.add_error("words", _t("Say what you see: a doubt without words helps nobody"))
        return given


class Bring(forms.Form):
    """Something that shows it."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Evidence.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("What does it show?"), max_length=200)
    dated = DayField(label=_("Of which day is it?"))
    url = forms.URLField(label=_("A link to it"), required=False, max_length=500, assume_scheme="https")
    upload = forms.FileField(
        label=_("Or a file"), required=False,
        help_text=_("Whoever may read it can open it. Leave out names of people who did not agree."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Or told in words"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    visibility = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=(
            (Evidence.Visibility.PUBLIC, _("Everybody")),
            (Evidence.Visibility.PARTNERS, Hinted(_("The partners"), _("Everybody else sees that there is evidence, and if it is verified."))),
            (Evidence.Visibility.STEERING, Hinted(_("The steering group"), _("The same, also for the other partners. Who leads the action reads it too."))),
        ),
        widget=forms.RadioSelect,
        initial=Evidence.Visibility.PUBLIC,
    )  # fmt: skip

    def clean_dated(self) -> Any:
        day = self.cleaned_data["dated"]
        if day > clock.today():
            raise forms.ValidationError(_t("Give a day that has been"))
        return day

    def clean_words(self) -> str:
        return prose.tidy(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.errors and not (given.get("url") or given.get("upload") or given.get("words", "").strip()):
            self.add_error("url", _t("Give a link, a file, or tell it in words"))
        return given


class Verify(forms.Form):
    """Somebody outside the lead organisation has looked."""

    note = forms.CharField(
        label=_("What did you look at?"),
        max_length=300,
        required=False,
        help_text=_("For example: I read minute 7 and rang the line"),
    )


class TakeBack(forms.Form):
    """It was a mistake."""

    why = forms.CharField(label=_("Why does it go?"), max_length=300)
