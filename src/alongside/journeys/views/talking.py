"""What is said on a claim's page, by who claims and by who answers: one form per move, and only those that are allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from alongside.journeys import actions, telling
from alongside.journeys.forms import Words, Yes
from alongside.organisations import actions as organisations
from alongside.organisations import queries, rules
from alongside.people import actions as people

if TYPE_CHECKING:
    from collections.abc import Callable

    from alongside.organisations.models import Claim
    from alongside.people.models import Person


class Talk:
    """A claim's page for one reader. `person` is None for who came by the claimant's own link."""

    def __init__(self, request: HttpRequest, claim: Claim, *, person: Person | None) -> None:
        self.request, self.claim, self.person = request, claim, person
        self.is_own = person is None or claim.person_id == person.pk
        self.is_officer = person is not None and rules.is_officer(person)
        self.answers = person is not None and rules.may_answer_claim(person, claim)
        self.forms = {name: self._form(name) for name in self._moves()} if claim.is_undecided else {}

    def _moves(self) -> list[str]:
        if self.is_own:
            return ["tell", "withdraw"]
        if not self.answers:
            return []
        yes = [] if self.claim.organisation is None and not self.is_officer else ["grant"]
        return [*yes, "ask", "decline" if self.is_officer else "object"]

    def _form(self, name: str) -> forms.Form:
        data = self.request.POST if self.request.method == "POST" and name in self.request.POST else None
        if name == "grant":
            leads = self.claim.organisation is not None and queries.leads_of(self.claim.organisation)
            return Yes(data, prefix=name, initial={"role": "editor" if leads else "lead"})
        if name == "withdraw":
            return forms.Form(data, prefix=name)
        label, hint = telling.ASKED[name]
        return Words(data, prefix=name, label=label, hint=hint)

    @property
    def sent(self) -> str:
        """Which button was pressed, of those that are offered."""
        return next((name for name in self.forms if name in self.request.POST), "")

    def done(self) -> bool:
        """Whether a move was made; else the page says why not, and keeps what was typed."""
        form = self.forms.get(self.sent)
        if form is None or not form.is_valid():
            return False
        try:
            self._make(self.sent, form.cleaned_data)
        except organisations.Refused as refused:
            form.add_error(None, str(refused))
            return False
        messages.success(self.request, str(telling.DONE[self.sent]))
        return True

    def _make(self, name: str, said: dict[str, Any]) -> None:
        moves: dict[str, Callable[..., object]] = {
            "grant": actions.grant,
            "ask": actions.ask_back,
            "object": actions.object_to,
            "tell": actions.tell,
            "withdraw": actions.withdraw,
        }
        if name == "decline":
            actions.decline(self.claim, reason=said["text"], by=self._by())
        else:
            moves[name](self.claim, **said, by=self.person)

    def _by(self) -> Person:
        assert self.person is not None  # noqa: S101  # who came by the claimant's link is offered no such form
        return self.person

    def page(self) -> dict[str, Any]:
        """What the templates show."""
        proposed = self.claim.organisation is None
        look = proposed and self.is_officer and self.claim.is_undecided
        return {
            "claim": self.claim,
            "profile": people.read_profile(self.claim.person, by=self._by()) if self.is_officer and self.answers else None,
            "notes": queries.notes_on(self.claim),
            "facts": telling.facts(self.claim, full=not self.is_own),
            "forms": self.forms,
            "form": self.forms.get(self.sent),
            "is_own": self.is_own,
            "is_officer": self.is_officer,
            "twins": self._twins() if look else [],
            "leads": [str(lead) for lead in queries.leads_of(self.claim.organisation)] if self.claim.organisation else [],
        }

    def _twins(self) -> list[Any]:
        said = self.claim.proposed
        number = next((number for _, number in said.get("identifiers", [])), "")
        return queries.alike(self._by(), name=self.claim.called, number=number, postcode=said.get("postcode", ""))
