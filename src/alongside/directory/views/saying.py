"""Anybody may say that something is wrong, or ask a person. They are told who answers, and by when."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.directory import actions, forms, queries, rules
from alongside.directory.queries import saying
from alongside.kit.limits import limited
from alongside.organisations import acting
from alongside.organisations import queries as organisations
from alongside.places import queries as places
from alongside.replies import receipts

OFTEN, PER = 8, dt.timedelta(hours=1)
"""How often one visitor may write in an hour: enough for anybody, too little for a machine."""


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def wrong(request: HttpRequest, slug: str) -> HttpResponse:
    """Something is wrong with this service."""
    service = get_object_or_404(queries.visible_to(request.user), slug=slug)
    form = forms.Wrong(request.POST if request.method == "POST" else None)
    if request.user.is_authenticated:
        del form.fields["email"]
    if request.method != "POST" or not form.is_valid():
        return render(request, "directory/wrong.html", {"service": service, "form": form})
    if refusal := limited(request, "directory.wrong", times=OFTEN, per=PER):
        return refusal
    by = request.user if request.user.is_authenticated else None
    reply = actions.correct(service, what=form.cleaned_data["what"], email=form.cleaned_data.get("email", ""), by=by)
    return redirect("directory:wrong_sent", slug=service.slug, token=receipts.token(reply))


@login_not_required
@require_safe
@never_cache
def wrong_sent(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """It arrived: who looks at it, by when, and what happens then."""
    service = get_object_or_404(queries.visible_to(request.user), slug=slug)
    return render(request, "directory/wrong_sent.html", {"service": service, "sent": _sent(token)})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a person for help to find support."""
    if organisations.coordinator() is None:
        return render(request, "directory/ask_nobody.html", {"place": places.the_place()})
    form = forms.Ask(
        request.POST if request.method == "POST" else None, initial={key: request.GET.get(key, "") for key in ("need", "near")}
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "directory/ask.html", {"form": form, "place": places.the_place()})
    if refusal := limited(request, "directory.ask", times=OFTEN, per=PER):
        return refusal
    by = request.user if request.user.is_authenticated else None
    reply = actions.ask_a_person(**form.cleaned_data, by=by)
    return redirect("directory:ask_sent", token=receipts.token(reply))


@login_not_required
@require_safe
@never_cache
def ask_sent(request: HttpRequest, token: str) -> HttpResponse:
    """It arrived: who answers, and by when. To load it again asks nobody twice."""
    return render(request, "directory/ask_sent.html", {"sent": _sent(token), "place": places.the_place()})


@require_http_methods(["GET", "HEAD", "POST"])
def telephone(request: acting.Request) -> HttpResponse:
    """An officer writes down what somebody asks by telephone."""
    if not rules.may_approve(request.user):
        raise PermissionDenied
    form = forms.Telephone(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "directory/ask_telephone.html", {"form": form})
    reply = actions.ask_a_person(**form.cleaned_data, taken_by=request.user)
    return redirect("directory:ask_sent", token=receipts.token(reply))


def _sent(token: str) -> saying.Sent:
    if reply := receipts.find(token):
        return saying.sent(reply)
    raise Http404
