"""The plan: read by everybody, written by officers and who leads a workstream, reported by the lead, witnessed by others."""

from collections.abc import Callable
from typing import Any

from alongside.organisations.models import Organisation
from alongside.plan import actions
from tests.addresses.rows import Row, Statuses, everyone, officers, signed_in
from tests.personas import County
from tests.plan import making


def a_plan(county: County) -> dict[str, Any]:
    """One that runs: an action reported and doubted, one done, one silent, one that waits for another."""
    return {"slug": making.a_whole(county).slug}


def current(county: County) -> dict[str, Any]:
    making.a_whole(county)
    return {}


def a_draft(county: County) -> dict[str, Any]:
    return {"slug": making.a_draft(county).slug}


def a_ready_draft(county: County) -> dict[str, Any]:
    return {"slug": making.a_draft_action(county).plan.slug}


def a_closed_plan(county: County) -> dict[str, Any]:
    return {"slug": actions.close(making.a_whole(county), by=county.officer).slug}


def a_priority(county: County) -> dict[str, Any]:
    return {"id": making.a_whole(county).priorities.get().pk}


def an_empty_stream(county: County) -> dict[str, Any]:
    return {"id": making.a_stream(county, making.an_action(county).plan, title="Families and children").pk}


def a_stream(county: County) -> dict[str, Any]:
    return {"id": making.a_whole(county).workstreams.order_by("order")[0].pk}


def a_role(county: County) -> dict[str, Any]:
    return {"id": making.a_role(county, making.an_action(county).workstream).pk}


def an_action(county: County) -> dict[str, Any]:
    return {"id": making.a_report(county).action_id}


def a_told_action(county: County) -> dict[str, Any]:
    return {"id": making.a_whole(county).actions.get(number=1).pk}


def a_report(county: County) -> dict[str, Any]:
    """The charity's, to which the council says something."""
    return {"id": making.a_report(county).pk, "organisation": county.organisations["council"].pk}


def a_late_draft(county: County) -> dict[str, Any]:
    return {"id": making.a_draft_action(county, making.an_action(county).workstream, title="A lift home").pk}


def an_evidence(county: County) -> dict[str, Any]:
    return {"id": making.an_evidence(county).pk}


def a_clause(county: County) -> dict[str, Any]:
    clause = making.a_clause(county)
    making.an_action(county, keeps=[clause.pk])
    return {"id": clause.pk}


def the_charity(county: County) -> dict[str, Any]:
    making.a_whole(county)
    return {"slug": county.organisations["charity"].slug}


def planners(status: int = 200) -> Statuses:
    """Officers, and the charity that leads the workstream."""
    return officers(status, charity=status)


ROWS = {
    "plan:plan": Row(get=everyone(), args=current),
    "plan:list": Row(get=everyone(), args=current),
    "plan:year": Row(get=everyone(), args=a_plan),
    "plan:table": Row(get=everyone(), args=a_plan),
    "plan:stream": Row(get=everyone(), args=a_stream),
    "plan:action": Row(get=everyone(), args=a_told_action),
    "plan:clause": Row(get=everyone(), args=a_clause),
    "plan:organisation": Row(get=everyone(), args=the_charity),
    "plan:feed": Row(get=everyone(), args=current, is_page=False),
    "plan:csv": Row(get=everyone(), args=a_plan, is_page=False),
    "plan:json": Row(get=everyone(), args=a_plan, is_page=False),
    "plan:board": Row(get=everyone(), args=a_plan),
    "plan:timeline": Row(get=everyone(), args=a_plan),
    "plan:counted": Row(get=everyone(), args=a_plan, query="?what=leads&sector=voluntary"),
    "plan:review": Row(get=everyone(), args=a_plan),
    "plan:review_paper": Row(get=everyone(), args=a_plan, is_page=False),
    "plan:pack": Row(get=planners(), args=a_role, is_page=False),
    "plan:as_before": Row(post=signed_in(403, charity=302), args=an_action),
    "plan:see_too": Row(post=signed_in(403, council=302), args=a_report),
    "plan:begin": Row(get=officers(), post=officers()),
    "plan:add_priority": Row(get=officers(), post=officers(), args=a_plan),
    "plan:add_stream": Row(get=officers(), post=officers(), args=a_plan),
    "plan:publish": Row(post=signed_in(404, chief=302, officer=302, charity=403), args=a_ready_draft),
    "plan:change": Row(get=officers(), post=officers(), args=a_plan),
    "plan:remove": Row(
        get=signed_in(404, chief=200, officer=200, charity=403),
        post=signed_in(404, chief=302, officer=302, charity=403),
        args=a_ready_draft,
    ),
    "plan:close": Row(get=officers(), post=officers(302), args=a_plan),
    "plan:open_again": Row(post=officers(302), args=a_closed_plan),
    "plan:next": Row(get=officers(), post=officers(), args=a_plan),
    "plan:change_priority": Row(get=officers(), post=officers(), args=a_priority),
    "plan:remove_priority": Row(get=officers(), post=officers(302), args=a_priority),
    "plan:remove_stream": Row(get=officers(), post=officers(302), args=an_empty_stream),
    "plan:rename_role": Row(get=planners(), post=planners(), args=a_role),
    "plan:remove_role": Row(get=planners(), post=planners(302), args=a_role),
    "plan:remove_action": Row(
        get=signed_in(404, chief=200, officer=200, charity=200),
        post=signed_in(404, chief=302, officer=302, charity=302),
        args=a_late_draft,
    ),
    "plan:change_stream": Row(get=officers(), post=officers(), args=a_stream),
    "plan:add_role": Row(get=planners(), post=planners(), args=a_stream),
    "plan:add_action": Row(get=planners(), post=planners(), args=a_stream),
    "plan:change_action": Row(get=planners(), post=planners(), args=an_action),
    "plan:publish_action": Row(post=signed_in(404, chief=302, officer=302, charity=302), args=a_late_draft),
    "plan:role": Row(get=planners(), post=planners(302), args=a_role),
    "plan:report": Row(get=signed_in(403, charity=200), post=signed_in(403, charity=200), args=an_action),
    "plan:say": Row(get=signed_in(403, council=200), post=signed_in(403, council=200), args=an_action),
    "plan:bring": Row(
        get=signed_in(403, charity=200, council=200, group=200, chief=403, officer=403),
        post=signed_in(403, charity=200, council=200, group=200, chief=403, officer=403),
        args=an_action,
    ),
    "plan:verify": Row(get=signed_in(403, council=200, group=200), post=signed_in(403, council=302, group=302), args=an_evidence),
    "plan:take_back": Row(get=signed_in(403, charity=200), post=signed_in(403, charity=200), args=an_evidence),
}
OWNERS: dict[str, Callable[[Any], Organisation]] = {
    "plan.action": lambda one: one.lead,
    "plan.evidence": lambda one: one.organisation,
    "plan.progress": lambda one: one.organisation,
    "plan.role": lambda one: one.organisation,
    "plan.workstream": lambda one: one.lead,
}
NOBODYS = {"plan.plan", "plan.priority"}
