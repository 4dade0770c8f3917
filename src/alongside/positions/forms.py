"""What an organisation says of many texts at once, and the forms of the list of disagreements."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import DayField, Hinted
from alongside.kit import clock, prose
from alongside.positions import policy
from alongside.positions.mandates import Mandate
from alongside.positions.models import Disagreement, Position, Stance, Visibility
from alongside.positions.sheets import Text

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation

DOUBTS = (Stance.RESERVATION, Stance.CANNOT)
Box = forms.Textarea(attrs={"rows": 3})


class Mandated(forms.Form):
    """In what capacity somebody speaks, and the decision behind it."""

    said_by = forms.CharField(
        label=_("In what capacity do you say so?"),
        max_length=200,
        required=False,
        help_text=_("For example: chair, cabinet member"),
    )
    mandate_body = forms.CharField(
        label=_("Who decided it?"),
        max_length=200,
        required=False,
        help_text=_("For example: the trustees, the cabinet, the members’ meeting"),
    )
    mandate_on = DayField(label=_("When?"), required=False)
    mandate_reference = forms.CharField(
        label=_("Where is that written?"), max_length=200, required=False, help_text=_("For example: minute 4")
    )

    def clean_mandate_on(self) -> Any:
        day = self.cleaned_data["mandate_on"]
        if day and day > clock.today():
            raise forms.ValidationError(_t("Give a day that is past: it is a decision that was taken"))
        return day

    def mandate(self, name: str = "") -> Mandate:
        """In the words of the actions; `name` is that of somebody without an account."""
        given = self.cleaned_data
        who = ", ".join(filter(None, (name.strip(), given["said_by"])))
        return Mandate(who, given["mandate_body"], given["mandate_on"], given["mandate_reference"])


class Answers(Mandated):
    """Where an organisation stands on each of some texts. What is left as it was is not said again."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    visibility = forms.ChoiceField(
        label=_("Who may read what you say now?"),
        choices=(
            (Visibility.PUBLIC, _("Everybody")),
            (Visibility.PARTNERS, Hinted(_("The partners"), _("Everybody else sees that you answered, not what. It counts all the same, and people may work it out."))),
            (Visibility.STEERING, Hinted(_("The steering group"), _("The same, also for the other partners."))),
        ),
        widget=forms.RadioSelect,
        initial=Visibility.PUBLIC,
    )  # fmt: skip
    field_order = ("name", "said_by", "mandate_body", "mandate_on", "mandate_reference", "visibility")

    def __init__(
        self,
        texts: Sequence[Text],
        held: Mapping[uuid.UUID, Position],
        *args: Any,
        known: bool,
        alone: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.texts, self.held, self.alone = list(texts), held, alone
        if known:
            del self.fields["name"]
        last = max((one for one in held.values()), key=lambda one: one.at, default=None)
        if last:
            for name in ("said_by", "mandate_body", "mandate_on", "mandate_reference"):
                self.fields[name].initial = getattr(last, name)
        if alone and (before := held.get(self.texts[0].id)):
            self.fields["visibility"].initial = before.visibility
        for at, text in enumerate(self.texts):
            self._add(at, text)

    def _add(self, at: int, text: Text) -> None:
        said = self.held.get(text.id)
        same = said is not None and said.text_sha256 == text.sha256
        self.fields[f"stance_{at}"] = forms.ChoiceField(
            label=_t("Where do you stand on %(number)s?") % {"number": text.number or _t("this")},
            choices=Stance.choices, widget=forms.RadioSelect, required=False, initial=said.stance if said and same else None,
        )  # fmt: skip
        self.fields[f"words_{at}"] = forms.CharField(
            label=_("In your own words"), max_length=policy.LONGEST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 3, "placeholder": " "}),
            help_text=_("Needed for a reservation, and where you cannot agree yet. Nobody changes your words."),
            initial=said.words if said else "",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for at in range(len(self.texts)):
            stance, words = given.get(f"stance_{at}"), given.get(f"words_{at}", "")
            if stance in DOUBTS and not words.strip():
                self.add_error(f"words_{at}", _t("Say what your doubt is, so that the others can answer it"))
            before = self.held.get(self.texts[at].id)
            if words.strip() and not stance and prose.tidy(words) != (before.words if before else ""):
                self.add_error(f"stance_{at}", _t("Choose one, so that we know what your words mean"))
        return given

    def said(self, *, rest_agrees: bool = False) -> list[tuple[Text, dict[str, Any]]]:
        """What is new: the text, and the facts for the action."""
        given, found = self.cleaned_data, []
        for at, text in enumerate(self.texts):
            stance, words = given.get(f"stance_{at}") or "", given.get(f"words_{at}", "").strip()
            before = self.held.get(text.id)
            same = before is not None and before.text_sha256 == text.sha256
            if rest_agrees and not stance and not same:
                stance, words = Stance.AGREE, ""
            unmoved = same and before is not None and (before.stance, before.words) == (stance, words)
            if stance and not (unmoved and not self.alone):
                found.append(
                    (
                        text,
                        {
                            "stance": stance,
                            "words": words,
                            "visibility": given["visibility"],
                            "mandate": self.mandate(given.get("name", "")),
                        },
                    )
                )
        return found

    @property
    def rows(self) -> list[tuple[Text, BoundField, BoundField, Position | None, bool]]:
        """Each text with its two fields, what was said before, and whether it is another text since."""
        return [
            (text, self[f"stance_{at}"], self[f"words_{at}"], said := self.held.get(text.id),
             bool(said and said.text_sha256 != text.sha256))
            for at, text in enumerate(self.texts)
        ]  # fmt: skip

    @property
    def whole(self) -> list[BoundField]:
        """The fields that are about all of it."""
        return [field for field in self if not field.name.startswith(("stance_", "words_"))]


