"""What people type about an owed reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.replies.models import OwedReply

if TYPE_CHECKING:
    from alongside.people.models import Person

LONGEST = 5_000


class AnswerForm(forms.Form):
    """The answer itself."""

    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("It goes to whoever asked, with your name. Short is fine."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Write an answer, if only a short one")},
    )

    def __init__(self, reply: OwedReply, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (reply.asker_id or reply.asker_email):
            self.fields["text"].help_text = _(
                "Nobody left an address. Write what you did or told them, so that it can be read here."
            )


class PassOnForm(forms.Form):
    """Who should answer instead."""

    to = forms.ChoiceField(
        label=_("Who should answer?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who should answer"), "invalid_choice": _("Choose one of these people")},
    )
    note = forms.CharField(
        label=_("A note for them"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, colleagues: list[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(person.pk): person for person in colleagues}
        self.fields["to"].choices = [(key, str(person)) for key, person in self.colleagues.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Person:
        return self.colleagues[self.cleaned_data["to"]]


class DisputeForm(forms.Form):
    """What is still missing. The button alone is enough."""

    why = forms.CharField(
        label=_("What is still missing?"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class CloseForm(forms.Form):
    """Why no answer is needed."""

    OUTCOMES = (
        ("withdrawn", _("It is no longer asked")),
        ("duplicate", _("It was answered elsewhere")),
        ("declined", _("We cannot answer this")),
    )

    outcome = forms.ChoiceField(
        label=_("Why does it need no answer?"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason")},
    )
    why = forms.CharField(
        label=_("Say so to whoever asked"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a line to whoever asked")},
    )
