"""What one organisation is to the place: officers give it and end it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.organisations import acting, errors
from alongside.organisations.actions import standing as actions
from alongside.organisations.forms.standings import Giving
from alongside.organisations.models import Standing
from alongside.organisations.queries import standings as queries
from alongside.organisations.views import found
from alongside.organisations.views.members import keeps_members


@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: acting.Request, slug: str) -> HttpResponse:
    """What it is and was, and something more."""
    one = found.organisation(request, slug, may=keeps_members)
    form: forms.Form = Giving(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.give(one, form.cleaned_data["kind"], starts=form.cleaned_data["starts"], by=request.user)
        except errors.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It is kept."))
            return redirect("organisations:standing", slug=one.slug)
    page = {"form": form, "organisation": one, "history": queries.history_of(one), "by_itself": Standing.Kind.MEMBER}
    return render(request, "organisations/standing.html", page)


@require_POST
def end(request: acting.Request, slug: str) -> HttpResponse:
    """It is this no longer. That of a member ends with the membership."""
    one = found.organisation(request, slug, may=keeps_members)
    kind = request.POST.get("kind", "")
    if kind in (Standing.Kind.PARTNER, Standing.Kind.STEERING):
        actions.end(one, kind, by=request.user)
        messages.success(request, _("It is ended."))
    return redirect("organisations:standing", slug=one.slug)
