"""Who has a seat in an organisation, who is invited, and what becomes of them."""

import datetime as dt
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.kit import limits
from alongside.organisations import acting, actions, policy, queries, rules
from alongside.organisations.forms import HandOver, NewInvitation, Role
from alongside.organisations.models import Organisation
from alongside.organisations.views import found

AN_HOUR = dt.timedelta(hours=1)


@require_http_methods(["GET", "HEAD", "POST"])
def all_of_them(request: acting.Request, slug: str) -> HttpResponse:
    """The private page of an organisation: who sits there, who is invited, and somebody more."""
    one = found.organisation(request, slug, may=rules.may_see_seats)
    gives = rules.roles_given_by(request.user, one)
    if request.method == "POST" and not gives:
        raise PermissionDenied(_("Your seat here does not let you invite others. Ask a lead."))
    form = NewInvitation(request.POST if request.method == "POST" else None, gives=gives)
    if not form.is_valid():
        return _show(request, one, form)
    if refusal := limits.limited(request, f"invite {request.user.pk}", times=policy.INVITATIONS_AN_HOUR(), per=AN_HOUR):
        return refusal
    try:
        actions.invite(one, **form.cleaned_data, by=request.user)
    except actions.Refused as refused:
        form.add_error("email", str(refused))
        return _show(request, one, form)
    messages.success(request, _("%(name)s has a mail with your invitation.") % {"name": form.cleaned_data["name"]})
    return redirect("organisations:seats", slug=one.slug)


def _show(request: acting.Request, one: Organisation, form: NewInvitation) -> HttpResponse:
    held = list(queries.seats_at(one)[:200])
    gives = rules.roles_given_by(request.user, one)
    page = {
        "form": form,
        "organisation": one,
        "held": held,
        "own": next((seat for seat in held if seat.person_id == request.user.pk), None),
        "gives": gives,
        "may_seat": rules.may_seat(request.user, one),
        "invitations": queries.invitations_at(one)[:100] if gives else [],
        "ended": queries.ended_lately(one)[:50] if gives else [],
    }
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
        except actions.Refused as refused:
            form.add_error("role", str(refused))
        else:
            messages.success(request, _("The seat is changed."))
            return redirect("organisations:seats", slug=one.slug)
    return render(request, "organisations/seat.html", {"form": form, "organisation": one, "seat": seat})


@require_POST
def end(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """From today on, this person has no seat here. It can be given back for a while."""
    one = found.organisation(request, slug, may=rules.may_seat)
    seat = queries.seats_at(one).filter(pk=id).first() or get_object_or_404(queries.ended_lately(one), pk=id)
    try:
        actions.end_seat(seat, by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(person)s no longer has a seat here.") % {"person": seat.person})
    return redirect("organisations:seats", slug=one.slug) if rules.may_see_seats(request.user, one) else redirect(one)


@require_POST
def give_back(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """It was ended by mistake."""
    one = found.organisation(request, slug, may=rules.may_seat)
    seat = get_object_or_404(queries.ended_lately(one), pk=id)
    try:
        actions.give_back(seat, by=request.user)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(person)s has the seat again.") % {"person": seat.person})
    return redirect("organisations:seats", slug=one.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: acting.Request, slug: str) -> HttpResponse:
    """A colleague leads from now on."""
    one = found.organisation(request, slug, may=rules.leads)
    held = list(queries.seats_at(one)[:200])
    own = next(seat for seat in held if seat.person_id == request.user.pk)
    form = HandOver(request.POST if request.method == "POST" else None, seats=[seat for seat in held if seat.pk != own.pk])
    if form.is_valid():
        try:
            actions.hand_over(own, to=form.chosen(), then=form.cleaned_data["then"], by=request.user)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(person)s leads %(name)s now.") % {"person": form.chosen().person, "name": one.name})
            return redirect("organisations:seats", slug=one.slug) if rules.may_see_seats(request.user, one) else redirect(one)
    return render(request, "organisations/hand_over.html", {"form": form, "organisation": one})
