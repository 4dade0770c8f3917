"""What was written is put right, what was a mistake goes, and one year leads on to the next."""

import datetime as dt
from typing import Any

import pytest

from alongside.kit import clock
from alongside.plan import actions
from alongside.plan.errors import CannotPlan, CannotReport
from alongside.plan.models import Action, Plan, Priority
from alongside.plan.queries import counted, plans
from alongside.record.queries import threads_of
from alongside.replies import confirmations
from tests.personas import County
from tests.plan import making

pytestmark = pytest.mark.django_db


def page(county: County, address: str, who: str = "visitor") -> str:
    return county.client(who).get(address).content.decode()


def days_after(plan: Plan) -> dict[str, Any]:
    on = dt.timedelta(days=331)
    return {name: getattr(plan, name) + on for name in ("starts", "now_until", "ends", "long_until")}


def test_a_priority_is_said_better_and_goes_without_its_actions(county: County) -> None:
    plan = making.a_whole(county)
    priority = plan.priorities.get()
    client = county.client("officer")
    typed = {"title": "Nobody is alone", "about": "", "known_by": ""}
    client.post(f"/plans/priorities/{priority.pk}/change/", typed)
    assert Priority.objects.get().title == "Nobody is alone"
    assert "1 action stays" in client.get(f"/plans/priorities/{priority.pk}/remove/").content.decode()
    client.post(f"/plans/priorities/{priority.pk}/remove/")
    first = Action.objects.get(number=1)
    assert not Priority.objects.exists() and first.priority is None
    told = page(county, plan.get_absolute_url(), "officer")
    assert "Removed a priority; its actions stay" in told and "Said a priority otherwise" in told


def test_two_priorities_never_have_one_name(county: County) -> None:
    plan = making.a_draft(county)
    one, _two = (actions.add_priority(plan, title=title, by=county.officer) for title in ("One", "Two"))
    with pytest.raises(CannotPlan):
        actions.change_priority(one, title="Two", about="", known_by="", by=county.officer)


def test_a_draft_of_an_action_goes_and_its_clause_forgets_it(county: County) -> None:
    clause = making.a_clause(county)
    first = making.an_action(county)
    late = making.a_draft_action(county, first.workstream, title="A slip", keeps=[clause.pk])
    client = county.client("charity")
    assert client.post(f"/plans/actions/{late.pk}/remove/").status_code == 302
    assert not Action.objects.filter(pk=late.pk).exists() and not threads_of(clause)
    assert making.a_draft_action(county, first.workstream, title="Again").number == 3
    assert "stays" in client.get(f"/plans/actions/{first.pk}/remove/").content.decode()
    with pytest.raises(CannotPlan):
        actions.remove_action(first, by=county.officer)


def test_only_what_nothing_hangs_on_goes(county: County) -> None:
    stream = making.a_stream(county)
    role = making.a_role(county, stream)
    action = making.an_action(county, stream=stream, owner=role)
    for refused in (
        lambda: actions.remove_stream(stream, by=county.officer),
        lambda: actions.remove_role(role, by=county.officer),
        lambda: actions.remove_plan(stream.plan, by=county.officer),
    ):
        with pytest.raises(CannotPlan):
            refused()
    assert Action.objects.get().owner == role and action.workstream == stream
    spare = making.a_role(county, stream)
    actions.rename_role(spare, title="Chair", by=county.charity)
    with pytest.raises(CannotPlan):
        actions.rename_role(spare, title=role.title, by=county.charity)
    actions.remove_role(spare, by=county.charity)
    assert stream.roles.get() == role


def test_a_draft_of_a_plan_goes_whole(county: County) -> None:
    clause = making.a_clause(county)
    action = making.a_draft_action(county, keeps=[clause.pk])
    county.client("officer").post(f"/plans/{action.plan.slug}/remove/")
    assert not Plan.objects.exists() and not Action.objects.exists() and not threads_of(clause)


def test_a_plan_keeps_its_address_when_its_name_is_changed(county: County) -> None:
    plan = making.an_action(county).plan
    typed = {name: day.isoformat() for name, day in days_after(plan).items()}
    county.client("officer").post(f"/plans/{plan.slug}/change/", typed | {"title": "Our year"})
    now = Plan.objects.get()
    assert (now.slug, now.title, now.starts) == (plan.slug, "Our year", plan.starts + dt.timedelta(days=331))
    assert "Our year" in page(county, f"/plans/{plan.slug}/")
    with pytest.raises(CannotPlan):
        actions.change(plan, ends=now.starts, by=county.officer)


def test_a_day_that_was_put_off_is_told(county: County) -> None:
    action = making.an_action(county)
    before = action.due_on
    later = before + dt.timedelta(days=30)
    actions.change_action(action, seen=1, lead=action.lead, due_on=later, measure="calls", by=county.charity)
    told = page(county, action.get_absolute_url(), "charity")
    assert "Changed what is counted" in told and f"Due {later:%-d %B %Y}, was {before:%-d %B %Y}" in told


def test_what_is_done_stays_as_it_was_looked_at(county: County) -> None:
    done = making.a_verified(county).action
    making.a_report(county, done, status="done")
    with pytest.raises(CannotPlan):
        actions.change_action(done, seen=1, lead=county.organisations["council"], due_on=done.due_on, by=county.officer)
    assert "Change what it is" not in page(county, done.get_absolute_url(), "officer")
    making.a_report(county, done, status="at_risk")
    actions.change_action(done, seen=1, lead=done.lead, due_on=done.due_on, title="Better", by=county.officer)


