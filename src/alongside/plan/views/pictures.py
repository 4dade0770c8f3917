"""The plan as a board and as a timeline, counted by sector, and looked back on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alongside.kit import clock
from alongside.kit.paging import page_of
from alongside.plan import drawing, paper
from alongside.plan.models import Plan, Workstream
from alongside.plan.queries import counted as counts
from alongside.plan.queries import faces, plans, reviewed

MOST = 500


def _plan(request: HttpRequest, slug: str) -> Plan:
    return get_object_or_404(plans.plans_for(request.user), slug=slug)


def _lines(request: HttpRequest, plan: Plan) -> list[plans.Line]:
    return plans.lines(plans.in_order(plans.actions_of(plan, request.user))[:MOST], request.user)


@login_not_required
@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Workstreams across, and how their actions stand."""
    plan = _plan(request, slug)
    rows = _lines(request, plan)
    streams = plans.streams_of(plan)
    place = {one.pk: at for at, one in enumerate(streams)}
    rows.sort(key=lambda row: place[row.action.workstream_id])  # what is due first stays first in each
    facts = {"plan": plan, "lines": rows, "picture": _board(streams, rows)}
    return render(request, "plan/board.html", facts)


def _board(streams: list[Workstream], rows: list[plans.Line]) -> str:
    today, columns = clock.today(), [name for name in faces.TALLIES if name != "withdrawn"]
    told = []
    for stream in streams:
        mine = [
            (faces.stands(row.action, today), row.action.number, row.lead[0])
            for row in rows
            if row.action.workstream_id == stream.pk
        ]
        cells = [[(number, kind) for stands, number, kind in mine if stands == column] for column in columns]
        told.append((stream.title, cells))
    return drawing.board([str(faces.TALLIES[column]).capitalize() for column in columns], told)


@login_not_required
@require_safe
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """From the beginning of each action to the day when it is due."""
    plan = _plan(request, slug)
    rows = sorted(_lines(request, plan), key=lambda row: (row.action.due_on, row.action.number))
    spans = [
        drawing.Span(
            row.action.number,
            row.action.starts or plan.starts,
            max(row.action.due_on, row.action.starts or plan.starts),
            row.lead[0],
        )
        for row in rows
    ]
    return render(request, "plan/timeline.html", {"plan": plan, "lines": rows, "picture": drawing.timeline(spans, clock.today())})


@login_not_required
@require_safe
def counted(request: HttpRequest, slug: str) -> HttpResponse:
    """Equality is counted, not claimed; each figure opens its list."""
    plan = _plan(request, slug)
    actions = plans.actions_of(plan, request.user)
    what, sector = request.GET.get("what", ""), request.GET.get("sector", "")
    page = page_of(counts.chosen(plan, actions, what, sector), request.GET.get("page"))
    facts = {
        "plan": plan,
        "columns": list(counts.WHAT.values()),
        "rows": counts.rows(plan, actions),
        **counts.agreed(request.user),
        "what": counts.WHAT.get(what, ""),
        "sector": faces.sector(sector) if sector in faces.SECTORS else "",
        "page": page,
        "lines": plans.lines(page.rows, request.user),
    }
    return render(request, "plan/counted.html", facts)


@login_not_required
@require_safe
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """What the year was: by priority, with what was done, what is late, in doubt or silent, and what was verified. To print."""
    return render(request, "plan/review.html", {"review": reviewed.of(_plan(request, slug), request.user)})


@login_not_required
@require_safe
def review_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a PDF that a screen reader reads."""
    plan = _plan(request, slug)
    return pdf(paper.review(reviewed.of(plan, request.user)), f"review-{plan.slug}.pdf")


def pdf(content: bytes, name: str) -> HttpResponse:
    """A paper, opened in the browser, with the name that it is kept by."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
