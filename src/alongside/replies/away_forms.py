"""What people type when they go away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.design.forms import DayField
from alongside.kit import clock, words
from alongside.replies import owners, policy, queries

if TYPE_CHECKING:
    from django.http import QueryDict

    from alongside.organisations.models import Organisation
    from alongside.people.models import Person
    from alongside.replies.models import Away

AT_A_GLANCE = 8


class AwayForm(forms.Form):
    """From when until when, and who covers at each organisation where one has a seat."""

    starts = DayField(label=gettext_lazy("First day away"), help_text=gettext_lazy("Like 14 10 2026"))
    ends = DayField(label=gettext_lazy("Last day away"), help_text=gettext_lazy("The day after, answers come to you again."))

    def __init__(self, person: Person, away: Away | None, sent: QueryDict | None) -> None:
        before = {f"cover-{one.organisation_id}": str(one.person_id) for one in away.covers.all()} if away else {}
        initial = {"starts": away.starts, "ends": away.ends, **before} if away else {}
        super().__init__(sent, initial=initial)
        self.colleagues: dict[str, tuple[Organisation, dict[str, Person]]] = {}
        self.away = queries.away_until()
        for organisation in owners.organisations_of(person):
            self._ask_for(organisation, person)

    def _ask_for(self, organisation: Organisation, person: Person) -> None:
        people = {str(one.pk): one for one in owners.people_of(organisation) if one.pk != person.pk}
        name = f"cover-{organisation.pk}"
        if not people:
            return
        self.colleagues[name] = (organisation, people)
        self.fields[name] = forms.ChoiceField(
            label=_("Who covers for you at %(name)s?") % {"name": organisation.name},
            help_text=_("We write to them at once. They can say no."),
            choices=[*((key, self._called(one)) for key, one in people.items()), ("", _("Nobody: a lead or an officer covers"))],
            widget=forms.Select if len(people) > AT_A_GLANCE else forms.RadioSelect,
            required=False,
        )

    def _called(self, one: Person) -> str:
        """Their name, and until when they are away themselves: somebody else would cover for them too."""
        until = self.away.get(one.pk)
        return _("%(name)s (away until %(day)s)") % {"name": one, "day": words.day(until)} if until else str(one)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        starts, ends = said.get("starts"), said.get("ends")
        if ends and ends < clock.today():
            self.add_error("ends", _("This day is over. Give a day that is still to come"))
        elif starts and ends and ends < starts:
            self.add_error("ends", _("The last day away comes before the first"))
        elif starts and ends and ends - starts > policy.LONGEST_AWAY:
            self.add_error("ends", _("This is more than a year. Ask your lead to give your seat to somebody else"))
        return said

    @property
    def covers(self) -> dict[Organisation, Person]:
        """Who was chosen, and where."""
        chosen = {name: self.cleaned_data.get(name) for name in self.colleagues}
        return {self.colleagues[name][0]: self.colleagues[name][1][key] for name, key in chosen.items() if key}
