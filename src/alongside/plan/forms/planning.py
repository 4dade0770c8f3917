"""Forms for those who write the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.design.forms import DayField, Hinted
from alongside.kit import prose
from alongside.places import queries as places
from alongside.plan.models import Action, Readers
from alongside.plan.queries import choices

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField
    from django.utils.functional import Promise

    from alongside.organisations.models import Organisation
    from alongside.organisations.rules import Somebody
    from alongside.plan.models import Plan, Priority, Role, Workstream

Ticks = forms.CheckboxSelectMultiple
CHOOSE = _("Choose one")


class Begin(forms.Form):
    """What the plan is called and how far its horizons reach."""

    title = forms.CharField(label=_("What is the plan called?"), max_length=200, help_text=_("For example: Our plan for 2027"))
    about = forms.CharField(
        label=_("How was it chosen, and by whom?"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    starts = DayField(label=_("It begins on"))
    now_until = DayField(label=_("“Now” is until"), help_text=_("What helps people soon: often the end of a quarter"))
    ends = DayField(label=_("“This year” is until"))
    long_until = DayField(label=_("“Long term” is until"))
    readers = forms.ChoiceField(
        label=_("Who reads the draft?"), choices=Readers.choices, initial=Readers.PLANNERS, widget=forms.RadioSelect,
        help_text=_("Officers and those who lead its workstreams plan. Everybody reads what is published."),
    )  # fmt: skip

    def __init__(self, *args: Any, draft: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not draft:
            del self.fields["readers"]

    def clean_about(self) -> str:
        return prose.tidy(self.cleaned_data["about"])


class Next(Begin):
    """The same of the year after, and which open actions it goes on with: all, unless somebody says otherwise."""

    take = forms.MultipleChoiceField(label=_("Which open actions come over?"), required=False, widget=Ticks)

    def __init__(self, *args: Any, left: Sequence[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = {str(one.pk): one.pk for one in left}
        if not left:
            del self.fields["take"]
            return
        told = [(str(one.pk), Hinted(f"{one.number}. {one.title}", one.get_status_display())) for one in left]
        self.fields["take"].choices = told  # type: ignore[attr-defined]
        self.fields["take"].initial = list(self.left)

    def facts(self) -> dict[str, Any]:
        """In the words of the action."""
        given = dict(self.cleaned_data)
        return given | {"take": [self.left[key] for key in given.get("take", ())]}


class RoleName(forms.Form):
    """What a role is called."""

    title = forms.CharField(label=_("What are they there?"), max_length=120, help_text=_("For example: Director of communities"))


class PriorityForm(forms.Form):
    """One of the few things that matter most."""

    title = forms.CharField(label=_("In few plain words"), max_length=120, help_text=_("For example: Nobody waits alone"))
    about = forms.CharField(label=_("What it is about"), max_length=200, required=False)
    known_by = forms.CharField(
        label=_("By what will we know?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: Fewer than 1 in 20 adults say that they are often lonely. It was 1 in 13."),
    )  # fmt: skip


class StreamForm(forms.Form):
    """A workstream: who leads it and who works beside."""

    title = forms.CharField(label=_("What is the workstream called?"), max_length=120)
    about = forms.CharField(label=_("What it is for"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}))
    lead: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Who leads it?"), queryset=None, empty_label=CHOOSE
    )
    partners: forms.ModelMultipleChoiceField[Organisation] = forms.ModelMultipleChoiceField(
        label=_("Who works in it?"), queryset=None, required=False, widget=Ticks
    )

    def __init__(self, *args: Any, plan: Plan, person: Somebody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "partners"):
            self.fields[name].queryset = choices.partners(person, plan)  # type: ignore[attr-defined]

    def clean_about(self) -> str:
        return prose.tidy(self.cleaned_data["about"])


class RoleForm(forms.Form):
    """Somebody who answers for actions, by what they are."""

    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("In which organisation?"), queryset=None, empty_label=CHOOSE
    )
    title = forms.CharField(label=_("What are they there?"), max_length=120, help_text=_("For example: Director of communities"))

    def __init__(self, *args: Any, plan: Plan, person: Somebody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = choices.partners(person, plan)  # type: ignore[attr-defined]


class HandOver(forms.Form):
    """Who holds the role now, who stands in, and what they should know."""

    holder = forms.ChoiceField(label=_("Who holds this role?"), required=False)
    deputy = forms.ChoiceField(label=_("Who stands in?"), required=False)
    handover = forms.CharField(
        label=_("What should whoever comes next know?"), required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Only those who work on this read it."),
    )  # fmt: skip

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in choices.people_of(role.organisation)}
        for name in ("holder", "deputy"):
            self.fields[name].choices = [("", _("Nobody yet")), *((key, one.name) for key, one in self.people.items())]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """In the words of the action."""
        given = self.cleaned_data
        return {name: self.people.get(given[name]) for name in ("holder", "deputy")} | {"handover": prose.tidy(given["handover"])}


PARTS: tuple[tuple[str | Promise, str], ...] = (
    (_("What is done"), "title about priority horizon kind"),
    (_("Who does it"), "lead owner proposed_by"),
    (_("When and where"), "starts due_on patches"),
    (_("What is promised for it, and counted"), "pounds resource measure baseline target"),
    (_("What it hangs on"), "keeps needs readers"),
)


class _Roles(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django’s own takes no parameter as it runs
    """Roles with where they are: every organisation has a manager."""

    def label_from_instance(self, obj: Role) -> str:
        return f"{obj.title}, {obj.organisation.name}"


class ActionForm(forms.Form):
    """What is done, by whom, until when, and what it keeps."""

    title = forms.CharField(label=_("What is done?"), max_length=200, help_text=_("So plainly that everybody could check it"))
    about = forms.CharField(label=_("More about it"), required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 4}))
    priority: forms.ModelChoiceField[Priority] = forms.ModelChoiceField(
        label=_("For which priority?"), queryset=None, required=False, empty_label=_("None of them")
    )
    horizon = forms.ChoiceField(label=_("When does it help?"), choices=Action.Horizon.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("What kind of help is it?"),
        choices=(
            (Action.Kind.QUICK, Hinted(Action.Kind.QUICK.label, _("Somebody is better off at once"))),
            (Action.Kind.LASTING, Hinted(Action.Kind.LASTING.label, _("It changes why help is needed"))),
        ),
        widget=forms.RadioSelect,
    )
    lead: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Which organisation leads it?"), queryset=None, empty_label=CHOOSE
    )
    owner = _Roles(
        label=_("Which role answers for it?"),
        queryset=None,
        required=False,
        empty_label=_("None yet"),
        help_text=_("People may change, the role stays"),
    )
    proposed_by: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Who proposed it?"), queryset=None, required=False, empty_label=_("Nobody is named")
    )
    pounds = forms.IntegerField(label=_("Money promised, in pounds"), required=False, min_value=0, max_value=10**9)
    resource = forms.CharField(label=_("What else is promised for it?"), required=False, max_length=300)
    measure = forms.CharField(label=_("What is counted?"), required=False, max_length=300)
    baseline = forms.CharField(label=_("Where does it stand before?"), required=False, max_length=120)
    target = forms.CharField(label=_("Where should it stand?"), required=False, max_length=120)
    starts = DayField(label=_("It begins on"), required=False)
    due_on = DayField(label=_("It is done by"))
    patches = forms.MultipleChoiceField(label=_("In which patches? None means everywhere"), required=False, widget=Ticks)
    needs: forms.ModelMultipleChoiceField[Action] = forms.ModelMultipleChoiceField(
        label=_("What must be done first?"), queryset=None, required=False, widget=Ticks
    )
    keeps = forms.TypedMultipleChoiceField(label=_("Which promises does it keep?"), required=False, widget=Ticks)
    readers = forms.ChoiceField(
        label=_("Who reads it while it is a draft?"), choices=Readers.choices, initial=Readers.PLANNERS, widget=forms.RadioSelect
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, stream: Workstream, person: Somebody, action: Action | None = None, **kwargs: Any) -> None:
        if action is not None:
            kwargs["initial"] = _initial(action)
        super().__init__(*args, **kwargs)
        partners = choices.partners(person, stream.plan)
        sets: dict[str, Any] = {
            "priority": stream.plan.priorities.order_by("order", "id"),
            "lead": partners,
            "proposed_by": partners,
            "owner": stream.roles.select_related("organisation").order_by("title", "organisation__name", "id"),
            "needs": choices.first_of(stream, action),
        }
        for name, found in sets.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]
        self.by_patch = {str(one.pk): one for one in places.patches()}
        self.fields["patches"].choices = [(key, one.name) for key, one in self.by_patch.items()]  # type: ignore[attr-defined]
        told = choices.commitments(action, person)
        self.by_clause = {str(key): key for key, _words in told}
        self.fields["keeps"].choices = [(str(key), words) for key, words in told]  # type: ignore[attr-defined]
        if stream.plan.state == stream.plan.State.DRAFT or (action is not None and action.published_at):
            del self.fields["readers"]
        for name, found in (("patches", self.by_patch), ("keeps", self.by_clause)):
            if not found:
                del self.fields[name]

    @property
    def parts(self) -> list[tuple[str | Promise, list[BoundField]]]:
        """The long form in parts, each with what it is about."""
        return [(title, [self[name] for name in names.split() if name in self.fields]) for title, names in PARTS]

    def facts(self) -> dict[str, Any]:
        """In the words of the actions."""
        given = dict(self.cleaned_data)
        pounds = given.pop("pounds")
        given.pop("seen")
        return given | {
            "about": prose.tidy(given["about"]),
            "resource_pence": None if pounds is None else pounds * 100,
            "patches": [self.by_patch[key] for key in given.get("patches", ())],
            "keeps": [self.by_clause[key] for key in given.get("keeps", ())],
            "needs": list(given["needs"]),
        }


def _initial(action: Action) -> dict[str, Any]:
    plain = (
        "title", "about", "priority", "horizon", "kind", "lead", "owner", "proposed_by", "resource", "measure", "baseline", "target",
        "starts", "due_on", "readers",
    )  # fmt: skip
    return {name: getattr(action, name) for name in plain} | {
        "pounds": None if action.resource_pence is None else action.resource_pence // 100,
        "patches": [str(pk) for pk in action.patches.order_by("pk").values_list("pk", flat=True)],
        "needs": list(action.needs.order_by("id").values_list("first", flat=True)),
        "keeps": [str(pk) for pk in action.keeps.order_by("id").values_list("clause", flat=True)],
        "seen": action.edition,
    }
