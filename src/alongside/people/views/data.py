"""The officers' desk for people's data: who asked to be forgotten, what must be kept, and what goes by itself."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kit.guard import only
from alongside.kit.paging import page_of
from alongside.people import forgetting, holds, proving_address
from alongside.people import retention as keeping
from alongside.people.data_forms import Address, PlaceHold
from alongside.people.models import Hold
from alongside.people.requests import Request
from alongside.people.rules import KEEP_DATA


@require_http_methods(["GET", "HEAD", "POST"])
@only(KEEP_DATA)
def desk(request: Request) -> HttpResponse:
    """What people asked for, what is held, and a link for somebody who asks what we keep."""
    form = Address(request.POST if request.method == "POST" else None)
    if form.is_valid():
        proving_address.invite(form.cleaned_data["email"], by=request.user)
        messages.success(request, _("A mail with a link is on its way to them. What they see, only they see."))
        return redirect("people:data")
    return render(request, "people/data/desk.html", {
        "form": form,
        "open": page_of(forgetting.still_open(), request.GET.get("open")),
        "ended": page_of(forgetting.ended(), request.GET.get("ended")),
        "held": page_of(Hold.objects.in_force().select_related("person"), request.GET.get("held")),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@only(KEEP_DATA)
def add_hold(request: Request) -> HttpResponse:
    """Keep everything about one person for now."""
    form = PlaceHold(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        whom = form.person
        try:
            holds.place(person=whom, email="" if whom else said["email"], why=said["why"], until=said["until"], by=request.user)
        except holds.AlreadyGone:
            form.add_error("email", _("This person was forgotten while you were writing. There is nothing left to keep."))
        else:
            messages.success(request, _("Kept for now. Nothing about them is erased."))
            return redirect("people:data")
    return render(request, "people/data/hold.html", {"form": form})


@require_POST
@only(KEEP_DATA)
def lift_hold(request: Request, id: UUID) -> HttpResponse:
    """It is no longer needed."""
    holds.lift(get_object_or_404(Hold, pk=id), by=request.user)
    messages.success(request, _("No longer kept."))
    return redirect("people:data")


@require_safe
@only(KEEP_DATA)
def retention(request: Request) -> HttpResponse:
    """What would go today, and why; and what went in the nights before."""
    before = page_of(keeping.runs(), request.GET.get("page"), 10)
    return render(
        request, "people/data/retention.html", {"due": keeping.due(), "before": before, "told": keeping.told(before.rows)}
    )


@require_safe
@only(KEEP_DATA)
def retention_rows(request: Request, key: str) -> HttpResponse:
    """The rows behind one number: which, and since when. What stands in them is not shown here."""
    rule = keeping.rule(key)
    if rule is None:
        raise Http404
    page = page_of(keeping.rows(rule).values_list("pk", "kept_since"), request.GET.get("page"), 50)
    return render(request, "people/data/retention_rows.html", {"rule": rule, "page": page})
