"""The lists of `plan`, and how each is filled."""

from typing import Any

from alongside.plan.models import Action, Keeps, Plan, Progress, Role, Workstream
from tests.personas import County
from tests.plan import making
from tests.scale.lists import List, copies


def actions(county: County, number: int) -> None:
    """Actions of the charity in one published plan, each keeping the same clause."""
    one = Action.objects.order_by("number").first()
    if one is None:
        one = making.an_action(county, keeps=[making.a_clause(county).pk])
        making.a_report(county, one)
        one.refresh_from_db()
    clause, last = one.keeps.get().clause_id, Action.objects.count()
    copies(one, number, number=lambda n: last + n + 1)
    free = list(Action.objects.filter(keeps=None).order_by("id"))
    Keeps.objects.bulk_create(Keeps(action=each, clause_id=clause) for each in free)


def reports(county: County, number: int) -> None:
    """What the charity said of one action."""
    one = Progress.objects.first() or making.a_report(county)
    last = Progress.objects.count()
    copies(one, number, number=lambda n: last + n + 1)


def plans(county: County, number: int) -> None:
    one = Plan.objects.first() or making.an_action(county).plan
    copies(one, number, slug=str)


def the_plan(county: County) -> dict[str, Any]:
    return {"slug": Plan.objects.get().slug}


def half_drafts(county: County, number: int) -> None:
    """The same, every second one a draft that is counted and not read."""
    actions(county, number)
    late = Action.objects.exclude(number=1).filter(number__in=range(1, 2_000, 2)).order_by().values("pk")
    Action.objects.filter(pk__in=late).update(published_at=None)


def a_role(county: County) -> dict[str, Any]:
    role = Role.objects.first() or making.a_role(county, Workstream.objects.get())
    Action.objects.update(owner=role)
    return {"id": role.pk}


def the_stream(county: County) -> dict[str, Any]:
    return {"id": Workstream.objects.get().pk}


LISTS = {
    "plan:plan": List(half_drafts, "visitor"),
    "plan:year": List(half_drafts, "council", named=the_plan),
    "plan:stream": List(half_drafts, "council", named=the_stream),
    "plan:board": List(actions, "visitor", named=the_plan),
    "plan:timeline": List(actions, "visitor", named=the_plan),
    "plan:review": List(actions, "visitor", named=the_plan),
    "plan:role": List(actions, "charity", named=a_role),
    "plan:next": List(actions, "officer", named=the_plan),
    "plan:csv": List(actions, "visitor", named=the_plan),
    "plan:list": List(plans, "visitor"),
    "plan:table": List(actions, "visitor", named=the_plan),
    "plan:action": List(reports, "visitor", named=lambda county: {"id": Action.objects.get().pk}),
    "plan:counted": List(actions, "visitor", "?what=leads&sector=voluntary", named=the_plan),
    "plan:clause": List(actions, "visitor", named=lambda county: {"id": Keeps.objects.order_by("id")[0].clause_id}),
    "plan:organisation": List(actions, "visitor", named=lambda county: {"slug": county.organisations["charity"].slug}),
}
