"""Reading and answering what is owed, signed in or from a link in a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.kit.paging import page_of
from alongside.organisations import rules as organisations
from alongside.people import actions as people
from alongside.replies import actions, mails, policy, queries, rules
from alongside.replies.forms import AnswerForm, CloseForm, DisputeForm, PassOnForm
from alongside.replies.models import OwedReply

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.forms import Form

    from alongside.organisations.acting import Request
    from alongside.people.models import Person, Profile

READ_AND_SEND = ["GET", "HEAD", "POST"]


@require_safe
@never_cache
def owed(request: Request) -> HttpResponse:
    """What is owed around a person, whoever has it: so that a lead sees it before who asked has to complain."""
    page = page_of(queries.owed_around(request.user), request.GET.get("page"))
    facts = {"page": page, "rows": queries.rows(page.rows), "desk_url": settings.LOGIN_REDIRECT_URL}
    return render(request, "replies/owed.html", facts)


@require_http_methods(READ_AND_SEND)
@never_cache
def reply(request: Request, id: UUID) -> HttpResponse:
    """The question, what was said so far, and a box for the answer."""
    found = _visible(request, id)
    form = AnswerForm(found, _sent(request))
    if request.method == "POST":
        _allow(rules.may_speak, request, found)
        if _done(form, lambda: _answer(found, form, by=request.user)):
            return redirect("replies:answered", id=found.pk)
    facts = {
        "speaks": rules.may_speak(request.user, found),
        "may_answer": rules.may_answer(request.user, found),
        "may_dispute": rules.may_dispute(request.user, found),
        "next_step": queries.next_step(found),
        "profile": _profile(request, found),
    }
    return render(request, "replies/reply.html", {**_about(found, form), **facts})


@require_safe
@never_cache
def answered(request: Request, id: UUID) -> HttpResponse:
    """What was done, what happens next, and what is still waiting."""
    found = _visible(request, id)
    return render(request, "replies/answered.html", {**_about(found), "left": queries.count_owed_by(request.user)})


@require_http_methods(READ_AND_SEND)
@never_cache
def pass_on(request: Request, id: UUID) -> HttpResponse:
    """Give a question to a colleague."""
    found = _visible(request, id)
    _allow_now(request, found)
    form = PassOnForm(queries.colleagues(found), _sent(request))
    if _done(form, lambda: actions.pass_on(found, to=form.chosen, note=form.cleaned_data["note"], by=request.user)):
        return redirect("replies:answered", id=found.pk)
    return render(request, "replies/pass_on.html", _about(found, form))


@require_http_methods(READ_AND_SEND)
@never_cache
def close(request: Request, id: UUID) -> HttpResponse:
    """End what needs no answer."""
    found = _visible(request, id)
    _allow_now(request, found)
    form = CloseForm(_sent(request))
    if _done(form, lambda: actions.close(found, **form.cleaned_data, by=request.user)):
        return redirect("replies:answered", id=found.pk)
    return render(request, "replies/close.html", _about(found, form))


@require_http_methods(READ_AND_SEND)
@never_cache
def dispute(request: Request, id: UUID) -> HttpResponse:
    """Say that an answer was none."""
    found = _visible(request, id)
    _allow(rules.may_dispute, request, found)
    form = DisputeForm(_sent(request))
    if _done(form, lambda: actions.dispute(found, why=form.cleaned_data["why"], by=request.user)):
        return redirect("replies:reply", id=found.pk)
    return render(request, "replies/dispute.html", _about(found, form))


@login_not_required
@require_http_methods(READ_AND_SEND)
@never_cache
def answer_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The owner answers from a mail. Nothing happens before the button is pressed: mail scanners open links."""
    found = mails.unsealed_answer(token)
    if found is None or found.owner is None:
        return _gone(request)
    form = AnswerForm(found, _sent(request))
    if _done(form, lambda: _answer(found, form, by=found.owner, by_mail=True)):
        return redirect("replies:thanked")
    return render(request, "replies/answer_by_mail.html", {**_about(found, form), "speaks": True, "next_step": None})


@login_not_required
@require_http_methods(READ_AND_SEND)
@never_cache
def dispute_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Who asked says from a mail that the answer was none; one button, and a box for who wants to say why."""
    found = mails.unsealed_dispute(token)
    if found is None:
        return _gone(request)
    form = DisputeForm(_sent(request))
    if _done(form, lambda: actions.dispute(found, why=form.cleaned_data["why"], by=found.asker)):
        return redirect("replies:thanked")
    return render(request, "replies/dispute.html", _about(found, form))


@login_not_required
@require_safe
def thanked(request: HttpRequest) -> HttpResponse:
    """For those who came from a mail; says nothing about anybody."""
    return render(request, "replies/thanked.html")


def _visible(request: Request, id: UUID) -> OwedReply:
    return get_object_or_404(queries.visible_to(request.user).select_related(*queries.WITH_PEOPLE), pk=id)


def _profile(request: Request, found: OwedReply) -> Profile | None:
    """How to speak with who asked, for an officer who may answer now, where they let officers see it."""
    answers = rules.may_answer(request.user, found) and organisations.is_officer(request.user)
    return people.read_profile(found.asker, by=request.user) if answers else None


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was typed; an empty form counts once it is sent."""
    return request.POST if request.method == "POST" else None


def _allow(rule: Callable[[Person, OwedReply], bool], request: Request, found: OwedReply) -> None:
    if not rule(request.user, found):
        raise PermissionDenied


def _allow_now(request: Request, found: OwedReply) -> None:
    """Who sends it too late is told so by the form, and keeps what they typed."""
    _allow(rules.may_speak if request.method == "POST" else rules.may_answer, request, found)


def _answer(found: OwedReply, form: AnswerForm, **by: Any) -> None:
    """What is answered by doing something is not answered here: its page asks for no words."""
    if queries.row(found).told.act_url:
        raise PermissionDenied
    actions.answer(found, text=form.cleaned_data["text"], **by)


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Whether the form was sent, right and in time; if somebody else was quicker, it says so and keeps the text."""
    if not form.is_valid():
        return False
    try:
        act()
    except (actions.NotOwed, actions.NotAnswered, actions.NoSeat):
        form.add_error(None, _("Somebody else has dealt with this while you were writing. Your text was not sent."))
    return form.is_valid()


def _about(found: OwedReply, form: Any = None) -> dict[str, Any]:
    return {
        "reply": found,
        "row": queries.row(found),
        "turns": queries.turns(found),
        "form": form,
        "days_to_dispute": policy.DISPUTE_WITHIN().days,
        "desk_url": settings.LOGIN_REDIRECT_URL,
    }


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "replies/gone.html", {"desk_url": settings.LOGIN_REDIRECT_URL}, status=410)
