"""One network: who belongs to it and who speaks for it, kept by its leads and by officers."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.kit.paging import page_of
from alongside.organisations import acting, errors, queries, rules
from alongside.organisations.actions import network as actions
from alongside.organisations.forms.networks import Term
from alongside.organisations.models import NetworkMember
from alongside.organisations.queries import networks
from alongside.organisations.views import found


@require_http_methods(["GET", "HEAD", "POST"])
def network(request: acting.Request, slug: str) -> HttpResponse:
    """Who belongs to it, who speaks for it, and a box that finds one more."""
    one = found.organisation(request, slug, may=rules.may_keep_network)
    if request.method == "POST":
        return _join(request, slug)
    words = request.GET.get("q", "")[:200].replace("\0", "").strip()
    return render(request, "organisations/network.html", {
        "organisation": one,
        "q": words,
        "alike": queries.alike(request.user, name=words) if words else [],
        "members": page_of(networks.members_of(one), request.GET.get("page")),
        "voices": networks.voices_of(one),
    })  # fmt: skip


def _join(request: acting.Request, slug: str) -> HttpResponse:
    one = found.organisation(request, slug, may=rules.may_keep_network)
    member = get_object_or_404(queries.visible_to(request.user), slug=request.POST.get("member", ""))
    try:
        actions.join(one, member, by=request.user)
    except errors.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(name)s belongs to it now.") % {"name": member.name})
    return redirect("organisations:network", slug=one.slug)


@require_POST
def end_member(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """The network says that one belongs to it no longer."""
    one = found.organisation(request, slug, may=rules.may_keep_network)
    held = get_object_or_404(NetworkMember.objects.select_related("network", "member"), pk=id, network=one)
    actions.leave(held, by=request.user)
    messages.success(request, _("%(name)s belongs to it no longer.") % {"name": held.member.name})
    return redirect("organisations:network", slug=one.slug)


@require_POST
def leave(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """A member's own lead takes it out of a network."""
    one = found.organisation(request, slug, may=rules.may_keep_network)
    held = get_object_or_404(NetworkMember.objects.select_related("network", "member"), pk=id, member=one)
    actions.leave(held, by=request.user)
    messages.success(request, _("You have left %(name)s.") % {"name": held.network.name})
    return redirect("organisations:record", slug=one.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def term(request: acting.Request, slug: str, id: uuid.UUID | None = None) -> HttpResponse:
    """Who speaks for it on a body, new or put right."""
    one = found.organisation(request, slug, may=rules.may_keep_network)
    held = get_object_or_404(one.representatives, pk=id) if id else None
    start = Term.initial_of(held) if held else {"body": request.GET.get("body", "")[:200].replace("\0", "")}
    form = Term(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            if held:
                actions.change(held, **form.facts(), by=request.user)
            else:
                actions.name(one, **form.facts(), by=request.user)
        except errors.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It is kept."))
            return redirect("organisations:network", slug=one.slug)
    return render(request, "organisations/representative.html", {"form": form, "organisation": one, "held": held})


@require_safe
def reports(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """What was reported back in one term, for the network's own people and those of its members."""
    one = found.organisation(request, slug, may=rules.may_read_reports)
    term = networks.term_of(one, id)
    if term is None:
        raise Http404
    return render(request, "organisations/reports.html", {
        "organisation": one,
        "term": term,
        "body": networks.body_of(term.one),
        "page": page_of(networks.reports_of(term.one), request.GET.get("page"), 10),
        "may_report": rules.may_report(request.user, term.one),
        "sees_name": rules.may_keep_network(request.user, one) or bool(term.one.shown_name),
    })  # fmt: skip


@require_POST
def end_term(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """The term ends today."""
    one = found.organisation(request, slug, may=rules.may_keep_network)
    actions.end(get_object_or_404(one.representatives.select_related("network"), pk=id), by=request.user)
    messages.success(request, _("The term has ended."))
    return redirect("organisations:network", slug=one.slug)


@require_POST
def give_up(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """It no longer wants a voice on that body."""
    one = found.organisation(request, slug, may=rules.may_keep_network)
    actions.give_up(get_object_or_404(one.representatives.select_related("network"), pk=id), by=request.user)
    messages.success(request, _("The page no longer speaks of that body."))
    return redirect("organisations:network", slug=one.slug)
