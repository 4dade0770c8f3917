"""Writing a text together: its clauses, a pasted document, its partners."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.agreements import comparing, errors, rules
from alongside.agreements.actions import drafting
from alongside.agreements.forms.drafting import Begin, ClauseForm, Describe, Paste
from alongside.agreements.models import Agreement, Clause, Version
from alongside.agreements.queries import standing, texts
from alongside.agreements.views import found
from alongside.kit.cleaning import identifier
from alongside.kit.paging import page_of
from alongside.organisations import acting
from alongside.organisations import queries as organisations
from alongside.organisations.models import Standing
from alongside.organisations.queries import standings
from alongside.positions import queries as positions

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation

WHOLE = (Standing.Kind.PARTNER, Standing.Kind.STEERING, Standing.Kind.MEMBER)
READ_AND_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_SEND)
def begin(request: acting.Request) -> HttpResponse:
    """A new agreement."""
    if not rules.may_begin(request.user):
        return render(request, "403.html", status=403)
    form = Begin(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = drafting.begin(**form.cleaned_data, by=request.user)
        return redirect("agreements:parties", slug=made.slug)
    return render(request, "agreements/begin.html", {"form": form})


@require_http_methods(READ_AND_SEND)
def describe(request: acting.Request, slug: str) -> HttpResponse:
    """What it is called and who reads it."""
    one = found.settled(request, slug)
    start = {name: getattr(one, name) for name in ("title", "purpose", "readers", "is_main")}
    form = Describe(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        drafting.describe(one, **form.cleaned_data, by=request.user)
        messages.success(request, _("It is kept."))
        return redirect("agreements:text", slug=one.slug)
    return render(request, "agreements/begin.html", {"form": form, "agreement": one})


@require_safe
@never_cache
def text(request: acting.Request, slug: str) -> HttpResponse:
    """The text as it is worked on, with what is new in it since the version before."""
    one = found.inside(request, slug)
    page = page_of(texts.working(one), request.GET.get("page"), size=100)
    before = texts.on_the_table(one) or texts.in_force(one)
    stood = {entry.clause_id: entry.wording.text_sha256 for entry in texts.entries_of(before)} if before else {}
    counts = texts.comment_counts([wording.clause_id for wording in page.rows])
    rows, level = [], 2
    for wording in page.rows:
        level = 3 if wording.kind == Clause.Kind.PART else level
        since = _since(stood, wording.clause_id, wording.text_sha256) if before else ""
        rows.append((wording, since, counts.get(wording.clause_id, 0), level))
    facts = {
        "agreement": one, "page": page, "rows": rows, "before": before, "may_draft": rules.may_draft(request.user, one),
        "may_settle": rules.may_settle(request.user), "parties": texts.parties_of(one), "comments": texts.open_comments(one).count(),
        "was_opened": texts.was_opened(one),
    }  # fmt: skip
    return render(request, "agreements/text.html", facts)


def _since(stood: dict[uuid.UUID, str], clause: uuid.UUID, sha256: str) -> str:
    return "new" if clause not in stood else "changed" if stood[clause] != sha256 else ""


@require_http_methods(READ_AND_SEND)
@never_cache
def paste(request: acting.Request, slug: str) -> HttpResponse:
    """A document: first we show what we read, then it is put in."""
    one = found.drafted(request, slug)
    form = Paste(request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None)
    facts: dict[str, object] = {"agreement": one, "form": form, "standing": texts.working(one).count()}
    if form.is_valid():
        read = form.cleaned_data["read"]
        given, proposer = form.cleaned_data["edition"], _for(request, one)
        seen = one.edition if given is None else given
        if "keep" in request.POST and _done(
            form, lambda: drafting.put_in(one, read.clauses, by=request.user, organisation=proposer, seen=seen)
        ):
            messages.success(request, _("The text is in. Look it over, and say who promises each commitment."))
            return redirect("agreements:text", slug=one.slug)
        if form.is_valid():
            again = Paste(initial={"text": form.cleaned_data["text"], "edition": one.edition})
            del again.fields["file"]
            shown = drafting.numbered(one, read.clauses)[:60]
            numbered_anew = read.has_own and not any(draft.number for draft in read.clauses)
            facts |= {"form": again, "read": read, "shown": shown, "more": max(0, len(read.clauses) - 60), "anew": numbered_anew}
    return render(request, "agreements/paste.html", facts)


@require_http_methods(READ_AND_SEND)
@never_cache
def clause(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """One clause in a box. If somebody else was quicker, both texts stand side by side, and nothing is lost."""
    one = found.drafted(request, slug)
    held: Clause = found.clause(request, one, id)
    now, parties = texts.latest_wording(held), texts.parties_of(one)
    sent = request.POST if request.method == "POST" else None
    form = ClauseForm(sent, parties=parties, initial=ClauseForm.initial_of(now, parties))
    facts: dict[str, object] = {
        "agreement": one,
        "clause": held,
        "form": form,
        "wording": now,
        "comments": texts.comment_counts([held.pk]).get(held.pk, 0),
    }
    if form.is_valid():
        seen = form.cleaned_data["edition"] or 0
        try:
            drafting.write(held, seen=seen, by=request.user, organisation=_for(request, one), **form.facts())
        except errors.Edited as edited:
            form.add_error(None, str(edited))
            again = request.POST.copy()
            again["edition"] = str(edited.now.edition)
            form.data = again
            base = held.wordings.filter(edition=seen).first()
            facts |= {"edited": edited.now, "theirs": comparing.compare(base.text if base else "", edited.now.text),
                      "yours": comparing.compare(base.text if base else "", form.cleaned_data["text"])}  # fmt: skip
        except errors.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It is kept."))
            return redirect(f"{_text_url(one)}#c-{held.pk}")
    return render(request, "agreements/edit.html", facts, status=409 if "edited" in facts else 200)


@require_http_methods(READ_AND_SEND)
@never_cache
def add(request: acting.Request, slug: str) -> HttpResponse:
    """One more clause, behind the one that the address names."""
    one = found.drafted(request, slug)
    named = identifier(request.GET.get("after", ""))
    after = texts.known(one, [named]).get(named) if named else None
    kind = texts.latest_wording(after).kind if after else Clause.Kind.CLAUSE
    start = {"kind": Clause.Kind.CLAUSE if kind == Clause.Kind.PART else kind}
    form = ClauseForm(request.POST if request.method == "POST" else None, parties=texts.parties_of(one), initial=start)
    if form.is_valid():
        made: list[Clause] = []
        proposer = _for(request, one)
        if _done(
            form, lambda: made.append(drafting.add(one, after=after, by=request.user, organisation=proposer, **form.facts()))
        ):
            return redirect(f"{_text_url(one)}#c-{made[0].pk}")
    return render(request, "agreements/edit.html", {"agreement": one, "form": form, "after": after})


@require_POST
def change(request: acting.Request, slug: str, id: uuid.UUID) -> HttpResponse:
    """Up, down, or out."""
    one = found.drafted(request, slug)
    held: Clause = found.clause(request, one, id)
    what = request.POST.get("do", "")
    deeds: dict[str, Callable[[], object]] = {
        "up": lambda: drafting.move(held, up=True, by=request.user),
        "down": lambda: drafting.move(held, up=False, by=request.user),
        "out": lambda: drafting.remove(held, by=request.user),
    }
    _told(request, deeds.get(what, lambda: None))
    return redirect(_text_url(one) if what == "out" else f"{_text_url(one)}#c-{held.pk}")


@require_POST
def renumber(request: acting.Request, slug: str) -> HttpResponse:
    """All numbers anew."""
    one = found.drafted(request, slug)
    _told(request, lambda: drafting.renumber(one, by=request.user))
    return redirect("agreements:text", slug=one.slug)


@require_http_methods(READ_AND_SEND)
@never_cache
def parties(request: acting.Request, slug: str) -> HttpResponse:
    """Its partners by sector, who writes too, who was asked and has answered; and a box that finds one more."""
    one = found.inside(request, slug)
    if request.method == "POST":
        found.settled(request, slug)
        return _parties_changed(request, one)
    words = request.GET.get("q", "")[:200].replace("\0", "").strip()
    held = texts.parties_of(one)
    asked = positions.asked(texts.SHEET, one.pk)
    page = page_of(held, request.GET.get("page"), size=100)
    on_table = texts.on_the_table(one)
    is_discussed = on_table is not None and on_table.state == Version.State.DISCUSSED
    unreached = {organisation.pk for organisation in standing.unreached(one)} if is_discussed or not on_table else set()
    may_add = rules.may_settle(request.user) and one.state == Agreement.State.DRAFT
    facts = {
        "agreement": one, "q": words, "to_add": _to_add(one) if may_add else [], "page": page, "asked": asked, "number_asked": len(asked),
        "alike": organisations.alike(request.user, name=words) if words else [],
        "rows": [(party, asked.get(party.organisation_id), party.organisation_id in unreached) for party in page.rows],
        "unreached": len(unreached),
        "may_settle": rules.may_settle(request.user), "on_table": on_table,
        "was_opened": texts.was_opened(one),
    }  # fmt: skip
    return render(request, "agreements/parties.html", facts)


def _parties_changed(request: acting.Request, one: Agreement) -> HttpResponse:
    if "standing" in request.POST:
        _told(request, lambda: _add_standing(request, one, request.POST["standing"]))
    elif "add" in request.POST:
        organisation = get_object_or_404(organisations.visible_to(request.user), slug=request.POST["add"])
        _told(request, lambda: drafting.add_party(one, organisation, by=request.user))
    else:
        named = identifier(request.POST.get("party", ""))
        party = get_object_or_404(one.parties.select_related("agreement", "organisation"), pk=named, until=None)
        if "drop" in request.POST:
            _told(request, lambda: drafting.drop_party(party, by=request.user))
        else:
            drafting.let_draft(party, drafts="drafts" in request.POST, by=request.user)
    return redirect("agreements:parties", slug=one.slug)


def _add_standing(request: acting.Request, one: Agreement, kind: str) -> None:
    added = drafting.add_all(one, standings.open_organisations(kind), by=request.user)
    words = ngettext("%(n)d partner is added.", "%(n)d partners are added.", added) % {"n": added}
    messages.success(request, words if added else _("All of them are partners already."))


def _to_add(one: Agreement) -> list[tuple[str, str, int]]:
    """The standings whose organisations can be added at once: each with how many are not partners yet."""
    held = texts.open_parties(one).order_by().values("organisation")
    kinds = ((kind, standings.open_organisations(kind).exclude(pk__in=held).count()) for kind in WHOLE)
    return [(kind, str(kind.label), number) for kind, number in kinds if number]


def _for(request: acting.Request, one: Agreement) -> Organisation | None:
    return rules.proposes_for(request.user, one, request.acting)


def _text_url(one: Agreement) -> str:
    return f"{one.get_absolute_url()}text/"


def _done(form: Paste | ClauseForm, act: Callable[[], object]) -> bool:
    try:
        act()
    except errors.Refused as refused:
        form.add_error(None, str(refused))
    return bool(form.is_valid())


def _told(request: acting.Request, act: Callable[[], object]) -> None:
    try:
        act()
    except errors.Refused as refused:
        messages.error(request, str(refused))
