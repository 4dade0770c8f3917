"""Becoming a member: one question per page, what was typed is kept, and an officer answers."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.journeys import actions, links, telling
from alongside.journeys.forms import Words
from alongside.journeys.joining import Answers
from alongside.journeys.views.claiming import AN_HOUR, READ_AND_SEND
from alongside.kit.limits import limited
from alongside.organisations import actions as organisations
from alongside.organisations import policy, queries, rules
from alongside.organisations.acting import Request
from alongside.organisations.queries import members

if TYPE_CHECKING:
    from alongside.organisations.models import Membership

KEPT = "joining"
"""Where the answers stand until they are sent: in the session, and nowhere after."""
SENT = "joined"
"""Where the page of what was sent last stands: for who presses the button twice."""


@login_not_required
@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """What a member is, what it costs, and the way in."""
    offered = [(kind, members.price(kind)) for kind in members.kinds() if kind.is_offered]
    may_join = bool(offered) and queries.coordinator() is not None
    page = {"offered": offered, "may_join": may_join, "coordinator": queries.coordinator(), "first": _answers(request).steps[0]}
    return render(request, "journeys/join.html", page)


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def step(request: HttpRequest, step: str) -> HttpResponse:
    """One question."""
    answers = _answers(request)
    if step not in answers.steps:
        return redirect("journeys:join")
    form = answers.form(step, request.POST if request.method == "POST" else None)
    form.initial = {name: answers.said[name] for name in form.fields if name in answers.said}
    if not form.is_valid():
        return render(request, "journeys/join_step.html", _step_page(answers, step, form))
    if refusal := _refused(Answers({**answers.said, **form.cleaned_data}, answers.person), step):
        form.add_error(None, refusal)
        return render(request, "journeys/join_step.html", _step_page(answers, step, form))
    request.session[KEPT] = {**answers.said, **form.cleaned_data}
    missing = _answers(request).missing
    return redirect("journeys:join_step", step=missing) if missing else redirect("journeys:join_check")


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def check(request: HttpRequest) -> HttpResponse:
    """Check your answers, then send them."""
    answers = _answers(request)
    if missing := answers.missing:
        sent = request.session.get(SENT, "") if request.method == "POST" and not answers.said else ""
        return redirect(sent) if sent else redirect("journeys:join_step", step=missing)
    if request.method != "POST":
        return render(request, "journeys/join_check.html", {"rows": answers.rows(), "wrong": "", "steps": len(answers.steps)})
    if refusal := limited(request, "journeys.join", times=policy.CLAIMS_AN_HOUR, per=AN_HOUR):
        return refusal
    try:
        made = actions.join(answers.organisation, **answers.facts(), by=answers.person)
    except organisations.Refused as refused:
        page = {"rows": answers.rows(), "wrong": str(refused), "steps": len(answers.steps)}
        return render(request, "journeys/join_check.html", page)
    del request.session[KEPT]
    request.session[SENT] = links.joined_url(made)
    return redirect(request.session[SENT])


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def joined(request: HttpRequest, token: str) -> HttpResponse:
    """What happens next, for a year; while nobody has answered, it can be taken back."""
    held = members.some([pk]).first() if (pk := links.joined(token)) else None
    if held is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.take_back(held, by=request.user if request.user.is_authenticated else None)
        except organisations.Refused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("It is taken back."))
        return redirect(request.path)
    return render(request, "journeys/joined.html", {"membership": held, "steps": telling.next_for_member(held)})


@never_cache
@require_http_methods(READ_AND_SEND)
def application(request: Request, id: uuid.UUID) -> HttpResponse:
    """Who wants to be a member: yes, or no and why. For officers."""
    if not rules.is_officer(request.user):
        raise PermissionDenied
    held = get_object_or_404(members.some([id]))
    forms = _forms(request) if held.state == "asked" else {}
    sent = next((name for name in forms if name in request.POST), "")
    if sent and forms[sent].is_valid() and _decided(request, held, sent, forms[sent]):
        return redirect("journeys:application", id=held.pk)
    if request.method == "POST" and not sent:
        messages.warning(request, _("Somebody has decided this already."))
        return redirect("journeys:application", id=held.pk)
    return render(request, "journeys/application.html", _application_page(held, forms, forms.get(sent)))


def _forms(request: HttpRequest) -> dict[str, Words]:
    def bound(name: str) -> Any:
        return request.POST if name in request.POST else None

    yes = Words(bound("admit"), prefix="admit", label=_("A word to them"))
    yes.fields["text"].required = False
    hint = _("It goes to them as you write it. Say what they can do instead.")
    return {"admit": yes, "refuse": Words(bound("refuse"), prefix="refuse", label=_("Why not?"), hint=hint)}


def _decided(request: Request, held: Membership, sent: str, form: Words) -> bool:
    said = form.cleaned_data["text"]
    try:
        if sent == "admit":
            actions.admit(held, text=said, by=request.user)
        else:
            actions.refuse(held, reason=said, by=request.user)
    except organisations.Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("They have your answer."))
    return True


def _application_page(held: Membership, forms: dict[str, Words], form: Words | None) -> dict[str, Any]:
    organisation, claim = held.organisation, held.claim
    leads = queries.leads_of(organisation) if organisation else []
    return {
        "membership": held,
        "organisation": organisation or (claim.organisation if claim else None),
        "price": members.price(held.kind),
        "claim": claim,
        "facts": telling.facts(claim, full=True) if claim else [],
        "leads": [str(lead) for lead in leads],
        "forms": forms,
        "form": form,
    }


def _step_page(answers: Answers, step: str, form: Any) -> dict[str, Any]:
    steps = answers.steps
    at = steps.index(step)
    return {
        "form": form,
        "step": step,
        "part": at + 1,
        "of": len(steps) + 1,
        "back": steps[at - 1] if at else "",
        "none_fits": step == "kind" and not answers.kinds,
    }


def _refused(answers: Answers, step: str) -> str:
    """Why the organisation that was just named cannot join, if so."""
    held = members.open_of(answers.organisation) if step in ("own", "which") and answers.organisation else None
    if held is None:
        return ""
    return _("It is a member already.") if held.is_member else _("It has asked already. An answer is on its way.")


def _answers(request: HttpRequest) -> Answers:
    return Answers(request.session.get(KEPT, {}), request.user if request.user.is_authenticated else None)
