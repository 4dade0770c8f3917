"""The list of organisations, and their entries in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alongside.organisations import acting, actions, following, queries, rules
from alongside.organisations.forms import Entry
from alongside.organisations.models import Organisation
from alongside.organisations.views import found

if TYPE_CHECKING:
    from alongside.people.models import Person


@login_not_required
@require_safe
def all_of_them(request: HttpRequest) -> HttpResponse:
    """Who is here: by name, by sector, page by page."""
    asked = queries.Asked(words=request.GET.get("q", ""), sector=request.GET.get("sector", ""), page=request.GET.get("page", ""))
    return render(request, "organisations/list.html", {
        "found": queries.find(asked, request.user),
        "may_add": request.user.has_perm("organisations.add"),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: acting.Request) -> HttpResponse:
    """An officer adds an organisation; one of nearly the same name is shown first."""
    if not request.user.has_perm("organisations.add"):
        raise PermissionDenied
    form = Entry(request.POST or None, initial={"size": "unknown"})
    twins = queries.by_name(form["name"].value() or "") if request.POST and "sure" not in request.POST else []
    if twins or not form.is_valid():
        return render(request, "organisations/add.html", {"form": form, "twins": twins})
    try:
        made = actions.add(**form.facts(), by=request.user)
    except actions.NumberTaken as taken:
        form.add_error(None, str(taken))
        return render(request, "organisations/add.html", {"form": form, "twins": []})
    messages.success(request, _("%(name)s is on the list.") % {"name": made.name})
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: acting.Request, slug: str) -> HttpResponse:
    """Keep the entry true."""
    one = found.organisation(request, slug, may=rules.may_edit)
    form = Entry(request.POST or None, initial=Entry.initial_of(one), numbers=queries.identifiers_of(one))
    page = {"form": form, "organisation": one, "contacts": one.contacts.all()[:50]}
    if not form.is_valid():
        return render(request, "organisations/change.html", page)
    try:
        actions.change(one, **form.facts(), by=request.user)
    except actions.NumberTaken as taken:
        form.add_error(None, str(taken))
        return render(request, "organisations/change.html", page)
    messages.success(request, _("The entry is changed."))
    return redirect(one)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: acting.Request, slug: str) -> HttpResponse:
    """It is no longer there."""
    one = found.organisation(request, slug, may=_closes)
    if request.method != "POST":
        return render(request, "organisations/close.html", {"organisation": one, "ending": following.ending(one)})
    try:
        actions.close(one, by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect(one)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: acting.Request, slug: str) -> HttpResponse:
    """It is there again; and what of that which ended with it."""
    one = found.organisation(request, slug, may=_closes)
    if request.method != "POST":
        return render(request, "organisations/reopen.html", {"organisation": one, "ended": following.ended(one)})
    try:
        actions.reopen(one, back=set(request.POST.getlist("back")), by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect(one)


def _closes(person: Person, organisation: Organisation) -> bool:
    return person.has_perm("organisations.close")
