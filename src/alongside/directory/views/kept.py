"""All services of an organisation on one page: still true, and how full each is, in one tap. With an account or by a mailed link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alongside.directory import actions, forms, links, rules
from alongside.directory.queries import confirmations, kept
from alongside.directory.views.editing import editable
from alongside.kit.paging import page_of
from alongside.organisations import acting

if TYPE_CHECKING:
    from alongside.directory.models import Service
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

SHOWN = 25
READ_AND_SEND = ("GET", "HEAD", "POST")


@dataclass(frozen=True)
class Keeping:
    """Who looks after which organisation, and where that page stands. `by_mail`: without an account."""

    organisation: Organisation
    by: Person
    url: str
    by_mail: bool = False


@acting.needed
@require_http_methods(READ_AND_SEND)
def mine(request: acting.Request) -> HttpResponse:
    """The services of the organisation that one acts for."""
    seat = request.acting
    if seat is None or not rules.may_add(request.user, seat.organisation):
        raise PermissionDenied(_("Only a lead or an editor looks after the services."))
    return _page(request, Keeping(seat.organisation, request.user, reverse("directory:mine")))


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same without an account, for the lead to whom the link was mailed, or who covers for them."""
    opened = links.kept(token)
    if opened is None:
        return render(request, "directory/kept_closed.html", status=410)
    organisation, reader = opened
    return _page(request, Keeping(organisation, reader, request.path, by_mail=True))


def _page(request: HttpRequest, keeping: Keeping) -> HttpResponse:
    if request.method == "POST":
        return _say(request, keeping)
    if "changed" in request.GET:
        return _changed(request, keeping, _one(keeping, request.GET["changed"]))
    page = page_of(kept.of(keeping.organisation), request.GET.get("page"), SHOWN)
    entries = [kept.entry(service) for service in page.rows]
    facts = {"keeping": keeping, "page": page, "entries": entries, "old": sum(not one.today for one in entries)}
    return render(request, "directory/kept.html", facts)


def _say(request: HttpRequest, keeping: Keeping) -> HttpResponse:
    """Still true, of one or of all that stood on the page; how full one is; or what has changed."""
    seen = set(request.POST.getlist("seen"))
    services = [one for one in kept.of(keeping.organisation) if str(one.pk) in seen]
    if not services:
        return redirect(keeping.url)
    if "capacity" in request.POST:
        return _capacity(request, keeping, services[0])
    if "what" in request.POST:
        return _changed(request, keeping, services[0])
    number = actions.confirm_all(services, by=keeping.by)
    words = ngettext("Thank you. %(number)s service is confirmed.", "Thank you. %(number)s services are confirmed.", number)
    messages.success(request, words % {"number": number})
    return redirect(keeping.url)


def _capacity(request: HttpRequest, keeping: Keeping, service: Service) -> HttpResponse:
    form = forms.Capacity(request.POST)
    if take_capacity(form, service, by=keeping.by):
        messages.success(request, _("Thank you. What you said of “%(name)s” is shown now.") % {"name": service.name})
        return redirect(f"{keeping.url}#s{service.pk}")
    return render(request, "directory/capacity.html", {"service": service, "form": form, "back": keeping.url})


def _changed(request: HttpRequest, keeping: Keeping, service: Service) -> HttpResponse:
    """In which words something has changed; a person puts it right."""
    form = forms.Changed(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.tell_change(service, what=form.cleaned_data["what"], by=keeping.by)
        messages.success(request, _("Thank you. A person puts it right, and you hear back."))
        return redirect(keeping.url)
    facts = {"service": service, "form": form, "back": keeping.url, "short": confirmations.in_short(service)}
    return render(request, "directory/changed.html", facts)


def _one(keeping: Keeping, key: str) -> Service:
    """One of its services, by its id."""
    found = next((one for one in kept.of(keeping.organisation) if str(one.pk) == key), None)
    if found is None:
        raise Http404
    return found


def take_capacity(form: forms.Capacity, service: Service, *, by: Person) -> bool:
    """Whether what was said of how full it is could be taken; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        actions.say_capacity(service, by=by, **form.cleaned_data)
    except actions.BadFacts as bad:
        form.refuse(bad.fields)
        return False
    return True


@require_http_methods(READ_AND_SEND)
def capacity(request: acting.Request, slug: str) -> HttpResponse:
    """How full one service is, from its own page."""
    service, back = editable(request, slug), reverse("directory:service", args=[slug])
    if service.status not in service.SHOWN:
        raise Http404
    form = forms.Capacity(request.POST) if request.method == "POST" else forms.Capacity.of(service)
    if request.method == "POST" and take_capacity(form, service, by=request.user):
        messages.success(request, _("Thank you. What you said of “%(name)s” is shown now.") % {"name": service.name})
        return redirect(back)
    return render(request, "directory/capacity.html", {"service": service, "form": form, "back": back})