class Said(Mandated):
    """One side in a disagreement."""

    words = forms.CharField(label=_("How do you see it?"), max_length=policy.LONGEST_WORDS, widget=Box)
    would_change = forms.CharField(
        label=_("What would change your mind?"), max_length=policy.LONGEST_WORDS, widget=Box, required=False
    )
    field_order = ("words", "would_change", "said_by", "mandate_body", "mandate_on", "mandate_reference")

    def facts(self) -> dict[str, Any]:
        """What was filled in, in the words of the action."""
        given = self.cleaned_data
        return {"words": given["words"], "would_change": given["would_change"], "mandate": self.mandate()}


def _later(day: Any) -> Any:
    if day and day <= clock.today():
        raise forms.ValidationError(_t("Give a day that is still to come"))
    if day and day > clock.today() + policy.LOOK_AGAIN_WITHIN():
        most = policy.LOOK_AGAIN_WITHIN().days
        raise forms.ValidationError(_t("Look at it again within %(days)d days") % {"days": most})
    return day


class Open(forms.Form):
    """A disagreement for the list."""

    topic = forms.CharField(
        label=_("What do you not agree on?"),
        max_length=300,
        help_text=_("As a question. For example: Does paid time include travel?"),
    )
    interim = forms.CharField(label=_("What holds until it is settled?"), max_length=2_000, widget=Box)
    owner = forms.ChoiceField(label=_("Which organisation looks after it?"))
    owner_role = forms.CharField(
        label=_("Who there?"),
        max_length=200,
        help_text=_("A role, so that it stays when people change. For example: chair of the steering group"),
    )
    next_review = DayField(label=_("When do you look at it again?"))
    asked = forms.MultipleChoiceField(
        label=_("Who else should say how they see it?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("They get a mail with a link. Who cannot agree to the clause has said so already: their words are taken over."),
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        choices = [(key, one.name) for key, one in self.organisations.items()]
        for name in ("owner", "asked"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_next_review(self) -> Any:
        return _later(self.cleaned_data["next_review"])

    def facts(self) -> dict[str, Any]:
        """What was filled in, in the words of the action."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("interim", "owner_role", "next_review")},
            "owner": self.organisations[given["owner"]],
            "asked": [self.organisations[one] for one in given["asked"]],
        }


class Looked(forms.Form):
    """What came of looking at it again."""

    words = forms.CharField(label=_("What came of it?"), max_length=policy.LONGEST_WORDS, widget=Box)
    outcome = forms.ChoiceField(label=_("How does it stand?"), choices=Disagreement.Outcome.choices, widget=forms.RadioSelect)
    interim = forms.CharField(
        label=_("What holds from now on, if that is something else?"), max_length=2_000, widget=Box, required=False
    )
    next_review = DayField(
        label=_("When is it looked at next?"), required=False, help_text=_("Needed unless it is resolved or you agree to differ.")
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if (
            given.get("outcome") not in (*Disagreement.SETTLED, None)
            and not given.get("next_review")
            and "next_review" not in self.errors
        ):
            self.add_error("next_review", _t("Say when, so that it is not forgotten"))
        return given

    def clean_next_review(self) -> Any:
        return _later(self.cleaned_data["next_review"])
