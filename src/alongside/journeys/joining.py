"""What somebody who joins has said so far, and what is still to be asked: one thing per page, nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from alongside.design.forms import Hinted
from alongside.journeys import forms
from alongside.organisations import queries
from alongside.organisations.queries import members

if TYPE_CHECKING:
    from alongside.organisations.models import MemberKind, Organisation
    from alongside.people.models import Person


class Answers:
    """The answers of one visitor or person, in the order of the pages."""

    def __init__(self, said: Mapping[str, str], person: Person | None) -> None:
        self.said, self.person = dict(said), person

    @cached_property
    def own(self) -> dict[str, Organisation]:
        """The organisations that this person has a seat in and that could join."""
        held = queries.seats_of(self.person) if self.person else []
        return {seat.organisation.slug: seat.organisation for seat in held if not seat.organisation.is_coordinator}

    @cached_property
    def twins(self) -> dict[str, Organisation]:
        """Those that are here already under nearly the name that was given."""
        called = self.said.get("called", "")
        found = queries.alike(self.person or AnonymousUser(), name=called) if called else []
        return {one.slug: one for one in found if not one.is_coordinator}

    @cached_property
    def organisation(self) -> Organisation | None:
        """The one that joins, where it is listed."""
        if self.said.get("own") in self.own:
            return self.own[self.said["own"]]
        return self.twins.get(self.said.get("which", ""))

    @property
    def steps(self) -> list[str]:
        """The pages that these answers lead through."""
        names = ["own"] if self.own else []
        if not self.own or self.said.get("own") == "other":
            names += ["called", *(["which"] if self.twins else [])]
        if self.organisation is None:
            names += ["what", "about"]
        names.append("kind")
        if self.organisation is None or self.organisation.slug not in self.own:
            names += [*([] if self.person else ["you"]), "there"]
        return names

    def form(self, step: str, data: Mapping[str, Any] | None = None) -> django_forms.Form:
        """The page of one step, with what was typed."""
        if step == "own":
            return forms.Own(data, choices=_named(self.own))
        if step == "which":
            return forms.Which(data, choices=_named(self.twins))
        if step == "kind":
            return forms.Kind(data, choices=members.priced(self.kinds))
        plain: dict[str, type[django_forms.Form]] = {
            "called": forms.Called,
            "what": forms.What,
            "about": forms.About,
            "you": forms.You,
            "there": forms.There,
        }
        return plain[step](data)

    @cached_property
    def kinds(self) -> list[MemberKind]:
        """The kinds of membership that it may take."""
        if self.organisation:
            return members.kinds_for(members.what_of(self.organisation), self.organisation.size)
        return members.kinds_for(self.said.get("what", ""), "unknown")

    @property
    def missing(self) -> str:
        """The first page that has no good answer yet; "" when all is said."""
        return next((step for step in self.steps if not self.form(step, self.said).is_valid()), "")

    def rows(self) -> list[tuple[str, str, str]]:
        """What was said, each with its way back."""
        found = []
        for step in self.steps:
            form = self.form(step, self.said)
            for name, field in form.fields.items():
                answer = self.said.get(name, "")
                choices: dict[str, Any] = dict(field.choices) if isinstance(field, django_forms.ChoiceField) else {}  # type: ignore[arg-type]
                found.append((str(field.label), str(choices.get(answer, answer)), reverse("journeys:join_step", args=[step])))
        return found

    def facts(self) -> dict[str, Any]:
        """The same in the words of the action."""
        new = None
        if self.organisation is None:
            sector, kind = self.said["what"].split(":")
            new = {"name": " ".join(self.said["called"].split()), "sector": sector, "kind": kind, "about": self.said["about"]}
        chosen = {str(kind.pk): kind for kind in self.kinds}[self.said["kind"]]
        who = {key: self.said.get(key, "") for key in ("name", "email", "title", "how")}
        return {**who, "kind": chosen, "proposed": new}


def _named(found: Mapping[str, Organisation]) -> list[tuple[str, Any]]:
    return [(slug, Hinted(one.name, one.in_short or str(one.what))) for slug, one in found.items()]