def test_a_form_of_the_plan_that_is_sent_twice_adds_once(county: County) -> None:
    first = making.an_action(county)
    with pytest.raises(CannotPlan):
        making.a_draft_action(county, first.workstream, title=first.title)
    making.a_draft(county)
    with pytest.raises(CannotPlan):
        making.a_draft(county)


def test_a_closed_plan_stands_as_it_stood(county: County) -> None:
    """Nobody turns silent or late where nobody may speak any more."""
    plan = making.a_whole(county)
    before = counted.rows(plan, plans.actions_of(plan, county.volunteer))
    client = county.client("officer")
    assert "2 actions are still open" in client.get(f"/plans/{plan.slug}/close/").content.decode()
    assert client.post(f"/plans/{plan.slug}/close/").status_code == client.post(f"/plans/{plan.slug}/close/").status_code == 302
    first = Action.objects.get(number=1)
    with clock.moved(days=400):
        kinds = [one.lead[0] for one in plans.lines(plans.actions_of(plan, county.volunteer), county.volunteer)]
        assert kinds == ["ok", "done", "silent"]
        assert counted.rows(plan, plans.actions_of(plan, county.volunteer)) == before
        assert Action.objects.unreported(clock.today()).count() == 1
        with pytest.raises(CannotReport):
            making.a_report(county, first)
        for refused in (
            lambda: making.a_draft_action(county, first.workstream, title="More"),
            lambda: actions.add_priority(plan, title="More", by=county.officer),
            lambda: actions.change_action(first, seen=1, lead=first.lead, due_on=first.due_on, by=county.officer),
            lambda: actions.close(plan, by=county.officer),
        ):
            with pytest.raises(CannotPlan):
                refused()
        assert "stands as it stood then" in page(county, f"/plans/{plan.slug}/")
        county.client("chief").post(f"/plans/{plan.slug}/open-again/")
        kinds = [one.lead[0] for one in plans.lines(plans.actions_of(plan, county.volunteer), county.volunteer)]
        assert kinds == ["silent", "done", "silent"]


def test_the_next_plan_goes_on_with_what_is_open(county: County) -> None:
    plan = making.a_whole(county)
    first, silent = plan.actions.get(number=1), plan.actions.get(number=3)
    actions.change_action(silent, seen=1, lead=silent.lead, due_on=silent.due_on, needs=[first], by=county.officer)
    client = county.client("officer")
    asked = client.get(f"/plans/{plan.slug}/next/").content.decode()
    assert "1. A call back" in asked and "A shared calendar" not in asked
    typed = {name: day.isoformat() for name, day in days_after(plan).items()} | {"readers": "planners"}
    took = {"title": "The year after", "take": [str(first.pk), str(silent.pk)]}
    made = client.post(f"/plans/{plan.slug}/next/", typed | took)
    after = Plan.objects.get(follows=plan)
    assert made.url == after.get_absolute_url() and after.state == "draft"  # type: ignore[attr-defined]
    again = client.post(f"/plans/{plan.slug}/next/", typed | took | {"title": "Once more"}).content.decode()
    assert "is begun already" in again and Plan.objects.count() == 2
    one, two = after.actions.order_by("number")
    assert (one.title, one.carried_from, one.status, one.last) == (first.title, first, "not_started", None)
    assert one.owner and one.owner.workstream.plan == after and one.priority and one.priority.plan == after
    assert set(one.keeps.values_list("clause")) == set(first.keeps.values_list("clause"))
    assert [need.first for need in two.needs.all()] == [one]
    assert after.workstreams.get().partners.count() == plan.workstreams.get().partners.count()
    assert "The year after" not in page(county, first.get_absolute_url())  # a draft is nobody else's
    assert [one.url for one in confirmations.for_(county.charity)] == [silent.get_absolute_url()]
    actions.publish(after, by=county.officer)
    assert "The year after" in page(county, first.get_absolute_url())
    assert "There: On track" in page(county, one.get_absolute_url())
    assert "2 actions come from there." in page(county, after.get_absolute_url())
    leads = {one.key for one in confirmations.for_(county.charity) if one.url == silent.get_absolute_url()}
    assert not leads  # it goes on elsewhere, and is asked about there


def test_officers_are_asked_to_lead_a_year_on_to_the_next(county: County) -> None:
    plan = making.an_action(county).plan
    assert not [one for one in confirmations.for_(county.officer) if one.title == plan.title]
    with clock.moved(days=310):
        (asked,) = [one for one in confirmations.for_(county.officer) if one.title == plan.title]
        assert not [one for one in confirmations.for_(county.council) if one.title == plan.title]
        form = county.client("officer").post(asked.confirm_url, {"next": "/"}).content.decode()
        assert "Begin the next plan" in form and "to put right" not in form
        actions.carry_on(plan, title="The year after", take=[], **days_after(plan), by=county.officer)
        (asked,) = [one for one in confirmations.for_(county.officer) if one.title == plan.title]
        county.client("officer").post(asked.confirm_url)
        assert not [one for one in confirmations.for_(county.officer) if one.title == plan.title]
    assert Plan.objects.get(pk=plan.pk).state == "closed"
