"""The contact log, which officers keep."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.kit import clock
from alongside.organisations import acting, rules
from alongside.organisations.actions import contact_log as actions
from alongside.organisations.forms.whole import Talk
from alongside.organisations.queries import whole as queries
from alongside.organisations.views import found

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: acting.Request, slug: str) -> HttpResponse:
    """Write down what was said."""
    one = found.organisation(request, slug, may=_keeps_log)
    form = Talk(request.POST or None, officers=queries.officers(), initial={"on": clock.today(), "how": "phone"})
    if not form.is_valid():
        return render(request, "organisations/talk.html", {"form": form, "organisation": one, "entry": None})
    actions.log(one, **form.facts(), by=request.user)
    messages.success(request, _("It is in the contact log."))
    return redirect("organisations:record", slug=one.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """Put an entry right."""
    one = found.organisation(request, slug, may=_keeps_log)
    entry = get_object_or_404(one.log, pk=id)
    start = {key: getattr(entry, key) for key in ("on", "how", "spoke_with", "text", "next_step", "next_on")}
    start["owner"] = str(entry.owner_id or "")
    form = Talk(request.POST or None, officers=queries.officers(), initial=start)
    if not form.is_valid():
        return render(request, "organisations/talk.html", {"form": form, "organisation": one, "entry": entry})
    actions.change_log(entry, **form.facts(), by=request.user)
    messages.success(request, _("It is changed."))
    return redirect("organisations:record", slug=one.slug)


@require_POST
def done(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """The next step is taken."""
    one = found.organisation(request, slug, may=_keeps_log)
    actions.step_done(get_object_or_404(one.log, pk=id), by=request.user)
    messages.success(request, _("Done. It has left your desk."))
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return redirect("organisations:record", slug=one.slug)


@require_POST
def remove(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """It should not have been written down."""
    one = found.organisation(request, slug, may=_keeps_log)
    actions.remove_log(get_object_or_404(one.log, pk=id), by=request.user)
    messages.success(request, _("It is removed."))
    return redirect("organisations:record", slug=one.slug)


def _keeps_log(person: Person, organisation: Organisation) -> bool:
    return rules.is_officer(person)
