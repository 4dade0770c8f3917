"""What is asked while a text is written, discussed and settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.agreements import policy, reading
from alongside.agreements.models import Agreement, Clause
from alongside.design.forms import DayField, Hinted
from alongside.kit import clock, words

if TYPE_CHECKING:
    from alongside.agreements.models import Party, Wording
    from alongside.organisations.models import Organisation


def _big(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class Begin(forms.Form):
    """A new agreement."""

    title = forms.CharField(label=_("What is it called?"), max_length=200)
    purpose = forms.CharField(
        label=_("What is it for?"),
        max_length=2_000,
        required=False,
        widget=_big(3),
        help_text=_("A sentence or two, in plain words."),
    )
    readers = forms.ChoiceField(
        label=_("Who reads it while it is discussed?"),
        choices=(
            (Agreement.Readers.PARTIES, Hinted(_("Only its partners"), _("Everybody reads it once it is open for signing"))),
            (Agreement.Readers.EVERYBODY, _("Everybody")),
        ),
        widget=forms.RadioSelect,
        initial=Agreement.Readers.PARTIES,
    )


class Describe(Begin):
    """The same, of one that stands."""

    is_main = forms.BooleanField(
        label=_("It is the agreement of the place"),
        required=False,
        help_text=_("“Our agreement” in the menu leads to it when it is in force."),
    )


class Paste(forms.Form):
    """A text from a document: pasted, or sent as a Word, Markdown or text file."""

    text = forms.CharField(
        label=_("The text"), required=False, widget=_big(16),
        help_text=_("Copy it from your document and paste it. Headings, numbers and lists are kept."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Or a file"), required=False, help_text=_("A Word document (.docx), Markdown or plain text, up to 2 MB"),
        widget=forms.FileInput(attrs={"accept": ".docx,.md,.txt,text/plain,text/markdown"}),
    )  # fmt: skip

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    """Of the text that it is to replace."""

    def clean_file(self) -> str:
        """What is in the file, as text."""
        upload: UploadedFile[Any] | None = self.cleaned_data["file"]
        if upload is None:
            return ""
        if (upload.size or 0) > policy.LARGEST_PASTE:
            raise forms.ValidationError(_t("This file is too large for an agreement"))
        try:
            if (upload.name or "").lower().endswith(".docx"):
                return reading.from_word(upload)  # type: ignore[arg-type]  # it reads and seeks
            return bytes(upload.read()).decode("utf-8-sig")
        except reading.Unreadable as why:
            raise forms.ValidationError(str(why)) from why
        except UnicodeDecodeError as why:
            raise forms.ValidationError(
                _t("We cannot read this file. Save it as a Word document (.docx), or paste its text")
            ) from why

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        text = given.get("file") or given.get("text", "")
        if not text.strip() and not self.errors:
            self.add_error("text", _t("Paste a text, or choose a file"))
            return given
        try:
            given["read"] = reading.read(text)
        except reading.Unreadable as why:
            self.add_error("text", str(why))
            return given
        if not given["read"].clauses and not self.errors:
            self.add_error("text", _t("There is no text in it"))
        given["text"] = text
        return given


class ClauseForm(forms.Form):
    """What one clause says, and who promises it."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Clause.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What does it say?"), max_length=policy.LONGEST_CLAUSE, widget=_big(8),
        help_text=_("An empty line begins a paragraph. Lines that begin with a hyphen are a list."),
    )  # fmt: skip
    lead = forms.ChoiceField(
        label=_("Who leads on it?"), required=False, help_text=_("For a commitment: the partner that answers for it")
    )
    others = forms.MultipleChoiceField(label=_("Who promises it too?"), required=False, widget=forms.CheckboxSelectMultiple)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, Organisation] = {str(one.pk): one.organisation for one in parties}
        choices = [(key, one.name) for key, one in self.known.items()]
        self.fields["lead"].choices = [("", _t("Nobody yet")), *choices]  # type: ignore[attr-defined]
        self.fields["others"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["others"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("kind") == Clause.Kind.COMMITMENT and given.get("others") and not given.get("lead"):
            self.add_error("lead", _t("Say which of them leads"))
        return given

    def facts(self) -> dict[str, Any]:
        """What was filled in, in the words of the actions."""
        given = self.cleaned_data
        others = [self.known[one] for one in given.get("others", []) if one != given["lead"]]
        return {"kind": given["kind"], "text": given["text"], "lead": self.known.get(given["lead"]), "others": others}

    @staticmethod
    def initial_of(wording: Wording, parties: Sequence[Party]) -> dict[str, Any]:
        """The form as it stands."""
        named = {one.organisation_id: one.is_lead for one in wording.promisers.all()}
        keys = {str(one.pk): named[one.organisation_id] for one in parties if one.organisation_id in named}
        return {
            "kind": wording.kind,
            "text": wording.text,
            "edition": wording.edition,
            "lead": next((key for key, is_lead in keys.items() if is_lead), ""),
            "others": [key for key, is_lead in keys.items() if not is_lead],
        }


class Publish(forms.Form):
    """A version for discussion."""

    note = forms.CharField(
        label=_("What is new, and why?"),
        max_length=2_000,
        required=False,
        widget=_big(3),
        help_text=_("Partners read it in the mail that asks them where they stand."),
    )
    answers_until = DayField(label=_("Until when do partners say where they stand?"))
    ask = forms.BooleanField(label=_("Ask every partner by mail where it stands"), required=False, initial=True)
    close_comments = forms.BooleanField(
        label=_("Close the comments on the version before"), required=False,
        help_text=_("Whoever still waits for an answer is told to look for it in the new version."),
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, waiting: int, unreached: Sequence[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unreached:
            said = _t("Nobody can be written to at %(names)s. Under “Partners” you can name an address for each.")
            self.fields["ask"].help_text = said % {"names": words.few([one.name for one in unreached])}
        if not waiting:
            del self.fields["close_comments"]

    def clean_answers_until(self) -> Any:
        day = self.cleaned_data["answers_until"]
        if day and day <= clock.today():
            raise forms.ValidationError(_t("Give a day that is still to come"))
        return day


class AskAt(forms.Form):
    """Where somebody reads mail who speaks for a partner."""

    email = forms.EmailField(label=_("Mail address"), max_length=254)


class InForce(forms.Form):
    """Since when it holds, and when it is looked at again."""

    review_on = DayField(label=_("When do you look at it as a whole?"))
    expires_on = DayField(label=_("Until when does it hold?"), required=False, help_text=_("Leave it empty if it has no end."))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        today = clock.today()
        for name in ("review_on", "expires_on"):
            if given.get(name) and given[name] <= today:
                self.add_error(name, _t("Give a day that is still to come"))
        return given


class End(forms.Form):
    """Why it ends."""

    why = forms.CharField(label=_("Why does it end?"), max_length=2_000, widget=_big(3))


class CommentForm(forms.Form):
    """Something to say of a clause."""

    text = forms.CharField(
        label=_("What do you want to say of it?"),
        max_length=4_000,
        widget=_big(4),
        help_text=_("You get an answer, and everybody who reads the text sees both."),
    )
