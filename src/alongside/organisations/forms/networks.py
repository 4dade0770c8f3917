"""What a network says of those who speak for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import DayField, Hinted
from alongside.organisations import queries
from alongside.organisations.models import Representative
from alongside.people.consent import Publish


class Term(forms.Form):
    """Somebody speaks for the network on a body, for a term."""

    body = forms.CharField(
        label=_("On which body?"),
        max_length=200,
        help_text=_("For example: Health and Wellbeing Board. If the body is listed here, its page is linked."),
    )
    name = forms.CharField(label=_("Who speaks there?"), max_length=200)
    email = forms.EmailField(
        label=_("Their e-mail address"), required=False, help_text=_("It is never shown to visitors of this site.")
    )
    chosen = forms.ChoiceField(label=_("How were they chosen?"), choices=Representative.Chosen.choices, widget=forms.RadioSelect)
    starts = DayField(label=_("From when?"))
    ends = DayField(label=_("Until when?"), help_text=_("From this day on they speak there no longer."))
    publish = forms.ChoiceField(
        label=_("May we show their name to everybody?"),
        choices=(
            (Publish.YES, _("Yes, they agreed")),
            (Publish.NO, _("No")),
            (Publish.UNKNOWN, Hinted(_("Not sure yet"), _("We keep it hidden until you say"))),
        ),
        widget=forms.RadioSelect,
    )
    said_by = forms.CharField(label=_("Who said so?"), required=False, max_length=200, help_text=_("The person whose name it is"))
    said_how = forms.CharField(
        label=_("How?"), required=False, max_length=200, help_text=_("For example: by e-mail, at the meeting")
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", _t("Give a day after the first"))
        if given.get("publish") == Publish.YES:
            for name in ("said_by", "said_how"):
                if not given.get(name):
                    self.add_error(name, _t("Say this too: without it we may not show it"))
        return given

    def facts(self) -> dict[str, Any]:
        """What was filled in, in the words of the action. A body of exactly this name that is listed is meant."""
        return self.cleaned_data | {"body_here": queries.listed_as(self.cleaned_data["body"])}

    @staticmethod
    def initial_of(held: Representative) -> dict[str, Any]:
        """The form as it stands."""
        plain = ("name", "email", "chosen", "starts", "ends", "publish", "said_by", "said_how")
        return {key: getattr(held, key) for key in plain} | {"body": held.body}
