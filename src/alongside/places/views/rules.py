"""Rules of this place: what may be set otherwise, on one page, with who did it and when."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kit import adjustable
from alongside.kit.adjustable import Days, Number
from alongside.kit.guard import Request
from alongside.places import actions, forms, queries
from alongside.places.models import SetRule
from alongside.places.rules import for_keepers
from alongside.record import threads


@dataclass(frozen=True, slots=True)
class Row:
    """One rule as the page shows it."""

    rule: Number | Days
    now: str
    limits: str
    held: SetRule | None
    who: str

    @property
    def is_changed(self) -> bool:
        """Whether this place has it otherwise than it comes."""
        return self.held is not None and self.held.number != self.rule.default


@require_safe
@for_keepers
def every(request: Request) -> HttpResponse:
    """Every rule, room by room."""
    held = queries.set_rules()
    setters = {one.set_by for one in held.values() if one.set_by}
    names = threads.describe(get_user_model()._meta.label, setters, request.user)
    rows = [_row(rule, held.get(rule.name), names) for rule in adjustable.every()]
    parts = [(adjustable.title(room), list(some)) for room, some in groupby(rows, key=lambda row: row.rule.room)]
    return render(request, "places/rules.html", {"parts": parts})


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def one(request: Request, name: str) -> HttpResponse:
    """One rule: set it otherwise, and read who did so before."""
    rule = _found(name)
    form = forms.RuleNumber(request.POST or None, rule=rule)
    if form.is_valid():
        try:
            actions.set_rule(rule, form.cleaned_data["number"], by=request.user)
        except actions.WrongMove as refused:
            form.add_error("number", str(refused))
        else:
            messages.success(request, _("It is kept, and holds from now on."))
            return redirect("places:rules")
    held = queries.set_rules().get(rule.name)
    before = rule.said(held.before) if held else ""
    return render(request, "places/rule.html", {"form": form, "rule": rule, "held": held, "before": before})


@require_POST
@for_keepers
def undo(request: Request, name: str) -> HttpResponse:
    """What held before holds again."""
    try:
        actions.undo_rule(_found(name), by=request.user)
    except actions.WrongMove as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("It is as it was before."))
    return redirect("places:rules")


def _found(name: str) -> Number | Days:
    rule = adjustable.named(name)
    if rule is None:
        raise Http404
    return rule


def _row(rule: Number | Days, held: SetRule | None, names: dict[UUID, threads.Described]) -> Row:
    limits = "" if rule.is_switch else _("%(least)s to %(most)s") % {"least": rule.at_least, "most": rule.said(rule.at_most)}
    who = names[held.set_by].title if held and held.set_by in names else ""
    return Row(rule, rule.said(rule.number), limits, held, who)
