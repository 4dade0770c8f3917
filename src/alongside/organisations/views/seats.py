"""Who has a seat in an organisation."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.kit import limits
from alongside.organisations import acting, actions, policy, queries, rules
from alongside.organisations.forms import Invitation, Role
from alongside.organisations.views import found

AN_HOUR = dt.timedelta(hours=1)


@require_http_methods(["GET", "HEAD", "POST"])
def all_of_them(request: acting.Request, slug: str) -> HttpResponse:
    """Who speaks for it, and somebody more."""
    one = found.organisation(request, slug, may=rules.may_seat)
    form = Invitation(request.POST or None, initial={"role": "editor"})
    if form.is_valid():
        if refusal := limits.limited(request, f"invite {request.user.pk}", times=policy.INVITATIONS_AN_HOUR, per=AN_HOUR):
            return refusal
        try:
            made = actions.invite(one, **form.cleaned_data, by=request.user)
        except actions.AlreadySeated as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("%(person)s has a seat, and a mail with a link.") % {"person": made.person})
            return redirect("organisations:seats", slug=one.slug)
    page = {"form": form, "organisation": one, "held": queries.seats_at(one)[:200]}
    return render(request, "organisations/seats.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """What one seat may do."""
    one = found.organisation(request, slug, may=rules.may_seat)
    seat = get_object_or_404(queries.seats_at(one), pk=id)
    form = Role(request.POST or None, initial={"role": seat.role})
    if form.is_valid():
        try:
            actions.change_role(seat, role=form.cleaned_data["role"], by=request.user)
        except actions.LastLead as refused:
            form.add_error("role", str(refused))
        else:
            messages.success(request, _("The seat is changed."))
            return redirect("organisations:seats", slug=one.slug)
    return render(request, "organisations/seat.html", {"form": form, "organisation": one, "seat": seat})


@require_POST
def end(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """From today on, this person has no seat here."""
    one = found.organisation(request, slug, may=rules.may_seat)
    seat = get_object_or_404(queries.seats_at(one), pk=id)
    try:
        actions.end_seat(seat, by=request.user)
    except actions.LastLead as refused:
        messages.error(request, str(refused))
        return redirect("organisations:seat", slug=one.slug, id=seat.pk)
    messages.success(request, _("%(person)s no longer has a seat here.") % {"person": seat.person})
    return redirect("organisations:seats", slug=one.slug) if rules.may_seat(request.user, one) else redirect(one)
