"""Publishing a version, asking partners where they stand, and settling what is carried."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alongside.agreements import errors, policy
from alongside.agreements.actions import settling
from alongside.agreements.forms.drafting import AskAt, End, InForce, Publish
from alongside.agreements.models import Agreement, Clause, Version
from alongside.agreements.queries import standing, texts
from alongside.agreements.views import found
from alongside.kit import clock, words
from alongside.kit.cleaning import identifier
from alongside.kit.paging import page_of
from alongside.organisations import acting
from alongside.positions import errors as position_errors
from alongside.positions import policy as position_policy
from alongside.positions import queries as positions

READ_AND_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_SEND)
@never_cache
def publish(request: acting.Request, slug: str) -> HttpResponse:
    """The text as it stands becomes a version, with a warning of what is still open."""
    one = found.settled(request, slug)
    waiting = texts.open_comments(one).count()
    start = {"edition": one.edition, "answers_until": clock.today() + position_policy.ANSWER_WITHIN()}
    unreached = standing.unreached(one)
    form = Publish(request.POST if request.method == "POST" else None, waiting=waiting, unreached=unreached, initial=start)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            made = settling.publish(one, seen=given.pop("edition"), by=request.user, **given)
        except errors.CommentsOpen as refused:
            form.add_error("close_comments", _("%(said)s Answer them first, or tick this.") % {"said": refused})
        except errors.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Version %(number)d is published.") % {"number": made.number})
            if form.cleaned_data["ask"]:
                _tell_unreached(request, one)
            return redirect(made.get_absolute_url())
    facts = {
        "agreement": one,
        "form": form,
        "waiting": waiting,
        "parties": len(texts.parties_of(one)),
        "before": texts.on_the_table(one),
    }
    return render(request, "agreements/publish.html", facts)


@require_POST
def ask(request: acting.Request, slug: str) -> HttpResponse:
    """Ask the partners where they stand: all, those who were not asked yet, or one at an address that somebody knows of."""
    one = found.settled(request, slug)
    try:
        if "party" in request.POST:
            _ask_one(request, one)
        else:
            number = len(settling.ask_all(one, by=request.user, only_new="all" not in request.POST))
            if number:
                said = ngettext("%(n)d partner is asked by mail.", "%(n)d partners are asked by mail.", number)
                messages.success(request, said % {"n": number})
            _tell_unreached(request, one)
    except (errors.Refused, position_errors.Refused) as refused:
        messages.error(request, str(refused))
    return redirect("agreements:parties", slug=one.slug)


def _ask_one(request: acting.Request, one: Agreement) -> None:
    party = get_object_or_404(texts.open_parties(one), pk=identifier(request.POST["party"]))
    form = AskAt(request.POST)
    if not form.is_valid():
        messages.error(request, _("%(name)s: give a whole mail address.") % {"name": party.organisation.name})
        return
    settling.ask_at(one, party.organisation, email=form.cleaned_data["email"], by=request.user)
    messages.success(request, _("%(name)s is asked by mail.") % {"name": party.organisation.name})


def _tell_unreached(request: acting.Request, one: Agreement) -> None:
    """Nobody is called asked who could not be written to."""
    if missing := standing.unreached(one):
        said = _("Not asked, since nobody can be written to there: %(names)s. Under “Partners” you can name an address for each.")
        messages.warning(request, said % {"names": words.few([each.name for each in missing])})


@require_http_methods(READ_AND_SEND)
@never_cache
def settle(request: acting.Request, slug: str) -> HttpResponse:
    """What is carried and what is missing, clause by clause; and the button that opens it for signing, or brings it into force."""
    one = found.settled(request, slug)
    version = texts.on_the_table(one)
    if request.method == "POST":
        version = get_object_or_404(one.versions, pk=version.pk if version else None)
        return _moved(request, version)
    entries = list(texts.entries_of(version)) if version else []
    drawn = standing.counted(entries, one) if entries else {}
    beside = positions.disagreements_on(texts.CLAUSE, [entry.clause_id for entry in entries])
    rows = [
        (entry, drawn[entry.clause_id], beside.get(entry.clause_id, []))
        for entry in entries
        if entry.wording.kind != Clause.Kind.PART
    ]
    left = [row for row in rows if not row[1].is_carried]
    page = page_of(left, request.GET.get("page"), size=40)
    stuck = [row for row in left if not any(not one.is_settled or one.outcome == "differ" for one in row[2])]
    facts = {
        "agreement": one, "version": version, "page": page, "carried": len(rows) - len(left), "total": len(rows), "stuck": len(stuck),
        "form": InForce(initial={"review_on": clock.today() + policy.REVIEW_EVERY()}),
        "is_signing": version is not None and version.state == Version.State.SIGNING,
        "was_opened": texts.was_opened(one), "waiting": texts.open_comments(one).count(),
    }  # fmt: skip
    return render(request, "agreements/settle.html", facts)


def _moved(request: acting.Request, version: Version) -> HttpResponse:
    what = request.POST.get("do", "")
    try:
        if what == "open":
            settling.open_for_signing(version, by=request.user)
            messages.success(request, _("It is open for signing. Ask whoever signs for each partner."))
            return redirect("agreements:signing", slug=version.agreement.slug)
        if what == "back":
            settling.take_back(version, by=request.user)
            messages.success(request, _("It is taken back. The text can be changed again."))
        elif what == "force":
            return _in_force(request, version)
    except errors.Refused as refused:
        messages.error(request, str(refused))
    return redirect("agreements:settle", slug=version.agreement.slug)


def _in_force(request: acting.Request, version: Version) -> HttpResponse:
    form = InForce(request.POST)
    if not form.is_valid():
        return render(request, "agreements/in_force.html", {"form": form, "agreement": version.agreement, "version": version})
    settling.bring_into_force(version, by=request.user, **form.cleaned_data)
    messages.success(request, _("It is in force."))
    return redirect(version.agreement)


@require_http_methods(READ_AND_SEND)
@never_cache
def review(request: acting.Request, slug: str) -> HttpResponse:
    """It was looked at as a whole: when next, and until when it holds."""
    one = found.settled(request, slug)
    if request.method == "POST" and "review_on" not in request.POST:  # from the desk, which knows no more than that it is due
        return redirect("agreements:review", slug=slug)
    start = {"review_on": clock.today() + policy.REVIEW_EVERY(), "expires_on": one.expires_on}
    form = InForce(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        day: dt.date = form.cleaned_data["review_on"]
        try:
            settling.review(one, next_on=day, expires_on=form.cleaned_data["expires_on"], by=request.user)
        except errors.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It is kept."))
            return redirect(one)
    return render(request, "agreements/in_force.html", {"form": form, "agreement": one, "is_review": True})


@require_http_methods(READ_AND_SEND)
@never_cache
def end(request: acting.Request, slug: str) -> HttpResponse:
    """It ends."""
    one = found.settled(request, slug)
    form = End(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            settling.end(one, why=form.cleaned_data["why"], by=request.user)
        except errors.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It has ended. Everything stays to be read."))
            return redirect(one)
    return render(request, "agreements/end.html", {"form": form, "agreement": one})
