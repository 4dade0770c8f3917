"""How it goes: the lead reports, the others say whether they see it too, and evidence is brought and verified."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.files.actions import Refused
from alongside.kit import clock
from alongside.organisations import acting
from alongside.organisations import queries as organisations
from alongside.plan import actions, policy, rules
from alongside.plan.actions import by_mail
from alongside.plan.errors import CannotReport, ChangedMeanwhile
from alongside.plan.forms.reporting import Bring, Report, Say, TakeBack, Verify
from alongside.plan.models import Status
from alongside.plan.queries import one, plans

if TYPE_CHECKING:
    from django import forms

    from alongside.plan.models import Action

READ_AND_SEND = ["GET", "HEAD", "POST"]


def _done(form: forms.Form, do: Callable[[], Any]) -> bool:
    """Whether it was kept; where it could not be, the form has the words."""
    if not form.is_valid():
        return False
    try:
        do()
    except (CannotReport, Refused) as why:
        form.add_error(None, str(why))
    except ChangedMeanwhile:
        form.add_error(None, _("There is a newer report than the one that you saw. Read it first: what you typed is still here."))
    else:
        return True
    return False


def _action(request: acting.Request, id: uuid.UUID) -> Action:
    return get_object_or_404(plans.actions_for(request.user), pk=id)


def _page(request: acting.Request, action: Action, form: forms.Form, **facts: Any) -> HttpResponse:
    told = {"action": action, "line": plans.lines([action], request.user)[0], "form": form}
    return render(request, "plan/say.html", told | facts)


@require_http_methods(READ_AND_SEND)
@never_cache
def report(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """The lead says how it goes."""
    action = _action(request, id)
    if not rules.may_report(request.user, action):
        raise PermissionDenied(_("Only the organisation that leads an action reports on it."))
    if action.status == Status.WITHDRAWN:
        raise PermissionDenied(_("What is withdrawn stays so. Who takes it up again begins a new action."))
    number = action.last.number if action.last else 0
    start = {"status": action.status, "seen": number, "review_on": clock.today() + policy.REPORT_EVERY()}
    form = Report(request.POST if request.method == "POST" else None, initial=start, action=action)
    if _done(form, lambda: actions.report(action, **form.cleaned_data, by=request.user)):
        messages.success(request, _("Your report stands. The other sectors can say now whether they see it too."))
        return redirect(action.get_absolute_url())
    return _page(request, action, form, heading=_("How does it go?"), button=_("Report this"))


@require_http_methods(READ_AND_SEND)
@never_cache
@acting.needed
def say(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """Another sector says whether it sees it too."""
    action = _action(request, id)
    own = request.acting
    assert own is not None  # noqa: S101  # acting.needed
    if not rules.may_witness(request.user, action, own.organisation):
        raise PermissionDenied(_("Partners of other sectors than the lead's say whether they see it too."))
    form = Say(request.POST if request.method == "POST" else None, initial={"report": action.last_id})

    def keep() -> None:
        if form.cleaned_data["report"] != action.last_id or action.last is None:
            raise ChangedMeanwhile
        facts = {"says": form.cleaned_data["says"], "words": form.cleaned_data["words"]}
        actions.witness(action.last, organisation=own.organisation, **facts, by=request.user)

    if _done(form, keep):
        messages.success(request, _("What you said stands beside what the lead says."))
        return redirect(action.get_absolute_url())
    return _page(request, action, form, heading=_("Do you see it too?"), button=_("Say this"), acts=True)


@require_http_methods(READ_AND_SEND)
@never_cache
@acting.needed
def bring(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """Something that shows it."""
    action = _action(request, id)
    own = request.acting
    assert own is not None  # noqa: S101  # acting.needed
    if not rules.may_bring(request.user, action, own.organisation):
        raise PermissionDenied(_("Evidence is brought by the lead and by partners, while the plan runs."))
    form = Bring(request.POST if request.method == "POST" else None, request.FILES or None)
    if _done(form, lambda: actions.bring(action, organisation=own.organisation, **form.cleaned_data, by=request.user)):
        messages.success(request, _("Thank you. It counts once somebody outside the lead organisation has verified it."))
        return redirect(action.get_absolute_url())
    return _page(request, action, form, heading=_("Bring evidence"), button=_("Bring it"), acts=True, files=True)


@require_http_methods(READ_AND_SEND)
@never_cache
@acting.needed
def verify(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """Somebody outside the lead organisation has looked."""
    evidence = get_object_or_404(plans.evidence_for(request.user), pk=id)
    own = request.acting
    assert own is not None  # noqa: S101  # acting.needed
    if not rules.may_verify(request.user, evidence, own.organisation):
        raise PermissionDenied(
            _("Evidence is verified once, by a partner outside the lead organisation, and not by who brought it.")
        )
    form = Verify(request.POST if request.method == "POST" else None)
    if _done(form, lambda: actions.verify(evidence, organisation=own.organisation, **form.cleaned_data, by=request.user)):
        messages.success(request, _("Verified. The action can be done now."))
        return redirect(evidence.action.get_absolute_url())
    action = _action(request, evidence.action_id)
    return _page(
        request, action, form, heading=_("Does this show it?"), button=_("Yes, I have looked"), acts=True, evidence=evidence
    )


@require_http_methods(READ_AND_SEND)
@never_cache
def take_back(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """It was a mistake."""
    evidence = get_object_or_404(plans.evidence_for(request.user), pk=id)
    if not rules.may_withdraw(request.user, evidence):
        raise PermissionDenied(_("What is verified stays; the rest is taken back by who brought it."))
    form = TakeBack(request.POST if request.method == "POST" else None)
    if _done(form, lambda: actions.take_back(evidence, **form.cleaned_data, by=request.user)):
        return redirect(evidence.action.get_absolute_url())
    action = _action(request, evidence.action_id)
    return _page(request, action, form, heading=_("Take this evidence back"), button=_("Take it back"), evidence=evidence)


@require_POST
def as_before(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """From the desk: it goes as it was last reported. Where there is no report yet, it is written first."""
    action = _action(request, id)
    if not rules.may_report(request.user, action):
        raise PermissionDenied(_("Only the organisation that leads an action reports on it."))
    if action.last is None:
        return redirect("plan:report", id=action.pk)
    _say_so(request, lambda: by_mail.as_before(action, by=request.user))
    return redirect(_back(request) or action.get_absolute_url())


@require_POST
def see_too(request: acting.Request, id: uuid.UUID, organisation: uuid.UUID) -> HttpResponse:
    """From the desk: this organisation of the reader sees it too."""
    report = get_object_or_404(one.reports_for(request.user), pk=id)
    own = get_object_or_404(organisations.visible_to(request.user), pk=organisation)
    if not rules.may_witness(request.user, report.action, own):
        raise PermissionDenied(_("Partners of other sectors than the lead's say whether they see it too."))
    _say_so(request, lambda: by_mail.see_too(report, own, by=request.user))
    return redirect(_back(request) or report.action.get_absolute_url())


def _back(request: acting.Request) -> str:
    """The page that the button stood on, when it is one of ours."""
    there = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return there if inside else ""


def _say_so(request: acting.Request, do: Callable[[], Any]) -> None:
    try:
        do()
    except CannotReport as why:
        messages.error(request, str(why))
    except ChangedMeanwhile:
        messages.error(request, _("There is a newer report than the one that you saw. Read it first."))
    else:
        messages.success(request, _("Thank you. It stands in the plan."))
