"""Members of the coordinating charity: the officers' list and kinds, one membership, and the button that renews it."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.organisations import acting, errors, links, rules
from alongside.organisations.actions import membership as actions
from alongside.organisations.forms import members as forms
from alongside.organisations.models import MemberKind, Membership, MembershipYear
from alongside.organisations.queries import members as queries
from alongside.organisations.views import found
from alongside.organisations.views.records import TYPES

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.people.models import Person

READ_AND_SEND = ["GET", "HEAD", "POST"]


def _wanted(request: HttpRequest) -> queries.Wanted:
    asked = {key: request.GET.get(key, "")[:200].replace("\0", "") for key in ("q", "kind", "state", "paid")}
    return queries.Wanted(words=asked.pop("q"), **asked)


@require_safe
def all_of_them(request: acting.Request) -> HttpResponse:
    """Every member, as officers sort and count them."""
    _officers_only(request)
    listed = queries.listed(_wanted(request), request.GET.get("page"), request.user)
    return render(request, "organisations/members.html", {"found": listed})


@require_safe
def sheet(request: acting.Request, kind: str) -> HttpResponse:
    """The same list as a sheet, whole."""
    _officers_only(request)
    headers = {"Content-Disposition": f'attachment; filename="members.{kind}"'}
    return HttpResponse(queries.sheet(_wanted(request), kind), content_type=TYPES[kind], headers=headers)


@require_safe
def kinds(request: acting.Request) -> HttpResponse:
    """The kinds of membership, and what each costs."""
    _officers_only(request)
    rows = [(kind, queries.price(kind)) for kind in queries.kinds()[:100]]
    return render(request, "organisations/member_kinds.html", {"kinds": rows})


@require_http_methods(READ_AND_SEND)
def kind(request: acting.Request, id: uuid.UUID | None = None) -> HttpResponse:
    """One kind, new or changed."""
    _officers_only(request)
    held = get_object_or_404(MemberKind, pk=id) if id else None
    form = forms.Kind(request.POST if request.method == "POST" else None, kind=held)
    if not form.is_valid():
        return render(request, "organisations/member_kind.html", {"form": form, "kind": held})
    actions.set_kind(held, by=request.user, **form.facts())
    messages.success(request, _("It is kept."))
    return redirect("organisations:member_kinds")


@require_safe
def one(request: acting.Request, slug: str) -> HttpResponse:
    """The membership of one organisation: its number, its years, the button that renews it."""
    organisation = found.organisation(request, slug, may=rules.may_read)
    held = queries.latest_of(organisation)
    return render(request, "organisations/membership.html", {
        "organisation": organisation,
        "membership": held,
        "years": queries.years_of(held) if held else [],
        "can_renew": held is not None and queries.can_renew(held) and rules.may_edit(request.user, organisation),
        "lapses": queries.lapses_on(held) if held else None,
        "may_edit": rules.may_edit(request.user, organisation),
        "is_officer": rules.is_officer(request.user),
    })  # fmt: skip


@require_POST
def renew(request: acting.Request, slug: str) -> HttpResponse:
    """One year more, by somebody who keeps its entry, or an officer."""
    organisation = found.organisation(request, slug, may=rules.may_edit)
    held = queries.open_of(organisation)
    try:
        if held is None or held.until is None or f"{held.until}" != request.POST.get("until", f"{held.until}"):
            raise errors.NotAMember(_("It cannot be renewed now. Perhaps somebody has done it already."))
        actions.renew(held, until=held.until, by=request.user)
    except errors.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The membership is renewed. A mail says so."))
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return redirect("organisations:membership", slug=organisation.slug)


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def renew_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """One button, without an account. Nothing happens before it is pressed, since mail programs open links to look at them."""
    held, until = links.renewal_of(token)
    page = {"membership": held, "until": until, "organisation": held.organisation if held else None}
    is_open = held is not None and held.until == until and queries.can_renew(held)
    if held is None or until is None or not is_open:
        is_done = held is not None and held.is_member and until is not None and held.until is not None and held.until > until
        return render(request, "organisations/renewed.html", {**page, "is_done": is_done}, status=200 if is_done else 410)
    if request.method == "POST":
        with suppress(errors.NotAMember):  # pressed twice: the page says what has become of it
            actions.renew(held, until=until, by=None)
        return redirect(request.path)
    return render(
        request, "organisations/renew.html", {**page, "next": actions.year_on(until), "price": queries.price(held.kind)}
    )


@require_http_methods(READ_AND_SEND)
def leave(request: acting.Request, slug: str) -> HttpResponse:
    """It no longer wants to be a member, and why."""
    organisation = found.organisation(request, slug, may=rules.may_edit)
    held = queries.latest_of(organisation)
    if held is not None and held.state == held.State.LEFT and request.method == "POST":
        return _left(request, organisation)
    held = _member(organisation)
    form = forms.Leaving(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "organisations/leave_membership.html", {"form": form, "organisation": organisation})
    try:
        actions.leave(held, **form.cleaned_data, by=request.user)
    except errors.NotAMember as refused:
        form.add_error(None, str(refused))
        return render(request, "organisations/leave_membership.html", {"form": form, "organisation": organisation})
    return _left(request, organisation)


def _left(request: acting.Request, organisation: Organisation) -> HttpResponse:
    """The same for who pressed the button twice."""
    messages.success(
        request, _("%(name)s is no longer a member. Thank you for the time that it was.") % {"name": organisation.name}
    )
    return redirect("organisations:membership", slug=organisation.slug)


@require_http_methods(READ_AND_SEND)
def enter(request: acting.Request, slug: str) -> HttpResponse:
    """An officer writes down a member."""
    organisation = found.organisation(request, slug, may=keeps_members)
    form = forms.Entering(request.POST if request.method == "POST" else None, kinds=list(queries.kinds()[:100]))
    if form.is_valid():
        try:
            actions.enter(organisation, **form.facts(), by=request.user)
        except errors.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(name)s is a member now.") % {"name": organisation.name})
            return redirect("organisations:membership", slug=organisation.slug)
    return render(request, "organisations/enter_member.html", {"form": form, "organisation": organisation})


@require_http_methods(READ_AND_SEND)
def pay(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """The invoice of a year and the day on which it was paid, for officers."""
    organisation = found.organisation(request, slug, may=keeps_members)
    year = get_object_or_404(
        MembershipYear.objects.select_related("membership__organisation"), pk=id, membership__organisation=organisation
    )
    form = forms.Payment(
        request.POST if request.method == "POST" else None, initial={"invoice": year.invoice, "paid_on": year.paid_on}
    )
    if not form.is_valid():
        return render(request, "organisations/membership_year.html", {"form": form, "organisation": organisation, "year": year})
    actions.set_payment(year, **form.cleaned_data, by=request.user)
    messages.success(request, _("It is kept."))
    return redirect("organisations:membership", slug=organisation.slug)


def _member(organisation: Organisation) -> Membership:
    return get_object_or_404(Membership.objects.current().select_related("organisation", "kind"), organisation=organisation)


def keeps_members(person: Person, organisation: Organisation) -> bool:
    return rules.is_officer(person) and not organisation.is_coordinator


def _officers_only(request: acting.Request) -> None:
    if not rules.is_officer(request.user):
        raise PermissionDenied
