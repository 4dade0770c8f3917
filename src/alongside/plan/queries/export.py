"""A plan as plain values, for a sheet and for programs: only what everybody reads, and no names of people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from alongside.kit import clock
from alongside.plan.models import Evidence, Progress, Witness
from alongside.plan.queries import faces, plans

if TYPE_CHECKING:
    from alongside.plan.models import Plan

HEADINGS = (
    "number", "title", "workstream", "priority", "horizon", "kind", "lead", "lead_sector", "role", "proposed_by", "due_on", "next_report", "stands",
    "lead_says", "others_say", "measure", "baseline", "target", "reached", "resource_pence", "resource", "patches", "keeps", "page",
)  # fmt: skip


def told(plan: Plan) -> list[dict[str, Any]]:
    """Each action in one row."""
    today = clock.today()
    actions = list(
        plans.actions_of(plan, AnonymousUser())
        .select_related("lead", "last", "workstream", "priority", "owner", "proposed_by")
        .prefetch_related("patches")
    )
    return [_row(row, today) for row in plans.lines(actions, AnonymousUser())]


def _row(row: plans.Line, today: Any) -> dict[str, Any]:
    one = row.action
    return {
        "id": one.pk,
        "number": one.number,
        "title": one.title,
        "workstream": one.workstream.title,
        "priority": one.priority.title if one.priority else "",
        "horizon": one.horizon,
        "kind": one.kind,
        "lead": one.lead.name,
        "lead_sector": one.lead.sector,
        "role": one.owner.title if one.owner else "",
        "proposed_by": one.proposed_by.name if one.proposed_by else "",
        "due_on": one.due_on,
        "next_report": one.review_on,
        "stands": "not_reported" if faces.stands(one, today) == faces.SILENT else one.status,
        "lead_says": " ".join(filter(None, row.lead[1:])),
        "others_say": " ".join(filter(None, row.others[1:])),
        "measure": one.measure,
        "baseline": one.baseline,
        "target": one.target,
        "reached": one.last.reached if one.last else "",
        "resource_pence": one.resource_pence,
        "resource": one.resource,
        "patches": sorted(patch.name for patch in one.patches.all()),
        "keeps": [number for number, _url in row.clauses],
        "page": settings.ADDRESS + one.get_absolute_url(),
    }


def whole(plan: Plan) -> list[dict[str, Any]]:
    """Each action with every report, what was said to it, and what shows it."""
    rows = told(plan)
    keys = [row["id"] for row in rows]
    said: dict[Any, list[dict[str, Any]]] = {}
    for one in Witness.objects.filter(progress__action__in=keys).select_related("organisation").order_by("at", "id"):
        facts = {"organisation": one.organisation.name, "sector": one.sector, "says": one.says, "words": one.words, "at": one.at}
        said.setdefault(one.progress_id, []).append(facts)
    reports: dict[Any, list[dict[str, Any]]] = {}
    for report in Progress.objects.filter(action__in=keys).order_by("action", "number"):
        facts = {
            "status": report.status,
            "reason": report.reason,
            "reached": report.reached,
            "at": report.at,
            "others": said.get(report.pk, []),
        }
        reports.setdefault(report.action_id, []).append(facts)
    shows: dict[Any, list[dict[str, Any]]] = {}
    held = (
        Evidence.objects.filter(action__in=keys, withdrawn_at=None)
        .select_related("organisation", "verified_for")
        .order_by("at", "id")
    )
    kept_back: Counter[Any] = Counter()
    for one_ in held:
        if one_.visibility != Evidence.Visibility.PUBLIC:
            kept_back[one_.action_id] += 1
            continue
        facts = {
            "kind": one_.kind, "title": one_.title, "words": one_.words, "url": one_.url, "sha256": one_.sha256, "dated": one_.dated,
            "brought_by": one_.organisation.name, "verified_by": one_.verified_for.name if one_.verified_for else None, "verified_at": one_.verified_at,
        }  # fmt: skip
        shows.setdefault(one_.action_id, []).append(facts)
    return [
        {
            **row,
            "reports": reports.get(row["id"], []),
            "evidence": shows.get(row["id"], []),
            "evidence_not_public": kept_back[row["id"]],
        }
        for row in rows
    ]
