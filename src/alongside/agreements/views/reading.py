"""Reading agreements: the one in force, any version, two side by side, and one clause with all that came of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alongside.agreements import comparing, errors, rules
from alongside.agreements.actions import commenting
from alongside.agreements.forms.drafting import CommentForm
from alongside.agreements.models import Agreement, Clause, Version, VersionClause, Wording
from alongside.agreements.queries import comments, register, standing, texts
from alongside.agreements.queries import counted as counting
from alongside.agreements.views import found
from alongside.kit.paging import page_of
from alongside.organisations import acting
from alongside.positions import queries as positions

AT_ONCE = 120
"""So many clauses stand on one page. An agreement that people sign has far fewer."""
IN_FULL = 1_500
"""So many positions are named on the page of a whole agreement; beyond that, on the pages of its clauses."""


@login_not_required
@require_safe
def main(request: acting.Request) -> HttpResponse:
    """The agreement of the place."""
    one = texts.main()
    version = texts.in_force(one) if one else None
    if one is None or version is None:
        return render(
            request,
            "agreements/none.html",
            {"others": list(texts.agreements_for(request.user)[:20]), "may_begin": rules.may_begin(request.user)},
        )
    return _read(request, one, version)


@login_not_required
@require_safe
def listed(request: acting.Request) -> HttpResponse:
    """Every agreement that the reader may know of."""
    page = page_of(texts.agreements_for(request.user), request.GET.get("page"))
    return render(request, "agreements/list.html", {"page": page, "may_begin": rules.may_begin(request.user)})


@login_not_required
@require_safe
def agreement(request: acting.Request, slug: str) -> HttpResponse:
    """One of them, in the version that counts."""
    one = found.agreement(request, slug)
    version = texts.shown(one, request.user)
    if version is None:
        return redirect("agreements:text", slug=one.slug)
    return _read(request, one, version)


@login_not_required
@require_safe
def version(request: acting.Request, slug: str, number: int) -> HttpResponse:
    """One version, for good at this address."""
    one = found.agreement(request, slug)
    return _read(request, one, _version(request, one, number))


def _version(request: acting.Request, one: Agreement, number: int) -> Version:
    return get_object_or_404(texts.versions_of(one, request.user), number=number)


def _read(request: acting.Request, one: Agreement, version: Version) -> HttpResponse:
    page = page_of(texts.entries_of(version), request.GET.get("page"), size=AT_ONCE)
    entries = list(page.rows)
    lines = standing.lines(entries, one, request.user)
    parties = texts.parties_of(one)
    speaks = rules.speaks_in(request.user, one)
    facts: dict[str, Any] = {
        "agreement": one,
        "version": version,
        "page": page,
        "lines": lines,
        "parts": texts.parts_of(version),
        "parties": parties,
        "in_full": len(parties) * len(lines) <= IN_FULL,
        "faces": standing.faces(lines),
        "show_key": any(line.picture and line.picture.is_asked for line in lines),
        "before": texts.versions_for(request.user).filter(agreement=one, number__lt=version.number).order_by("-number").first(),
        "versions": list(texts.versions_of(one, request.user)[:50]),
        "review_is_late": standing.review_is_late(one),
        "may_draft": rules.may_draft(request.user, one),
        "may_settle": rules.may_settle(request.user),
        "is_inside": rules.is_inside(request.user, one),
        "may_stand": bool(speaks)
        and version.state in {Version.State.DISCUSSED, Version.State.IN_FORCE}
        and _is_current(one, version),
        "is_current": _is_current(one, version),
        "number_not_agreed": sum(line.entry.carried == VersionClause.Carried.NOT_AGREED for line in lines),
    }
    if version.opened_at is not None and version.state != Version.State.WITHDRAWN:
        facts |= {"register": register.of(version), "can_sign": version.state == Version.State.SIGNING}
    return render(request, "agreements/agreement.html", facts)


def _is_current(one: Agreement, version: Version) -> bool:
    """Whether it is the text that partners stand on now."""
    now = texts.on_the_table(one) or texts.in_force(one)
    return now is not None and now.pk == version.pk


@login_not_required
@require_safe
def compare(request: acting.Request, slug: str) -> HttpResponse:
    """Two versions side by side, clause by clause, in words."""
    one = found.agreement(request, slug)
    versions = list(texts.versions_of(one, request.user)[:200])
    numbers = {str(version.number): version for version in versions}
    after = numbers.get(request.GET.get("to", ""), versions[0] if versions else None)
    earlier = [version for version in versions if after and version.number < after.number]
    before = numbers.get(request.GET.get("from", ""), earlier[0] if earlier else None)
    if before and after and before.number > after.number:
        before, after = after, before
    changes = texts.changes(before, after) if before and after and before != after else []
    moved = [one for one in changes if one.kind != "same"]
    page = page_of(moved, request.GET.get("page"), size=40)
    rows = [(change, _sides(change)) for change in page.rows]
    facts = {
        "agreement": one, "versions": versions, "before": before, "after": after, "page": page, "rows": rows,
        "same": len(changes) - len(moved),
    }  # fmt: skip
    return render(request, "agreements/compare.html", facts)


@login_not_required
@require_safe
def counted(request: acting.Request, slug: str) -> HttpResponse:
    """Equality is counted, not claimed; each figure opens its list."""
    one = found.agreement(request, slug)
    version = texts.shown(one, request.user)
    if version is None:
        return redirect("agreements:text", slug=one.slug)
    told = counting.of(version, request.user)
    what, sector = request.GET.get("what", ""), request.GET.get("sector", "")
    listed = told.list(what, sector)
    page = page_of([item for item in listed if item.name], request.GET.get("page"), size=100)
    facts = {
        "agreement": one, "version": version, "counted": told, "what": told.columns.get(what, ""), "page": page,
        "sector": next((row.name for row in told.rows if row.sector == sector), ""), "sector_key": sector,
        "number": sum(item.counts for item in listed), "untold": sum(not item.name for item in listed),
    }  # fmt: skip
    return render(request, "agreements/counted.html", facts)


def _sides(change: texts.Change) -> comparing.Sides:
    before, after = change.before, change.after
    return comparing.compare(before.wording.text if before else "", after.wording.text if after else "")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def clause(request: acting.Request, id: uuid.UUID) -> HttpResponse:
    """One clause: what it says, who stands where, what was said of it, what it said before, what came of it."""
    one = get_object_or_404(texts.clauses_for(request.user).select_related("agreement"), pk=id)
    seen = list(_standing_in(one, request))
    entry = next((one for one in seen if one.version.state == Version.State.DISCUSSED), None)
    shown = next((one for one in seen if one.version.state in {Version.State.IN_FORCE, Version.State.SIGNING}), None)
    entry = _asked_for(request, seen) or shown or entry or (seen[0] if seen else None)
    if entry is None:
        return _unpublished(request, one)
    form = CommentForm(request.POST if request.method == "POST" else None)
    talked = next((one for one in seen if one.version.state == Version.State.DISCUSSED), None)
    if request.method == "POST":
        if talked is None or not rules.may_comment(request.user, talked.version):
            return render(request, "403.html", status=403)
        if form.is_valid() and _said(request, talked, form):
            return redirect(f"{one.get_absolute_url()}#said")
    return render(request, "agreements/clause.html", _about(request, one, entry, seen, talked, form))


def _standing_in(one: Clause, request: acting.Request) -> Any:
    seen = VersionClause.objects.filter(clause=one, version__in=texts.versions_for(request.user).filter(agreement=one.agreement))
    return (
        seen.select_related("version", "wording", "clause")
        .prefetch_related("wording__promisers")
        .order_by("-version__number")[:100]
    )


def _asked_for(request: acting.Request, seen: list[VersionClause]) -> VersionClause | None:
    """The one of the version that the address names."""
    return next((one for one in seen if str(one.version.number) == request.GET.get("version")), None)


def _about(
    request: acting.Request,
    one: Clause,
    entry: VersionClause,
    seen: list[VersionClause],
    talked: VersionClause | None,
    form: CommentForm,
) -> dict[str, Any]:
    everybody = texts.organisations_of(one.agreement)
    line = standing.lines([entry], one.agreement, request.user)[0]
    said = positions.history_of(texts.CLAUSE, one.pk, standing.reader(request.user, everybody))
    wordings = _wordings(request, one, seen)
    speaks = rules.speaks_in(request.user, one.agreement)
    return {
        "agreement": one.agreement, "clause": one, "entry": entry, "line": line, "faces": standing.faces([line]), "seen": seen, "form": form, "talked": talked,
        "may_comment": talked is not None and rules.may_comment(request.user, talked.version),
        "said": page_of(said, request.GET.get("positions")),
        "comments": comments.rows(page_of(texts.comments_on(one), request.GET.get("comments")), request.user),
        "wordings": [(wording, comparing.compare(before.text if before else wording.text, wording.text)) for wording, before in wordings],
        "may_draft": rules.may_draft(request.user, one.agreement) and one.removed_at is None,
        "may_stand": bool(speaks) and _is_current(one.agreement, entry.version) and entry.version.state != Version.State.SIGNING,
        "may_disagree": bool(speaks) or rules.may_settle(request.user),
    }  # fmt: skip


def _wordings(request: acting.Request, one: Clause, seen: list[VersionClause]) -> list[tuple[Wording, Wording | None]]:
    """What it said before: all of it for who is inside; for others, what stood in versions that they read."""
    rows = list(texts.wordings_of(one)[:60])
    if not rules.is_inside(request.user, one.agreement):
        known = {entry.wording_id for entry in seen}
        rows = [wording for wording in rows if wording.pk in known]
    return [(wording, rows[at + 1] if at + 1 < len(rows) else None) for at, wording in enumerate(rows)]


def _unpublished(request: acting.Request, one: Clause) -> HttpResponse:
    """It stands in no version yet: who writes the text goes there."""
    if not rules.is_inside(request.user, one.agreement):
        raise Http404
    return redirect("agreements:text", slug=one.agreement.slug)


def _said(request: acting.Request, entry: VersionClause, form: CommentForm) -> bool:
    seat = request.acting
    try:
        commenting.say(entry, text=form.cleaned_data["text"], by=request.user, organisation=seat.organisation if seat else None)
    except errors.Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("It is said. You hear when it is answered."))
    return True
